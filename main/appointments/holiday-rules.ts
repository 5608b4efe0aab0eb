import { Temporal } from 'temporal-polyfill';
import { type EasterChoice, type HolidayCalendar, holidayCalendar, holidayName } from '#contract/away.ts';
import { z } from 'zod';
import content from './content/holidays.json' with { type: 'json' };

/** Statutory holidays of any year, from the rules kept as data with their source. Pure; civil dates `YYYY-MM-DD`. */

const monthDay = z.string().regex(/^\d\d-\d\d$/);
const weekday = z.int().min(1).max(7);

const holidayRule = z.object({
  code: z.string(),
  name: holidayName,
  day: z.union([
    z.strictObject({ fixed: monthDay }),
    /** Days after Easter Sunday. */
    z.strictObject({ easter: z.int() }),
    /** The last such weekday strictly before a day. */
    z.strictObject({ weekday, before: monthDay }),
    z.strictObject({ weekday, nth: z.int().min(1).max(4), month: z.int().min(1).max(12) }),
  ]),
  /** What happens where it falls on a Sunday: it is the next day instead, or the next day too. */
  onSunday: z.enum(['next-day', 'and-next-day']).optional(),
  /** Only where the clinic chose this day of Easter. */
  choice: z.enum(['good-friday', 'easter-monday']).optional(),
  source: z.string(),
});
type HolidayRule = z.infer<typeof holidayRule>;

const calendar = z.object({
  /** A calendar to whose days these are added. */
  with: holidayCalendar.optional(),
  sources: z.array(z.object({ text: z.string(), url: z.url() })).min(1),
  holidays: z.array(holidayRule).min(1),
});
const calendars = z.object({ version: z.string(), checkedOn: z.string(), calendars: z.record(holidayCalendar.exclude(['none']), calendar) }).parse(content).calendars;

export interface Holiday {
  readonly date: string;
  readonly code: string;
  readonly name: z.infer<typeof holidayName>;
  readonly source: string;
}

/** What a clinic observes. */
export interface HolidayChoice {
  readonly calendar: HolidayCalendar;
  readonly easter: EasterChoice;
}

/** What a clinic observes that has chosen nothing: the holidays of its country, Good Friday where the law leaves the choice. */
export function usualHolidays(country: 'CA' | 'FR'): HolidayChoice {
  return { calendar: country === 'FR' ? 'FR' : 'CA-QC', easter: 'good-friday' };
}

/** The statutes a calendar is written from. */
export function holidaySources(name: HolidayCalendar): readonly { readonly text: string; readonly url: string }[] {
  if (name === 'none') return [];
  const { with: base, sources } = calendars[name];
  return [...(base ? holidaySources(base) : []), ...sources];
}

/** The holidays of a year, by date. */
export function holidaysOf({ calendar: name, easter }: HolidayChoice, year: number): Holiday[] {
  const days = rulesOf(name)
    .filter(({ choice }) => choice === undefined || easter === 'both' || choice === easter)
    .flatMap((rule) => datesOf(rule, year).map((date) => ({ date: date.toString(), code: rule.code, name: rule.name, source: rule.source })));
  return days.sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** The holidays from a date to another, both included. */
export function holidaysBetween(choice: HolidayChoice, firstDate: string, lastDate: string): Holiday[] {
  const [first, last] = [Number(firstDate.slice(0, 4)), Number(lastDate.slice(0, 4))];
  const years = Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
  return years.flatMap((year) => holidaysOf(choice, year)).filter(({ date }) => date >= firstDate && date <= lastDate);
}

/** Holidays of places that do not all observe the same, each once; `siteIds`: who observes it (null: the clinic itself), absent where all do. */
export function holidaysOfGroups(groups: readonly { readonly choice: HolidayChoice; readonly siteIds: readonly (string | null)[] }[], firstDate: string, lastDate: string): (Omit<Holiday, 'code'> & { readonly siteIds?: (string | null)[] })[] {
  const all = groups.flatMap(({ choice, siteIds }) => holidaysBetween(choice, firstDate, lastDate).map((holiday) => ({ holiday, siteIds })));
  const places = groups.flatMap(({ siteIds }) => siteIds).length;
  const same = Map.groupBy(all, ({ holiday: { date, name, source } }) => `${date} ${name.fr} ${source}`);
  const told = [...same.values()].flatMap((those) => {
    const siteIds = those.flatMap((one) => one.siteIds);
    return those.slice(0, 1).map(({ holiday: { date, name, source } }) => ({ date, name, source, ...(siteIds.length < places && { siteIds }) }));
  });
  return told.sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** Easter Sunday of a year of the Gregorian calendar, by the anonymous computation (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekdayShift = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const sum = epact + weekdayShift - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}

function rulesOf(name: HolidayCalendar): readonly HolidayRule[] {
  if (name === 'none') return [];
  const { with: base, holidays } = calendars[name];
  return [...(base ? rulesOf(base) : []), ...holidays];
}

function datesOf({ day, onSunday }: HolidayRule, year: number): Temporal.PlainDate[] {
  const date = dateOf(day, year);
  if (date.dayOfWeek !== 7 || onSunday === undefined) return [date];
  const next = date.add({ days: 1 });
  return onSunday === 'next-day' ? [next] : [date, next];
}

function dateOf(day: HolidayRule['day'], year: number): Temporal.PlainDate {
  if ('fixed' in day) return Temporal.PlainDate.from(`${year}-${day.fixed}`);
  if ('easter' in day) return easterSunday(year).add({ days: day.easter });
  if ('before' in day) {
    const eve = Temporal.PlainDate.from(`${year}-${day.before}`).subtract({ days: 1 });
    return eve.subtract({ days: (eve.dayOfWeek - day.weekday + 7) % 7 });
  }
  const first = Temporal.PlainDate.from({ year, month: day.month, day: 1 });
  return first.add({ days: ((day.weekday - first.dayOfWeek + 7) % 7) + 7 * (day.nth - 1) });
}
