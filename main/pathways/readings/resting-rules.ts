import type { AnswerTaking, FactReading, RestedOn } from '#contract/pathways.ts';

/** How an answer stands beside what the record proposed as it was noted. Pure. */

/** Answers are shown and typed to three decimals: closer than that is the same. */
const isSame = (one: boolean | number, other: boolean | number): boolean => (typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) < 0.001 : one === other);

/** Taken as proposed, said otherwise, or said where the record settled nothing. Null where it said nothing, or no answer was given. */
export function restingOf(value: boolean | number | null, reading: FactReading | null): RestedOn | null {
  if (value === null || reading === null) return null;
  const taking: AnswerTaking = reading.value === null ? 'unsettled' : isSame(value, reading.value) ? 'as-proposed' : 'otherwise';
  return { taking, reading };
}
