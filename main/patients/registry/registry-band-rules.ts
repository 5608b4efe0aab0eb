import { Temporal } from 'temporal-polyfill';
import type { ageBands, seenBands } from '#contract/registry.ts';

/** Bands of ages and of months since the last visit, as ranges of dates. Pure. */

/** Dates from `from` to `to`, both included; null leaves that side open. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

const ages: Readonly<Record<(typeof ageBands)[number], readonly [least: number, most: number | null]>> = { '0-17': [0, 17], '18-39': [18, 39], '40-64': [40, 64], '65-79': [65, 79], '80+': [80, null] };
const months: Readonly<Record<Exclude<(typeof seenBands)[number], 'never'>, readonly [least: number, most: number | null]>> = { '0-3': [0, 3], '3-6': [3, 6], '6-12': [6, 12], '12+': [12, null] };

/** Birth dates of whoever is of this age on a day. A partial birth date falls in the band of its first day. */
export function birthDatesOf(band: (typeof ageBands)[number], today: string): DateRange {
  const [least, most] = ages[band];
  const day = Temporal.PlainDate.from(today);
  return {
    from: most === null ? null : day.subtract({ years: most + 1 }).add({ days: 1 }).toString(),
    to: day.subtract({ years: least }).toString(),
  };
}

/** Last visits of whoever was last seen so many months ago on a day. Each day falls in one band. */
export function lastVisitsOf(band: Exclude<(typeof seenBands)[number], 'never'>, today: string): DateRange {
  const [least, most] = months[band];
  const day = Temporal.PlainDate.from(today);
  return {
    from: most === null ? null : day.subtract({ months: most }).add({ days: 1 }).toString(),
    to: least === 0 ? null : day.subtract({ months: least }).toString(),
  };
}
