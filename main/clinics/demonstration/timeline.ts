import { Temporal } from 'temporal-polyfill';
import { addDays, civilDate, toInstant, toMilliseconds } from '../../appointments/wall-time.ts';
import type { Clock } from '../../ports.ts';

/** The days around the one on which a demonstration is made, and a clock that can be put on any of them. */
export interface Timeline extends Clock {
  readonly zone: string;
  /** When the demonstration is made; nothing in it happened later. */
  readonly present: string;
  readonly today: string;
  /** Civil date some days from today. */
  day(offset: number): string;
  /** The instant of a wall time in the clinic's zone, or another. */
  at(date: string, time: string, zone?: string): string;
  /** The instant some minutes before the present. */
  minutesAgo(minutes: number): string;
  /** Puts the clock; `now()` answers this until it is put elsewhere. */
  moveTo(instant: string): void;
}

/** A timeline that ends at `present`, to the minute, so that a demonstration made again in the same minute is the same. */
export function createTimeline(present: string, zone: string): Timeline {
  const rounded = toInstant(Math.floor(toMilliseconds(present) / 60_000) * 60_000);
  const today = civilDate(rounded, zone);
  let now = rounded;
  return {
    zone,
    present: rounded,
    today,
    day: (offset) => addDays(today, offset),
    at: (date, time, own = zone) => toInstant(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(own).epochMilliseconds),
    minutesAgo: (minutes) => toInstant(toMilliseconds(rounded) - minutes * 60_000),
    now: () => now,
    moveTo: (instant) => {
      now = instant < rounded ? instant : rounded;
    },
  };
}

/** Days from one civil date to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}
