import { Temporal } from 'temporal-polyfill';

/** Between instants and the wall clock of a zone. Pure; instants as text or as milliseconds since 1970 in UTC. */

/** A stretch of time, `until` excluded, in milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** A stretch during which a zone keeps one offset (milliseconds east of UTC). */
export interface OffsetStretch extends Interval {
  readonly offset: number;
}

const dayMilliseconds = 86_400_000;

/** Milliseconds of an instant in text. */
export function toMilliseconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** The instant as stored: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function toInstant(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'millisecond' });
}

/** Wall date and time of an instant in a zone, `YYYY-MM-DDTHH:mm`. */
export function localDateTime(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Civil date of an instant in a zone. */
export function civilDate(instant: string, zone: string): string {
  return localDateTime(instant, zone).slice(0, 10);
}

/** First instant of a civil date in a zone, and of the one after. */
export function civilDay(date: string, zone: string): { readonly from: string; readonly until: string } {
  const start = Temporal.PlainDate.from(date);
  const instantOf = (day: Temporal.PlainDate): string => toInstant(day.toZonedDateTime(zone).epochMilliseconds);
  return { from: instantOf(start), until: instantOf(start.add({ days: 1 })) };
}

/** A civil date so many days later (or earlier). */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days from one civil date to another; negative for an earlier one. */
export function daysFrom(date: string, other: string): number {
  return Temporal.PlainDate.from(date).until(other, { largestUnit: 'day' }).days;
}

/** The instant of a wall date and time in a zone, the first where it comes twice; null for a time the change of the clock skips. */
export function instantAt(local: string, zone: string): string | null {
  const plain = Temporal.PlainDateTime.from(local);
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(plain) ? toInstant(zoned.epochMilliseconds) : null;
}

/** A wall time moved as another one was: from where that one stood to where it stands. */
export function shiftedLike(local: string, from: string, to: string): string {
  const moved = Temporal.PlainDateTime.from(from).until(to, { largestUnit: 'day' });
  return Temporal.PlainDateTime.from(local).add(moved).toString({ smallestUnit: 'minute' });
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Whether a name is one of a time zone this program knows. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.PlainDate.from('2000-01-01').toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}

/** The stretches of constant offset that cover the days from `fromDate` on, in order and without gaps. */
export function offsetStretches(zone: string, fromDate: string, days: number): OffsetStretch[] {
  const end = Temporal.PlainDate.from(fromDate).add({ days }).toZonedDateTime(zone).epochMilliseconds;
  const stretches: OffsetStretch[] = [];
  let at: Temporal.ZonedDateTime = Temporal.PlainDate.from(fromDate).toZonedDateTime(zone);
  while (at.epochMilliseconds < end) {
    const next = at.getTimeZoneTransition('next');
    const until = next && next.epochMilliseconds < end ? next.epochMilliseconds : end;
    stretches.push({ from: at.epochMilliseconds, until, offset: at.offsetNanoseconds / 1_000_000 });
    if (!next) break;
    at = next;
  }
  return stretches;
}

/** The same civil dates in any zone, its stretches worked out once; `zone`: what holds where none is named. */
export interface ZoneDays {
  readonly zone: string;
  readonly of: (zone: string) => readonly OffsetStretch[];
}

/** The stretches of any zone over the days from `fromDate` on. */
export function zoneDays(zone: string, fromDate: string, days: number): ZoneDays {
  const known = new Map<string, readonly OffsetStretch[]>();
  return {
    zone,
    of: (name) => {
      const stretches = known.get(name) ?? offsetStretches(name, fromDate, days);
      known.set(name, stretches);
      return stretches;
    },
  };
}

/**
 * The instants whose wall time lies between two times of day of a date. Exact where the clock changes: times that
 * are skipped give nothing, times that come twice give two intervals (one, if they touch).
 *
 * @param stretches must cover the date
 * @param startsAt,endsAt `HH:mm`
 */
export function wallIntervals(stretches: readonly OffsetStretch[], date: string, startsAt: string, endsAt: string): Interval[] {
  const midnight = Temporal.PlainDate.from(date).since('1970-01-01', { largestUnit: 'day' }).days * dayMilliseconds;
  const [wallFrom, wallUntil] = [midnight + timeOfDay(startsAt), midnight + timeOfDay(endsAt)];
  const intervals = stretches
    .map(({ from, until, offset }) => ({ from: Math.max(from, wallFrom - offset), until: Math.min(until, wallUntil - offset) }))
    .filter(({ from, until }) => from < until);
  return mergeTouching(intervals);
}

function timeOfDay(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * 60_000;
}

/** The same instants in as few intervals as possible, in order. */
export function mergeTouching(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const interval of [...intervals].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && interval.from <= last.until) merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, interval.until) };
    else merged.push(interval);
  }
  return merged;
}

/** What is left of the intervals once others are taken out. */
export function subtract(intervals: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const busy = mergeTouching(taken);
  return intervals.flatMap((interval) => {
    const left: Interval[] = [];
    let from = interval.from;
    for (const one of busy) {
      if (one.until <= from || one.from >= interval.until) continue;
      if (one.from > from) left.push({ from, until: one.from });
      from = one.until;
    }
    if (from < interval.until) left.push({ from, until: interval.until });
    return left;
  });
}
