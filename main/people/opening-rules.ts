import type { WeeklyOpening } from '#contract/people.ts';

/**
 * Indexes of openings that overlap an earlier one of the same weekday, in the order given. Two openings may touch
 * (08:00–12:00 and 12:00–16:00); sharing a minute is an error, whatever their modalities.
 */
export function overlappingOpenings(openings: readonly WeeklyOpening[]): number[] {
  return openings.flatMap((opening, index) => {
    const overlaps = openings
      .slice(0, index)
      .some((earlier) => earlier.weekday === opening.weekday && earlier.startsAt < opening.endsAt && opening.startsAt < earlier.endsAt);
    return overlaps ? [index] : [];
  });
}
