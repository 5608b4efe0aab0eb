import { Temporal } from 'temporal-polyfill';

/** Days from one civil date to another. */
export function daysBetweenDates(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}
