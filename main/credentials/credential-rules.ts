import { Temporal } from 'temporal-polyfill';
import type { CredentialKind, CredentialStanding } from '#contract/credentials.ts';

/** Who is trained for what. Pure: civil dates `YYYY-MM-DD`, hours as numbers. */

export interface HeldCredential {
  readonly kind: string;
  readonly hours: number;
  readonly obtainedOn: string;
  /** The last day it counts; null: for good. */
  readonly expiresOn: string | null;
}

export interface JudgedKind {
  readonly kind: string;
  readonly standing: CredentialStanding;
  /** Hours that count on the day. */
  readonly hours: number;
  /** The last day the kind holds, or held; null where it does not end, or never held. */
  readonly until: string | null;
}

/** The last day training obtained on a day counts; the last of the month where there is no such day. Null: for good. */
export function expiryOf(obtainedOn: string, validMonths: number | null): string | null {
  return validMonths === null ? null : Temporal.PlainDate.from(obtainedOn).add({ months: validMonths }, { overflow: 'constrain' }).toString();
}

/** Quarters of an hour added up are compared with this much room. */
const roundingRoom = 1e-9;

const countsOn = (day: string) => ({ obtainedOn, expiresOn }: HeldCredential): boolean => obtainedOn <= day && (expiresOn === null || expiresOn >= day);
const hoursOn = (held: readonly HeldCredential[], day: string): number => held.filter(countsOn(day)).reduce((sum, { hours }) => sum + hours, 0);

/**
 * How somebody stands with a kind on a day. Hours done in several parts add up while each still counts.
 *
 * @param held everything they did, of any kind; what was taken back left out
 */
export function judgeKind(kind: Pick<CredentialKind, 'code' | 'hours' | 'warnDays'>, held: readonly HeldCredential[], day: string): JudgedKind {
  const own = held.filter((one) => one.kind === kind.code);
  const hours = hoursOn(own, day);
  const suffices = (on: string): boolean => hoursOn(own, on) + roundingRoom >= kind.hours;
  const ends = [...new Set(own.flatMap(({ expiresOn }) => expiresOn ?? []))].sort();
  if (suffices(day)) {
    // The first day of expiry after which too little is left.
    const until = ends.find((end) => end >= day && !suffices(dayAfter(end))) ?? null;
    const isEnding = until !== null && until <= Temporal.PlainDate.from(day).add({ days: kind.warnDays }).toString();
    return { kind: kind.code, standing: isEnding ? 'expiring' : 'held', hours, until };
  }
  const until = ends.findLast((end) => end < day && suffices(end)) ?? null;
  if (until !== null) return { kind: kind.code, standing: 'expired', hours, until };
  return { kind: kind.code, standing: own.some(({ obtainedOn }) => obtainedOn <= day) ? 'short' : 'none', hours, until: null };
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

export interface JudgedTraining {
  readonly isTrained: boolean;
  /** Of what the act asks for, what does not hold on the day. A kind nobody knows never holds. */
  readonly lacks: readonly JudgedKind[];
}

/** Whether somebody may do an act on a day: every kind it asks for holds. */
export function judgeTraining(requires: readonly string[], kinds: readonly Pick<CredentialKind, 'code' | 'hours' | 'warnDays'>[], held: readonly HeldCredential[], day: string): JudgedTraining {
  const lacks = requires.flatMap((code) => {
    const kind = kinds.find((one) => one.code === code);
    const judged: JudgedKind = kind ? judgeKind(kind, held, day) : { kind: code, standing: 'none', hours: 0, until: null };
    return judged.standing === 'held' || judged.standing === 'expiring' ? [] : [judged];
  });
  return { isTrained: lacks.length === 0, lacks };
}

export interface KindProblem {
  readonly path: 'code' | 'source';
  readonly code: 'TWICE' | 'UNKNOWN';
}

/** What is wrong with a kind about to be kept among others. */
export function kindProblem(kind: CredentialKind, { kinds, sources, isNew }: { readonly kinds: readonly CredentialKind[]; readonly sources: readonly string[]; readonly isNew: boolean }): KindProblem | null {
  const isKnown = kinds.some(({ code }) => code === kind.code);
  if (isNew && isKnown) return { path: 'code', code: 'TWICE' };
  if (!isNew && !isKnown) return { path: 'code', code: 'UNKNOWN' };
  return sources.includes(kind.source) ? null : { path: 'source', code: 'UNKNOWN' };
}
