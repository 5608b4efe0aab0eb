import { Temporal } from 'temporal-polyfill';

const months: readonly (readonly string[])[] = [
  ['janv', 'jan'], ['fev', 'feb'], ['mars', 'mar'], ['avr', 'apr'], ['mai', 'may'], ['juin', 'jun'], ['juil', 'jul'], ['aout', 'aug'], ['sept', 'sep'], ['oct'], ['nov'], ['dec'],
];

/** Number of a month by the beginning of its name in French or English. */
function monthOf(word: string): number {
  return months.findIndex((beginnings) => beginnings.some((beginning) => word.startsWith(beginning))) + 1;
}

/**
 * Reads a birth date as people type it: 1958-03-14, 14/03/1958 (day first), 19580314, 14 mars 1958, March 14, 1958.
 *
 * @returns `YYYY-MM-DD`, or `null` when it is not a real date
 */
export function parseTypedDate(text: string): string | null {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const joined = /^(\d{4})(\d{2})(\d{2})$/.exec(words.join(''));
  const [first = '', second = '', third = ''] = words.length === 1 && joined ? joined.slice(1) : words;
  if (words.length > 3) return null;
  if (/^\d{4}$/.test(first)) return realDate(first, second, third);
  if (!/^\d{4}$/.test(third)) return null;
  const dayFirst = first.replace(/^(\d{1,2})(er|e|st|nd|rd|th)$/, '$1');
  const daySecond = second.replace(/^(\d{1,2})(er|e|st|nd|rd|th)$/, '$1');
  return /^\d/.test(first) ? realDate(third, second, dayFirst) : realDate(third, first, daySecond);
}

/**
 * Reads a day that has come, as people type it at the desk: a whole date as above, "20 nov" or "20/11" of the last
 * twelve months, today or yesterday in words.
 *
 * @param today civil date
 * @returns `YYYY-MM-DD`, or `null` when it is not a real date
 */
export function parseRecentDate(text: string, today: string): string | null {
  const whole = parseTypedDate(text);
  if (whole !== null) return whole;
  const now = Temporal.PlainDate.from(today);
  const said = text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (/^(aujourd.?hui|auj|today)$/.test(said)) return today;
  if (/^(hier|yesterday)$/.test(said)) return now.subtract({ days: 1 }).toString();
  if (said.split(/[^a-z0-9]+/).filter((word) => word !== '').length !== 2) return null;
  const thisYear = parseTypedDate(`${said} ${String(now.year)}`);
  return thisYear !== null && thisYear <= today ? thisYear : parseTypedDate(`${said} ${String(now.year - 1)}`);
}

/**
 * Reads a date as far as it is known: "1958", "1958-03", "03/1958", "mars 1958", or a whole date as above.
 *
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` when it is none
 */
export function parsePartialDate(text: string): string | null {
  const words = text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
  const [first = '', second = ''] = words;
  if (words.length === 1 && /^\d{4}$/.test(first)) return first;
  if (words.length !== 2) return parseTypedDate(text);
  const [year, month] = /^\d{4}$/.test(first) ? [first, second] : [second, first];
  const number = /^\d{1,2}$/.test(month) ? Number(month) : monthOf(month);
  return /^\d{4}$/.test(year) && number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : null;
}

function realDate(year: string, month: string, day: string): string | null {
  const monthNumber = /^\d{1,2}$/.test(month) ? Number(month) : monthOf(month);
  if (monthNumber < 1 || monthNumber > 12 || !/^\d{1,2}$/.test(day)) return null;
  const first = Temporal.PlainDate.from({ year: Number(year), month: monthNumber, day: 1 });
  return Number(day) >= 1 && Number(day) <= first.daysInMonth ? first.with({ day: Number(day) }).toString() : null;
}
