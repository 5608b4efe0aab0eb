import { Temporal } from 'temporal-polyfill';
import type { FactReading, FactSource } from '#contract/pathways.ts';
import type { CheckState } from '#contract/prevention.ts';
import type { Bilingual } from '#contract/triage.ts';

/** What the record answers to a fact of a pathway, with what the answer rests on. Pure; civil dates `YYYY-MM-DD`. Null: the record says nothing of it. */

/** A score of a signed assessment. */
export interface SignedScore {
  readonly on: string;
  readonly instrument: string;
  readonly score: number;
}

/** As the definition of a pathway says it; never changed. */
type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
type Of<From extends FactSource['from']> = Frozen<Extract<FactSource, { from: From }>>;
type Line = FactReading['lines'][number];

/** Days before and after the first day of a phase in which a score is that of its beginning. */
const baseline = { before: 120, after: 7 };
const lacks = { before: { fr: 'aucun score au début de la phase', en: 'no score at the beginning of the phase' }, now: { fr: 'score attendu à partir du', en: 'score awaited from' } };
/** Lines told, at most. */
const mostLines = 8;

const later = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();
const oldestFirst = (one: SignedScore, other: SignedScore): number => (one.on < other.on ? -1 : Number(one.on > other.on));
/** A number as each language writes it. */
export const figure = (value: number): Bilingual => ({ fr: String(value).replace('.', ','), en: String(value) });

interface FallKnown {
  readonly scores: readonly SignedScore[];
  /** The first day of the phase somebody is in. */
  readonly since: string | null;
  readonly labelOf: (instrument: string) => Bilingual;
  /** How a published rule calls the change between two values; null where it has nothing to say of this instrument. */
  readonly judged: (instrument: string, before: number, now: number) => Line | null;
}

/** Whether activity fell enough since the phase began: the last score before it, or within its first week, against the last one late enough. */
export function scoreFall({ instruments, percent, afterDays }: Of<'score-fall'>, { scores, since, labelOf, judged }: FallKnown): FactReading | null {
  if (since === null) return null;
  const own = scores.toSorted(oldestFirst);
  const pairs = instruments.map((instrument) => {
    const of = own.filter((one) => one.instrument === instrument);
    return { instrument, before: of.findLast(({ on }) => on >= later(since, -baseline.before) && on <= later(since, baseline.after)), now: of.findLast(({ on }) => on >= later(since, afterDays)) };
  });
  const lineOf = (instrument: string, { on, score }: SignedScore): Line => ({ label: labelOf(instrument), words: figure(score), on });
  const pair = pairs.find((one) => one.before !== undefined && one.now !== undefined);
  if (!pair?.before || !pair.now) {
    // The first instrument with one of the two, and which is missing.
    const half = pairs.find((one) => one.before ?? one.now);
    const known = half?.before ?? half?.now;
    return half && known ? { value: null, lines: [lineOf(half.instrument, known), half.before ? { label: lacks.now, words: null, on: later(since, afterDays) } : { label: lacks.before, words: null, on: null }] } : null;
  }
  const { instrument, before, now } = pair;
  const fall = before.score > 0 ? (100 * (before.score - now.score)) / before.score : null;
  const said = fall === null ? null : figure(Math.floor(Math.abs(fall)) * Math.sign(fall));
  const published = judged(instrument, before.score, now.score);
  return {
    value: fall === null ? null : fall >= percent,
    lines: [
      lineOf(instrument, before), lineOf(instrument, now), ...(published ? [published] : []),
      ...(said ? [{ label: { fr: 'Baisse', en: 'Fall' }, words: { fr: `${said.fr}\u00A0%`, en: `${said.en}\u00A0%` }, on: null }] : []),
    ],
  };
}

/** Whole months between the first and the last examination of an unbroken run at target: time nobody looked at is not counted. */
export function monthsAtTarget({ targets }: Of<'at-target'>, scores: readonly SignedScore[], labelOf: (instrument: string) => Bilingual): FactReading | null {
  const [found] = targets.flatMap(({ instrument, atMost }) => {
    const own = scores.filter((one) => one.instrument === instrument).toSorted(oldestFirst);
    const last = own.at(-1);
    return last ? [{ instrument, atMost, own, last }] : [];
  });
  if (!found) return null;
  const { instrument, atMost, own, last } = found;
  const missed = own.findLastIndex(({ score }) => score > atMost);
  const run = own.slice(missed + 1);
  const first = run[0];
  const months = first ? Temporal.PlainDate.from(first.on).until(Temporal.PlainDate.from(last.on), { largestUnit: 'months' }).months : 0;
  const target = figure(atMost);
  return {
    value: months,
    lines: [
      ...(first && first !== last ? [{ label: labelOf(instrument), words: figure(first.score), on: first.on }] : []),
      { label: labelOf(instrument), words: figure(last.score), on: last.on },
      { label: { fr: 'Cible', en: 'Target' }, words: { fr: `${target.fr} ou moins`, en: `${target.en} or less` }, on: null },
    ],
  };
}

export interface TestValue {
  readonly on: string;
  readonly number: number | null;
  /** The true value lies beyond the number. */
  readonly isBound: boolean;
  readonly label: Bilingual;
  readonly words: Bilingual;
}

