import { type Interval, offsetStretches, type OffsetStretch } from '../appointments/wall-time.ts';
import { civilOf, dayNumber, daysInMonth } from './civil-days.ts';

/** Dates, times and lengths as calendar files write them, also carelessly. Pure. */

const dayMilliseconds = 86_400_000;
/** Nothing longer is believed to be an absence. */
const longestDays = 366;

/** A wall time of a zone, of the clinic's (null) or, with Z, an instant; or a whole day. */
export interface FileTime {
  readonly day: number;
  /** Milliseconds since midnight; null: a whole day. */
  readonly time: number | null;
  readonly isUtc: boolean;
}

/** `20261117T090000`, with Z, as a date alone, with hyphens and colons, or without seconds; null where it is none. */
export function readTime(value: string): FileTime | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?(Z)?)?$/i.exec(value.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((part) => Number(part ?? 0));
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 24 || minute > 59 || second > 60) return null;
  return { day: dayNumber({ year, month, day }), time: found[4] === undefined ? null : ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000, isUtc: found[7] !== undefined };
}

/** `PT1H30M`, `P2D`, `P1W` in milliseconds; null where it is none, negative or beyond a year. */
export function readDuration(value: string): number | null {
  const found = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/i.exec(value.trim());
  if (!found || found.slice(1).every((part) => part === undefined)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const length = (weeks * 7 + days) * dayMilliseconds + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return length <= longestDays * dayMilliseconds ? length : null;
}

/** Wall milliseconds of a day and a time of it: as an instant if the zone were UTC. */
export function wallOf({ day, time }: Pick<FileTime, 'day' | 'time'>): number {
  return day * dayMilliseconds + (time ?? 0);
}

/** `YYYY-MM-DD` of a day's number. */
export function isoDateOf(day: number): string {
  const { year, month, day: dayOfMonth } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** Turns wall times of zones into instants over some years, each zone's changes of clock read once. */
export function createZoneClock(fromDay: number, days: number): (wall: number, zone: string) => number {
  const zones = new Map<string, readonly OffsetStretch[]>();
  return (wall, zone) => {
    const stretches = zones.get(zone) ?? offsetStretches(zone, isoDateOf(fromDay), days);
    zones.set(zone, stretches);
    // A time that comes twice is the first of the two; one that is skipped is counted with the offset before the change.
    const found = stretches.find(({ from, until, offset }) => from <= wall - offset && wall - offset < until);
    if (found) return wall - found.offset;
    const before = stretches.findLast(({ from, offset }) => wall - offset >= from) ?? stretches[0];
    return wall - (before?.offset ?? 0);
  };
}

/** The part of a stretch inside another, or null. */
export function clipped(one: Interval, to: Interval): Interval | null {
  const [from, until] = [Math.max(one.from, to.from), Math.min(one.until, to.until)];
  return from < until ? { from, until } : null;
}
