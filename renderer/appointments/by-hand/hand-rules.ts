import { Temporal } from 'temporal-polyfill';
import type { MoveObstacle } from '#contract/visits';

/** A visit held over the calendar: where it would stand, and how it got there. Pure; minutes are wall minutes since midnight. */

/** A place in the grid; `column`: the professional in the team's day, the day in a week. */
export interface HeldPlace {
  readonly column: string;
  readonly from: number;
  readonly minutes: number;
}

/** Starts and lengths are multiples of this many minutes once a hand has touched them. */
export const handStep = 5;
const shortest = 5;
const longest = 240;
const day = 24 * 60;

/** What the keys do to a held visit: with Shift the arrows carry it, Page by the hour; + and − change its length. */
const carried: Readonly<Record<string, number>> = { ArrowUp: -handStep, ArrowDown: handStep, PageUp: -60, PageDown: 60 };

/**
 * Where a key takes a place, or null where it means nothing here: carried in time, to the next column, or made longer or shorter.
 *
 * @param columns left to right
 */
export function placeAfterKey({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }, place: HeldPlace, columns: readonly string[]): HeldPlace | null {
  // The sign itself may need Shift on a keyboard.
  if (key === '+' || key === '-' || key === '−') return stretched(place, place.from + place.minutes + (key === '+' ? handStep : -handStep));
  if (!shiftKey) return null;
  const by = carried[key];
  if (by !== undefined) return carriedTo(place, place.column, place.from + by);
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const column = columns[columns.indexOf(place.column) + (key === 'ArrowRight' ? 1 : -1)];
  return column === undefined ? place : { ...place, column };
}

/** The place begun at about a minute of a column, within the day. */
export function carriedTo(place: HeldPlace, column: string, from: number): HeldPlace {
  const earliest = Math.round(from / handStep) * handStep;
  return { ...place, column, from: Math.min(Math.max(earliest, 0), day - Math.ceil(place.minutes / handStep) * handStep) };
}

/** The place made to end at about a minute of its day, no shorter and no longer than a visit may be. */
export function stretched(place: HeldPlace, until: number): HeldPlace {
  const end = Math.round(until / handStep) * handStep;
  return { ...place, minutes: Math.min(Math.max(end - place.from, shortest), longest, day - place.from) };
}

/** What a reason overcomes: the calendar is closed, or its professional has another visit then. */
const overcome: ReadonlySet<MoveObstacle> = new Set(['away', 'professional-busy']);

/** Whether a reason is enough to take a place that all this stands against. */
export function isOvercomeByReason(against: readonly MoveObstacle[]): boolean {
  return against.length > 0 && against.every((obstacle) => overcome.has(obstacle));
}

export function isSamePlace(one: HeldPlace, other: HeldPlace): boolean {
  return one.column === other.column && one.from === other.from && one.minutes === other.minutes;
}

/** The instant of a wall minute of a date in a zone; a minute the clocks skip is the one as much later. */
export function instantOf(date: string, minutes: number, zone: string): string {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes });
  return wall.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' });
}
