import { Temporal } from 'temporal-polyfill';
import type { Duration } from './monitoring-content.ts';

/** A civil date so much later. */
export function after(date: string, duration: Duration): string {
  const { days = 0, weeks = 0, months = 0, years = 0 } = duration;
  return Temporal.PlainDate.from(date).add({ days, weeks, months, years }).toString();
}

/** A civil date so much earlier. */
export function before(date: string, duration: Duration): string {
  const { days = 0, weeks = 0, months = 0, years = 0 } = duration;
  return Temporal.PlainDate.from(date).subtract({ days, weeks, months, years }).toString();
}

/** Days from one civil date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** The later of two dates; a missing one is earlier than all. */
export function later(one: string, other: string | null): string {
  return other !== null && other > one ? other : one;
}
