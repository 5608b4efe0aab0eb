import type { ReferralDetail } from '#contract/referrals.ts';
import type { Bilingual, NamedCode } from '#contract/triage.ts';
import type { Language } from '#contract/values.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { dateIn, timeIn } from './letter-dates.ts';
import words from './referral-status.json' with { type: 'json' };

/** What the line about a request is made from. */
export type ToldReferral = Pick<ReferralDetail, 'state' | 'receivedAt' | 'asking' | 'decisions' | 'delay' | 'advicePending' | 'appointment' | 'ended' | 'history'>;

/** The clinic's zone, and the names of the modalities. */
export interface TellingWords {
  readonly zone: string;
  readonly modalities: readonly NamedCode[];
}

/** Where a request stands, as one may tell its referrer: one line, without a word of the record. */
export function statusLine(referral: ToldReferral, telling: TellingWords): Bilingual {
  return { fr: lineIn('fr', referral, telling), en: lineIn('en', referral, telling) };
}

function lineIn(language: Language, referral: ToldReferral, telling: TellingWords): string {
  const { state, asking, delay, ended } = referral;
  const [decision] = referral.decisions;
  const on = (instant: string | undefined): string => (instant === undefined ? '' : dateIn(language, civilDate(instant, telling.zone)));
  const key = asking && (state === 'received' || state === 'accepted') ? 'asked' : state === 'advised' && referral.advicePending ? 'adviceDue' : isOver(state) && (!ended || ended.elsewhere) ? (`${state}Undated` as const) : state;
  // Answered before the letters of written advice were told of: when it was decided.
  const advised = referral.history.findLast(({ what }) => what === 'advised')?.at ?? decision?.decidedAt;
  const said: Readonly<Record<string, string>> = {
    received: on(referral.receivedAt), asked: on(asking?.askedAt), cls: decision?.cls ?? '', due: delay ? dateIn(language, delay.dueOn) : '', visit: visitIn(language, referral.appointment, telling.modalities),
    decided: on(decision?.decidedAt), to: decision?.redirectTo ?? '', advised: on(advised), ended: on(ended?.at),
  };
  return replaced(words[language][key], said);
}

/** Ended by a person's word: it has a day where that was done here. */
const isOver = (state: ToldReferral['state']): state is 'declined' | 'cancelled' | 'closed' => state === 'declined' || state === 'cancelled' || state === 'closed';

/** "le 24 novembre 2026 à 10 h 12, en personne, Dre Marie Roy"; empty without a visit. */
export function visitIn(language: Language, visit: ReferralDetail['appointment'], modalities: readonly NamedCode[]): string {
  if (!visit) return '';
  const modality = modalities.find(({ code }) => code === visit.modality)?.label[language].toLowerCase() ?? '';
  return replaced(words[language].at, { date: dateIn(language, visit.localStart.slice(0, 10)), time: timeIn(language, visit.localStart.slice(11, 16)), modality, name: visit.professionalName });
}

const replaced = (line: string, said: Readonly<Record<string, string>>): string => line.replace(/\{(\w+)\}/g, (_, name: string) => said[name] ?? '');
