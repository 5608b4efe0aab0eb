import type { MessageChannel, MessageRule, MessageTextProblem } from '#contract/messages.ts';
import type { Language } from '#contract/values.ts';
import { createFieldTexts } from '../named-fields.ts';
import fields from './message-fields.json' with { type: 'json' };
import words from './message-words.json' with { type: 'json' };

/** What a message may say of a visit by a named field. */
export type MessageField = keyof typeof fields;

/** What each field says of one visit; empty where there is nothing to say. */
export type MessageValues = Readonly<Record<MessageField, string>>;

const texts = createFieldTexts<MessageField>(fields);

export const messageFields = texts.fields;
export const messageFieldName = texts.fieldName;

/** Fields that tell something of somebody's health: a text names them only where the clinic has said why. */
export const clinicalFields: readonly MessageField[] = ['reason', 'purpose'];

const parts = ['subject', 'body', 'sms'] as const;

/** What is wrong with the texts of a rule, in the order of reading; clinical fields only where no reason is given. */
export function ruleProblems(rule: MessageRule): readonly MessageTextProblem[] {
  return (['fr', 'en'] as const).flatMap((language) =>
    parts.flatMap((part) => {
      const { pieces, problems } = texts.readTemplate(rule[language][part], language);
      const clinical = rule.clinicalReason === null ? pieces.flatMap((piece) => ('field' in piece && clinicalFields.includes(piece.field) ? [piece.field] : [])) : [];
      return [
        ...problems.map(({ code, name, nearest }) => ({ language, part, code, name, nearest })),
        ...[...new Set(clinical)].map((field) => ({ language, part, code: 'clinical-field' as const, name: texts.fieldName(field, language), nearest: null })),
      ];
    }),
  );
}

/** How one stops such messages; a letter says nothing of it. */
export function stopLine(channel: MessageChannel, language: Language, phone: string): string {
  if (channel === 'letter') return '';
  const own = words[language];
  return own.stop[channel].replace('{phone}', phone === '' ? '' : own.stopPhone.replace('{phone}', phone));
}

/** A message as it would leave by a channel: the text of the rule filled in, and how to stop such messages. */
export function composeMessage(rule: Pick<MessageRule, 'fr' | 'en'>, { channel, language, values }: { readonly channel: MessageChannel; readonly language: Language; readonly values: MessageValues }): { readonly subject: string; readonly body: string } {
  const text = rule[language];
  const filled = (template: string): string => texts.fillTemplate(template, language, values).text;
  const stop = stopLine(channel, language, values.phone);
  const body = filled(channel === 'sms' ? text.sms : text.body);
  return { subject: filled(text.subject).replace(/\s*\n\s*/g, ' '), body: stop === '' ? body : channel === 'sms' ? `${body} ${stop}` : `${body}\n\n${stop}` };
}

/** What is known of a person when a way to reach them is looked for. */
export interface ReachablePerson {
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  /** Whether they want messages by a channel; null: never asked. */
  readonly wants: Readonly<Record<MessageChannel, boolean | null>>;
}

const emailPattern = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

/** Digits of a telephone number that a message can be sent to, with its country; null where they are not such a number. */
export function smsNumber(phone: string | null, country: string): string | null {
  const compact = (phone ?? '').replace(/[\s().-]|\u00A0|\u202F/g, '');
  if (/^\+[1-9]\d{7,14}$/.test(compact)) return compact;
  if (country === 'FR' && /^0[67]\d{8}$/.test(compact)) return `+33${compact.slice(1)}`;
  if (country === 'FR') return null;
  return /^1?[2-9]\d{9}$/.test(compact) ? `+1${compact.slice(-10)}` : null;
}

/** Where a message would go by a channel, or null. */
export function addressOf(channel: MessageChannel, person: Omit<ReachablePerson, 'wants'>, country: string): string | null {
  if (channel === 'email') return person.email !== null && emailPattern.test(person.email.trim()) ? person.email.trim() : null;
  return channel === 'sms' ? smsNumber(person.phone, country) : person.address;
}

/** The first channel of a rule by which a person may be reached: e-mail and SMS only where they said so, a letter unless they refused it. */
export function channelFor(channels: readonly MessageChannel[], person: ReachablePerson, country: string): MessageChannel | null {
  return channels.find((channel) => mayReach(channel, person.wants) && addressOf(channel, person, country) !== null) ?? null;
}

/** Whether a person may be written to by a channel. */
export function mayReach(channel: MessageChannel, wants: ReachablePerson['wants']): boolean {
  return channel === 'letter' ? wants.letter !== false : wants[channel] === true;
}
