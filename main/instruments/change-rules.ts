import type { MeaningfulChange, ScoreInterval } from '#contract/instruments.ts';
import { roundHalfUp } from './rounding-rules.ts';

/** Which published changes there are between two scores of one instrument, both rounded; the difference is rounded too. */
export function meaningfulChanges(changes: readonly MeaningfulChange[], first: number, second: number): readonly string[] {
  const rise = roundHalfUp(second - first);
  return changes
    .filter(({ direction, amount, inclusive, relative, where }) => {
      const size = direction === 'worse' ? rise : -rise;
      if (relative && first <= 0) return false;
      const reached = relative ? roundHalfUp((100 * size) / first) : size;
      return (inclusive ? reached >= amount : reached > amount) && (!where || isWithin(where.interval, where.score === 'first' ? first : second));
    })
    .map(({ code }) => code);
}

/** Whether a score, already rounded, lies in an interval. */
export function isWithin({ min, minInclusive, max, maxInclusive }: ScoreInterval, value: number): boolean {
  return (min === null || value > min || (minInclusive && value === min)) && (max === null || value < max || (maxInclusive && value === max));
}
