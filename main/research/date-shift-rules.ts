import { Temporal } from 'temporal-polyfill';

/** Dates as an extract tells them: each person's moved back by their own number of days, so that intervals stay. Pure. */

/** Most days a person's dates are moved back by; the least is one. */
export const mostDaysBack = 365;

/**
 * A civil date, or a partial one, moved back. A whole date keeps its distance to every other of the person, to the day; a
 * month or a year is moved from its first day, and told as it was: as a month or a year.
 *
 * @param date `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; a longer text is taken by its date
 * @returns null for what is no date
 */
export function shiftedDate(date: string | null, daysBack: number): string | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date ?? '') ?? [];
  if (year === undefined) return null;
  try {
    const moved = Temporal.PlainDate.from({ year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) }, { overflow: 'reject' }).subtract({ days: daysBack });
    return moved.toString().slice(0, day === undefined ? (month === undefined ? 4 : 7) : 10);
  } catch {
    // Such a day there is not: a file said so once.
    return null;
  }
}

/** From this age on people are one group. */
export const ageCap = 90;

/** Whole years between a birth, as precisely as it is known, and a civil date; capped. Null where it is not known. */
export function cappedAge(birthDate: string | null, on: string): number | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(birthDate ?? '') ?? [];
  if (year === undefined) return null;
  const birthday = `${month ?? '01'}-${day ?? '01'}`;
  const age = Number(on.slice(0, 4)) - Number(year) - (on.slice(5) < birthday ? 1 : 0);
  return age < 0 ? null : Math.min(age, ageCap);
}

/** The band of so many years an age is in: `40-44`; the last begins at the cap, or where its band would cross it. */
export function ageBand(age: number | null, years: number): string | null {
  if (age === null) return null;
  const from = age >= ageCap ? Math.floor(ageCap / years) * years : Math.floor(age / years) * years;
  return from + years > ageCap ? `${from}+` : `${from}-${from + years - 1}`;
}