/** The last value of a test; a bound is told and settles nothing. */
export function lastTest(values: readonly TestValue[], { today, goodForDays }: { readonly today: string; readonly goodForDays: number | null }): FactReading | null {
  const last = values.filter(({ on }) => on <= today).toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on))).at(-1);
  if (!last) return null;
  const isOld = goodForDays !== null && later(last.on, goodForDays) < today;
  return { value: isOld || last.isBound ? null : last.number, lines: [{ label: last.label, words: last.words, on: last.on }] };
}

export interface KnownCoverage {
  readonly drug: string;
  readonly payer: string;
  readonly sentOn: string | null;
  readonly approvedOn: string | null;
  readonly renewsOn: string | null;
}

/** Whether a biologic or targeted drug is authorised on a day. */
export function coverageReading(known: readonly KnownCoverage[], today: string): FactReading | null {
  const [found] = known;
  if (!found) return null;
  const { drug, payer, sentOn, approvedOn, renewsOn } = found;
  const same = (words: string): Bilingual => ({ fr: words, en: words });
  const isOver = renewsOn !== null && renewsOn < today;
  return {
    value: approvedOn === null ? null : !isOver,
    lines: [
      { label: same(drug), words: same(payer), on: null },
      ...(approvedOn === null && sentOn !== null ? [{ label: { fr: 'Demande envoyée le', en: 'Request sent on' }, words: null, on: sentOn }] : []),
      ...(approvedOn === null ? [] : [{ label: { fr: 'Approuvée le', en: 'Approved on' }, words: null, on: approvedOn }]),
      ...(approvedOn !== null && sentOn !== null && sentOn > approvedOn ? [{ label: { fr: 'Renouvellement demandé le', en: 'Renewal asked on' }, words: null, on: sentOn }] : []),
      ...(renewsOn === null ? [] : [{ label: isOver ? { fr: 'Expirée le', en: 'Ended on' } : { fr: 'À renouveler avant le', en: 'To renew before' }, words: null, on: renewsOn }]),
    ],
  };
}

export interface KnownCheck {
  readonly code: string;
  readonly label: Bilingual;
  readonly state: CheckState;
}

const checkWords: Readonly<Record<CheckState, Bilingual>> = {
  abnormal: { fr: 'anormal', en: 'abnormal' }, missing: { fr: 'à faire', en: 'to do' }, expired: { fr: 'trop ancien', en: 'too old' }, optional: { fr: 'facultatif', en: 'optional' }, done: { fr: 'en ordre', en: 'in order' },
};

/** Items of the checklist: yes once all are done. What is abnormal is for a person to settle. */
export function checkReading({ items }: Of<'check'>, list: readonly KnownCheck[]): FactReading | null {
  const own = items.flatMap((code) => list.find((one) => one.code === code) ?? []);
  if (own.length === 0) return null;
  return { value: own.every(({ state }) => state === 'done' || state === 'optional') ? true : null, lines: own.map(({ label, state }) => ({ label, words: checkWords[state], on: null })).slice(0, mostLines) };
}

export interface KnownLine {
  readonly drug: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

/** Whether a drug was begun or ended within so many months. A date known by its month or year alone settles nothing. */
export function treatmentChange({ months }: Of<'treatment-change'>, lines: readonly KnownLine[], today: string): FactReading | null {
  if (lines.length === 0) return null;
  const from = Temporal.PlainDate.from(today).subtract({ months }, { overflow: 'constrain' }).toString();
  const changes = lines.flatMap(({ drug, startedOn, endedOn }) => {
    const label = { fr: drug, en: drug };
    const within = (day: string | null): day is string => day !== null && day >= from.slice(0, day.length) && day.slice(0, 10) <= today;
    return [
      ...(within(startedOn) ? [{ line: { label, words: { fr: 'commencé', en: 'begun' }, on: startedOn.length === 10 ? startedOn : null }, isSure: startedOn.length === 10 }] : []),
      ...(within(endedOn) ? [{ line: { label, words: { fr: 'arrêté', en: 'stopped' }, on: endedOn.length === 10 ? endedOn : null }, isSure: endedOn.length === 10 }] : []),
    ];
  });
  if (changes.length === 0) return { value: false, lines: [{ label: { fr: 'Traitements au dossier', en: 'Treatments on file' }, words: { fr: 'inchangés', en: 'unchanged' }, on: null }] };
  return { value: changes.some(({ isSure }) => isSure) ? true : null, lines: changes.map(({ line }) => line).slice(0, mostLines) };
}

/** Whether no laboratory check of the follow-up is late; nothing is said of somebody whose drugs ask for none. */
export function testsUpToDate(checks: readonly { readonly label: Bilingual; readonly dueOn: string }[], today: string): FactReading | null {
  const [first] = checks;
  if (!first) return null;
  const late = checks.filter(({ dueOn }) => dueOn < today);
  if (late.length > 0) return { value: false, lines: late.map(({ label, dueOn }) => ({ label: { fr: `${label.fr}, en retard depuis le`, en: `${label.en}, late since` }, words: null, on: dueOn })).slice(0, mostLines) };
  return { value: true, lines: [{ label: { fr: `${first.label.fr}, à faire avant le`, en: `${first.label.en}, due by` }, words: null, on: first.dueOn }] };
}
