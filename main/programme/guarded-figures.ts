import type { GuardedCount, GuardedDays, GuardedShare } from '#contract/programme.ts';
import { smallestCount } from '#contract/indicators.ts';
import { medianOf, wilson } from '../cohorts/comparison-rules.ts';

/** Counts told without pointing to anybody: one to four are held back, and whatever would tell them. Pure. */

/** A number of days, and how many requests took it. */
export interface CountedDays {
  readonly days: number;
  readonly count: number;
}

const isSmall = (count: number): boolean => count > 0 && count < smallestCount;

export const guardedCount = (count: number): GuardedCount => (isSmall(count) ? null : count);

/** The parts of a total that is told: where one alone is small, the least of the others is held back with it. */
export function guardedParts(counts: readonly number[]): readonly GuardedCount[] {
  const told = counts.filter((count) => count >= smallestCount);
  const least = counts.filter(isSmall).length === 1 && told.length > 0 ? counts.indexOf(Math.min(...told)) : -1;
  return counts.map((count, index) => (index === least ? null : guardedCount(count)));
}

/** A share with Wilson's limits; nothing of it is told where the few who meet it, or the few who do not, could be known. */
export function guardedShare(met: number, of: number): GuardedShare {
  if (of === 0 || isSmall(of) || isSmall(met) || isSmall(of - met)) return { of: guardedCount(of), value: null, low: null, high: null };
  const limits = wilson(met, of);
  return { of, value: met / of, low: limits?.low ?? null, high: limits?.high ?? null };
}

/** Days as a median and the nearest rank of 90 in 100, of five at least. */
export function guardedDays(values: readonly CountedDays[]): GuardedDays {
  const { of, value, low, high } = medianOf(values);
  if (of < smallestCount) return { of: guardedCount(of), median: null, low: null, high: null, p90: null };
  const rank = Math.ceil(0.9 * of);
  let seen = 0;
  const p90 = [...values].sort((one, other) => one.days - other.days).find(({ count }) => (seen += count) >= rank)?.days ?? null;
  return { of, median: value, low, high, p90 };
}

/** The middle of some values, of five at least. */
export function guardedMedian(values: readonly number[]): number | null {
  return values.length < smallestCount ? null : medianOf(values.map((value) => ({ days: value, count: 1 }))).value;
}
