import { Temporal } from 'temporal-polyfill';

/** Civil dates, whole or partial. Pure. */

/** First day a date can mean; a partial one begins with its month or year. */
export function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10);
}

/** A civil date so much later; earlier with negative numbers. */
export function shifted(date: string, duration: { readonly days?: number; readonly weeks?: number; readonly months?: number; readonly years?: number }): string {
  return Temporal.PlainDate.from(date).add(duration).toString();
}

/** Whole years from a date of birth, as partial as it is, to a day; null when it is not known. */
export function ageOn(birthDate: string | null, on: string): number | null {
  return birthDate === null ? null : Temporal.PlainDate.from(firstDay(birthDate)).until(on, { largestUnit: 'year' }).years;
}

/** Whether there is such a day: the 30th of February is written like a date. */
export function isRealDate(date: string): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year >= 1850 && year < 2200 && month <= 12 && day <= Temporal.PlainYearMonth.from({ year, month: Math.min(Math.max(month, 1), 12) }).daysInMonth;
}
