import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { patientSummary } from './patients.ts';
import { cursor, filled, id, instant, isoDate, language, line, localDateTime, prose, timeOfDay, visitModality } from './values.ts';

/** How a message reaches a person. */
export const messageChannel = z.enum(['email', 'sms', 'letter']);
export type MessageChannel = z.infer<typeof messageChannel>;

/** What a rule prepares a message for. */
export const messageOccasion = z.enum(['before-visit', 'visit-booked', 'visit-moved', 'visit-cancelled', 'after-no-show', 'visit-to-book']);
export type MessageOccasion = z.infer<typeof messageOccasion>;

/**
 * Where a message stands. `prepared`: to be looked at; `ready`: may leave; `held`: kept back by somebody, or for want of a way to reach
 * the person; `sending`: on its way; `sent`, `printed`, `exported`: it left; `failed`: refused for good; `unclear`: it may or may not
 * have left, and is never sent again by itself; `withdrawn`: the visit it was about is no longer so; `cancelled`: by somebody.
 */
export const messageState = z.enum(['prepared', 'ready', 'held', 'sending', 'sent', 'printed', 'exported', 'failed', 'unclear', 'withdrawn', 'cancelled']);
export type MessageState = z.infer<typeof messageState>;

/** Longest text of a message by channel; an SMS of more than four parts is no longer one. */
export const longestMessage = { email: 4000, sms: 600, letter: 4000 } as const satisfies Readonly<Record<MessageChannel, number>>;

/** Messages one command may be about. */
export const mostMessagesAtOnce = 100;

/** Why a message was held or withdrawn by the program. */
export const messageCause = z.enum(['no-channel', 'visit-changed', 'visit-past', 'deceased', 'unsubscribed', 'refused', 'retries-spent']);
export type MessageCause = z.infer<typeof messageCause>;

const row = z.object({
  id, version: z.int(), state: messageState, cause: messageCause.nullable(), rule: z.string(), occasion: messageOccasion, channel: messageChannel, language,
  patient: patientSummary,
  /** The visit it is about; null: one is to be booked. */
  visit: z.object({ id, localStart: localDateTime, modality: visitModality, professionalName: z.string() }).nullable(),
  /** Of a visit to book: the last day of its window. */
  untilOn: isoDate.nullable(),
  /** The program let it leave by itself. */
  isAutomatic: z.boolean(),
  /** From when it may leave. */
  dueAt: instant,
  subject: z.string(),
  attempts: z.int(),
});
export type MessageRow = z.infer<typeof row>;

/** One try to send a message, or its being taken away as paper or in a file. */
export const messageAttempt = z.object({
  at: instant, by: z.string().nullable(), channel: messageChannel,
  outcome: z.enum(['started', 'sent', 'refused', 'failed', 'unclear', 'printed', 'exported']),
  /** Where it went, and what the other side said. */
  address: z.string(), detail: z.string(),
});

const message = row.extend({
  body: z.string(),
  /** Where it would go now; null: nowhere. */
  address: z.string().nullable(),
  edited: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  preparedAt: instant,
  tries: z.array(messageAttempt).max(50),
});
export type Message = z.infer<typeof message>;

/** Whether a person wants messages by a channel: said, refused, or never asked. */
const preference = z.object({ channel: messageChannel, wants: z.boolean().nullable(), noted: z.object({ at: instant, by: z.string().nullable(), note: z.string() }).nullable() });
export type ContactPreference = z.infer<typeof preference>;

const text = z.object({ subject: line(120), body: prose(4000), sms: prose(600) });

/** What a rule says and does. Days count from the visit: before it, or after what happened; of a visit to book, before its window opens. */
export const messageRule = z.object({
  isOn: z.boolean(),
  /** Its messages leave by themselves, where the clinic has switched that on. Never with a clinical reason. */
  automatic: z.boolean(),
  days: z.int().min(0).max(60),
  modalities: z.array(visitModality).min(1),
  /** Tried in this order: the first by which the person may be reached. */
  channels: z.array(messageChannel).min(1).max(3).refine((channels) => new Set(channels).size === channels.length, { error: 'TWICE' }),
  fr: text,
  en: text,
  /** Why the text may name what is clinical; null: it may not. */
  clinicalReason: filled(300).nullable(),
});
export type MessageRule = z.infer<typeof messageRule>;

const ruleCode = z.string().regex(/^[a-z0-9-]{1,40}$/);
const keptRule = messageRule.extend({ code: ruleCode, occasion: messageOccasion, version: z.int(), saved: z.object({ at: instant, by: z.string() }).nullable() });
export type KeptMessageRule = z.infer<typeof keptRule>;

/** What is wrong with the text of a rule, where: a field nobody knows, a brace without its other, or a clinical field without a reason. */
const textProblem = z.object({ language, part: z.enum(['subject', 'body', 'sms']), code: z.enum(['unknown-field', 'unclosed-field', 'stray-brace', 'clinical-field']), name: z.string(), nearest: z.string().nullable() });
export type MessageTextProblem = z.infer<typeof textProblem>;

/** How many messages may leave by themselves in a day, and between which wall times of the clinic. */
const automation = z.object({ dailyLimit: z.int().min(1).max(500), from: timeOfDay, until: timeOfDay });
export type MessageAutomation = z.infer<typeof automation>;

