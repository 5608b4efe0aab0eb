import type { WeeklyOpening } from '#contract/people.ts';
import { addDays, type Interval, offsetStretches, wallIntervals } from '../wall-time.ts';

/** Mondays of a week in winter and one in summer: zones stand differently to each other in the two. */
const mondays = ['2026-01-12', '2026-07-13'];

/**
 * Indexes of openings that overlap an earlier one, in the order given: nobody is at two sites at once, whatever the wall clocks
 * of the two say. Two openings may touch (08:00–12:00 and 12:00–16:00); sharing a minute is an error, whatever their modalities.
 *
 * @param zoneOf the zone of a site; absent: of the clinic
 */
export function overlappingOpenings(openings: readonly WeeklyOpening[], zoneOf: (siteId: string | undefined) => string): number[] {
  const weeks = mondays.map((monday) =>
    openings.map((opening) => {
      const date = addDays(monday, opening.weekday - 1);
      return wallIntervals(offsetStretches(zoneOf(opening.siteId), date, 1), date, opening.startsAt, opening.endsAt);
    }),
  );
  return openings.flatMap((_opening, index) => {
    const overlaps = weeks.some((week) => (week[index] ?? []).some((one) => week.slice(0, index).flat().some((earlier) => meetsAnyWeek(one, earlier))));
    return overlaps ? [index] : [];
  });
}

const weekMilliseconds = 7 * 86_400_000;

/** Whether two stretches of a week meet: Monday night in Paris is Sunday evening of the week before in Montréal. */
function meetsAnyWeek(one: Interval, other: Interval): boolean {
  return [-weekMilliseconds, 0, weekMilliseconds].some((shift) => other.from + shift < one.until && one.from < other.until + shift);
}
