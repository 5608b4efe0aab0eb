import type { WeeklyOpening } from '#contract/people.ts';

/** Which weekly hours held on a day that has passed. Pure; instants. */

interface Hours {
  readonly slotMinutes: number;
  readonly openings: readonly WeeklyOpening[];
}

/** Hours that held from one instant (null: from the beginning) until another. */
export interface HeldHours extends Hours {
  readonly sinceAt: string | null;
  readonly untilAt: string;
}

/**
 * The hours in force at the end of a day. A day before the first hours on record is taken by those first ones: `isAssumed`.
 *
 * @param before those replaced, the oldest first
 * @param present those in force now, since an instant (null: from the beginning)
 * @param endOfDay the instant the day ends
 */
export function hoursAt(before: readonly HeldHours[], present: Hours & { readonly sinceAt: string | null }, endOfDay: string): Hours & { readonly isAssumed: boolean } {
  const { slotMinutes, openings, sinceAt } = before.find(({ untilAt }) => untilAt >= endOfDay) ?? present;
  return { slotMinutes, openings, isAssumed: sinceAt !== null && sinceAt >= endOfDay };
}