const which = { messageId: id, expectedVersion: z.int() };
const several = z.array(z.object(which)).min(1).max(mostMessagesAtOnce);
const filter = z.enum(['open', 'ready', 'held', 'left', 'trouble', 'ended']);
export type MessageFilter = z.infer<typeof filter>;

/** Messages to patients: prepared by rules, looked at, printed, exported or sent. Nothing leaves that the clinic has not switched on. */
export const messages = {
  /** One page of the outbox, the first due first (of what left or ended: the last first), and how many stand where. @throws INVALID for a cursor that is not ours */
  list: operation({ access: 'message.send', scope: 'clinic' })
    .input(z.object({ filter, after: cursor.nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ rows: z.array(row).max(100), next: cursor.nullable(), counts: z.record(filter, z.int()) })),
  /** Opens a message; the reading is audited. @throws NOT_FOUND, RESTRICTED */
  open: operation({ access: 'message.send', scope: 'clinic' }).input(z.object({ messageId: id })).output(message),
  /** Prepares what the rules ask for now and withdraws what is no longer so: once for each visit and occasion. */
  prepare: operation({ access: 'message.send', scope: 'clinic' }).output(z.object({ prepared: z.int(), withdrawn: z.int() })),
  /** Changes the words of a message that has not left. @throws ILLEGAL_STATE, INVALID (`body`, TOO_LONG), STALE, RESTRICTED */
  edit: operation({ access: 'message.send', scope: 'clinic' }).input(z.object({ ...which, subject: line(120), body: filled(4000) })).output(message),
  /**
   * Lets messages leave, keeps them back, gives them up, or puts them back to be looked at; an unclear or failed one that is let leave
   * is tried once more because somebody says so. Each by itself; what is refused is told. @throws nothing for a single message
   */
  decide: operation({ access: 'message.send', scope: 'clinic' })
    .input(z.object({ messages: several, to: z.enum(['ready', 'held', 'cancelled', 'prepared']) }))
    .output(z.object({ done: z.array(z.object({ messageId: id, version: z.int() })), refused: z.array(z.object({ messageId: id, code: z.string(), state: z.string().nullable() })) })),
  /** Makes one PDF of these messages, a page each, and notes them printed. @throws ILLEGAL_STATE, STALE, RESTRICTED */
  print: operation({ access: 'message.send', scope: 'clinic' }).input(z.object({ messages: several })).output(delivery),
  /** Makes a CSV file of these messages for another program to send, and notes them exported. @throws ILLEGAL_STATE, STALE, RESTRICTED, FORBIDDEN (`export.identified`) */
  exportFile: operation({ access: 'export.identified', scope: 'clinic' }).input(z.object({ messages: several })).output(delivery),
  /** Whether rules let messages leave by themselves now, within which hours of the clinic, and how many of how many today. */
  automation: operation({ access: 'message.send', scope: 'clinic' }).output(z.object({ ...automation.shape, isOn: z.boolean(), version: z.int(), today: z.int(), saved: z.object({ at: instant, by: z.string() }).nullable(), isDemonstration: z.boolean() })),
  /** Stops at once: what the program let leave and has not left yet is to be looked at again. Anybody who sends messages may. */
  stopAutomation: operation({ access: 'message.send', scope: 'clinic' }).output(z.object({ putBack: z.int() })),
  /** Keeps the limit of a day and the hours. @throws STALE, INVALID (`until`, NOT_AFTER; `from`, `until`, OUTSIDE_DAY) */
  saveAutomation: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ expectedVersion: z.int().min(0), ...automation.shape })).output(z.object({ version: z.int() })),
  /** Lets messages of automatic rules leave by themselves from now on, or no more. @throws STALE, INVALID (DEMONSTRATION) */
  switchAutomation: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ expectedVersion: z.int().min(0), isOn: z.boolean() })).output(z.object({ version: z.int() })),
  /** By which channels a person wants messages. @throws NOT_FOUND, RESTRICTED */
  preferences: operation({ access: 'patient.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(z.array(preference)),
  /** Notes that a person wants, or no longer wants, messages by a channel; what is prepared by it is withdrawn. @throws NOT_FOUND, RESTRICTED */
  setPreference: operation({ access: 'patient.write', scope: 'clinic' }).input(z.object({ patientId: id, channel: messageChannel, wants: z.boolean(), note: line(200) })).output(z.array(preference)),
  /** The messages to one person, the last first. @throws NOT_FOUND, RESTRICTED */
  ofPatient: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ patientId: id, after: cursor.nullable().default(null), limit: z.int().min(1).max(50).default(20) }))
    .output(z.object({ rows: z.array(row.omit({ patient: true })).max(50), next: cursor.nullable() })),
  /** The rules in force, and the names of the fields in each language; `clinical`: those a text names with a reason only. */
  rules: operation({ access: 'settings.manage', scope: 'clinic' }).output(
    z.object({ rules: z.array(keptRule), fields: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }), clinical: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }) }),
  ),
  /** Every version of one rule, newest first. */
  ruleVersions: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ code: ruleCode })).output(z.array(keptRule).max(200)),
  /** What a rule would say of an invented visit, and what is wrong with its texts. */
  previewRule: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ code: ruleCode, rule: messageRule }))
    .output(z.object({ fr: text, en: text, problems: z.array(textProblem) })),
  /** Keeps a rule as its next version. @throws INVALID (texts), STALE, NOT_FOUND */
  saveRule: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ code: ruleCode, expectedVersion: z.int(), rule: messageRule })).output(z.object({ version: z.int() })),
};
