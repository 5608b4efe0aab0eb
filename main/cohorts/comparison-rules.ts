import type { ComparisonPoint, LeftOutReason } from '#contract/comparison.ts';
import { dayBefore } from './civil-date-rules.ts';
import { quarterStart, quartersUntil } from './time-curve.ts';

/** Figures of a period from tallies the database made: shares with Wilson's interval, medians with that of their ranks. Pure. */

/** A quarter or a year of the clinic's calendar, its days included. */
export interface Period {
  /** `2026-4` or `2026`. */
  readonly key: string;
  readonly from: string;
  readonly until: string;
  /** It has begun and is not over. */
  readonly isRunning: boolean;
}

/** Periods shown: three years of quarters, or six years. */
const shownQuarters = 12;
const shownYears = 6;

/** The periods up to today, oldest first; the last one has begun. Follow-up of a running period is read until today. */
export function periodsUntil(today: string, every: 'quarter' | 'year'): readonly Period[] {
  const year = Number(today.slice(0, 4));
  const starts = every === 'quarter' ? quartersUntil(today, shownQuarters).map((key) => ({ key, from: quarterStart(key) })) : Array.from({ length: shownYears }, (_, back) => String(year - shownYears + 1 + back)).map((key) => ({ key, from: `${key}-01-01` }));
  return starts.map(({ key, from }, index) => {
    const next = starts[index + 1]?.from;
    return { key, from, until: next === undefined ? today : dayBefore(next), isRunning: next === undefined };
  });
}

/** What became of some requests or people of a period, alike ones together; `days` where the indicator counts days. */
export interface Tally {
  readonly period: string;
  readonly outcome: 'met' | 'not-met' | 'counted' | LeftOutReason;
  readonly days: number | null;
  readonly count: number;
}

/** The same as the database says it: days that were counted, or that went by so far, from the last and from the first day a date can mean. */
export interface RawTally {
  readonly period: string;
  readonly outcome: 'met' | 'not-met' | 'counted' | 'so-far' | LeftOutReason;
  readonly least: number | null;
  readonly most: number | null;
  readonly count: number;
}

/**
 * Judges counted days by a limit; without one, whole ones are kept for a median. What went on longer than the limit without an
 * end did not keep it; what has not yet is `pending`.
 */
export function judged(raw: readonly RawTally[], limit: number | null, pending: 'waiting' | 'early'): readonly Tally[] {
  return raw.map(({ period, outcome, least, most, count }) => {
    const said = (what: Tally['outcome'], days: number | null = null): Tally => ({ period, outcome: what, days, count });
    if (outcome !== 'counted' && outcome !== 'so-far') return said(outcome);
    if (least === null || most === null) return said('imprecise');
    if (most < 0) return said('contradictory');
    if (outcome === 'so-far') return said(limit !== null && least > limit ? 'not-met' : pending);
    if (limit !== null) return said(withinLimit(least, most, limit));
    return least === most ? said('counted', most) : said('imprecise');
  });
}

/** Of 95 % limits. */
const z = 1.959963984540054;

/** Wilson's 95 % interval of a share: holds for few, and near none or all. @returns null of nobody */
export function wilson(met: number, of: number): { readonly low: number; readonly high: number } | null {
  if (of === 0) return null;
  const share = met / of;
  const middle = share + (z * z) / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const held = (value: number): number => Math.min(1, Math.max(0, value / (1 + (z * z) / of)));
  return { low: met === 0 ? 0 : held(middle - reach), high: met === of ? 1 : held(middle + reach) };
}

/** Ranks (from 1) between which the median lies in 95 of 100 samples, by the binomial; null under six, where no two ranks say so. */
export function medianRanks(count: number): readonly [number, number] | null {
  let low = 0;
  if (count > 500) low = Math.floor((count - z * Math.sqrt(count)) / 2);
  else {
    // The most that may lie under the lower rank: what is left at each end stays within 2.5 %.
    let term = 0.5 ** count;
    for (let below = term; below <= 0.025; below += term) {
      low += 1;
      term *= (count - low + 1) / low;
    }
  }
  return low < 1 ? null : [low, count - low + 1];
}

interface Counted {
  readonly days: number;
  readonly count: number;
}

/** The value at a rank of counted values in ascending order. */
function atRank(counted: readonly Counted[], rank: number): number {
  let seen = 0;
  for (const { days, count } of counted) {
    seen += count;
    if (seen >= rank) return days;
  }
  return counted.at(-1)?.days ?? 0;
}

/** The median of counted days with its interval; half-way between two middle ones. */
export function medianOf(values: readonly Counted[]): { readonly of: number; readonly value: number | null; readonly low: number | null; readonly high: number | null } {
  const counted = [...values].sort((one, other) => one.days - other.days);
  const of = counted.reduce((sum, { count }) => sum + count, 0);
  if (of === 0) return { of, value: null, low: null, high: null };
  const ranks = medianRanks(of);
  const value = (atRank(counted, Math.floor((of + 1) / 2)) + atRank(counted, Math.floor(of / 2) + 1)) / 2;
  return { of, value, low: ranks && atRank(counted, ranks[0]), high: ranks && atRank(counted, ranks[1]) };
}

const figures: ReadonlySet<Tally['outcome']> = new Set(['met', 'not-met', 'counted']);

/** The figure of one period from its tallies; what is left out is said with its reason, never filled in. */
export function pointOf(kind: 'share' | 'median', period: string, tallies: readonly Tally[]): ComparisonPoint {
  const own = tallies.filter((one) => one.period === period);
  const count = (outcome: Tally['outcome']): number => own.reduce((sum, one) => sum + (one.outcome === outcome ? one.count : 0), 0);
  const reasons = [...new Set(own.flatMap(({ outcome }) => (isReason(outcome) ? [outcome] : [])))].sort();
  const leftOut = reasons.map((reason) => ({ reason, count: count(reason) })).filter((one) => one.count > 0);
  if (kind === 'median') {
    const { of, value, low, high } = medianOf(own.flatMap(({ outcome, days, count: times }) => (outcome === 'counted' && days !== null ? [{ days, count: times }] : [])));
    return { period, of, met: null, value, low, high, leftOut };
  }
  const met = count('met');
  const of = met + count('not-met');
  const limits = wilson(met, of);
  return { period, of, met, value: of === 0 ? null : met / of, low: limits?.low ?? null, high: limits?.high ?? null, leftOut };
}

const isReason = (outcome: Tally['outcome']): outcome is LeftOutReason => !figures.has(outcome);

/**
 * Whether a delay from a date known to a stretch (a month, a year) is within a limit: surely, surely not, or it cannot be told.
 *
 * @param least,most days from the last and from the first day the date can mean
 */
export function withinLimit(least: number, most: number, limit: number): 'met' | 'not-met' | 'imprecise' {
  if (most <= limit) return 'met';
  return least > limit ? 'not-met' : 'imprecise';
}
