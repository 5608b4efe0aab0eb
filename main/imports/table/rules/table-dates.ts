import type { DateOrder } from '#contract/table-imports.ts';
import { foldText } from '../../../patients/patient-name.ts';

/** Reading dates people typed. Day and month are never guessed: what two orders explain differently is ambiguous. Pure. */

export type ReadDate = { readonly date: string } | { readonly code: 'DATE_UNREADABLE' | 'DATE_AMBIGUOUS' };

/** Months in both languages, whole or shortened, as `foldText` leaves them. */
const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['janvier', 'janv', 'jan', 'january'], ['fevrier', 'fevr', 'fev', 'february', 'feb'], ['mars', 'mar', 'march'], ['avril', 'avr', 'april', 'apr'], ['mai', 'may'], ['juin', 'june', 'jun'],
    ['juillet', 'juil', 'jul', 'july'], ['aout', 'august', 'aug'], ['septembre', 'sept', 'sep', 'september'], ['octobre', 'oct', 'october'], ['novembre', 'nov', 'november'], ['decembre', 'dec', 'december'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);
/** Two digits of a year after this one belong to the century before. */
const pivot = (thisYear: number): number => thisYear % 100;

interface Parts {
  readonly numbers: readonly [string, string, string];
  readonly named: boolean;
}

/**
 * Reads a date: ISO, `14/03/1958`, `3-14-58`, `19580314`, `14 mars 1958`, a year, or a year and month, alone.
 *
 * @param order as the person said, or the file proved; null when nobody knows
 * @param thisYear for years of two digits, which are in the past
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
 */
export function readDate(text: string, order: DateOrder | null, thisYear: number): ReadDate {
  const trimmed = text.trim().replace(/[T ]\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[AaPp]\.?[Mm]\.?)?$/, '').trim();
  if (/^\d{4}$/.test(trimmed)) return { date: trimmed };
  const yearMonth = /^(\d{4})[-/.](\d{1,2})$/.exec(trimmed);
  if (yearMonth) return Number(yearMonth[2]) >= 1 && Number(yearMonth[2]) <= 12 ? { date: `${yearMonth[1]}-${yearMonth[2]?.padStart(2, '0')}` } : unreadable;
  const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(trimmed);
  if (monthYear) return Number(monthYear[1]) >= 1 && Number(monthYear[1]) <= 12 ? { date: `${monthYear[2]}-${monthYear[1]?.padStart(2, '0')}` } : unreadable;
  const parts = partsOf(trimmed);
  if (!parts) return unreadable;
  const found = new Set(possible(parts, order, thisYear));
  if (found.size === 0) return unreadable;
  if (found.size > 1) return { code: 'DATE_AMBIGUOUS' };
  const [date = ''] = found;
  return { date };
}

/** Which orders make a date of this text; empty when it says itself (ISO, a named month) or none does. */
export function ordersOf(text: string, thisYear: number): readonly DateOrder[] {
  const parts = partsOf(text.trim().replace(/[T ]\d{1,2}[:h].*$/, '').trim());
  if (!parts || parts.named || parts.numbers[0].length === 4) return [];
  return (['dmy', 'mdy', 'ymd'] as const).filter((order) => possible(parts, order, thisYear).length > 0);
}

/** Whether the text looks like a date at all. */
export function looksLikeDate(text: string): boolean {
  return partsOf(text.trim().replace(/[T ]\d{1,2}[:h].*$/, '').trim()) !== null || /^(18|19|20)\d{2}[-/.]\d{1,2}$/.test(text.trim());
}

const unreadable: ReadDate = { code: 'DATE_UNREADABLE' };

function partsOf(text: string): Parts | null {
  const figures = /^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})$/.exec(text);
  if (figures) return { numbers: [figures[1] ?? '', figures[2] ?? '', figures[3] ?? ''], named: false };
  const together = /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (together) return { numbers: [together[1] ?? '', together[2] ?? '', together[3] ?? ''], named: false };
  const words = foldText(text).replace(/\b(le|of|the)\b/g, ' ').trim().split(/\s+/);
  if (words.length !== 3) return null;
  const at = words.findIndex((word) => months[word] !== undefined);
  if (at < 0) return null;
  const rest = words.filter((_, index) => index !== at).map((word) => word.replace(/^(\d+)(er|st|nd|rd|th|e)$/, '$1'));
  const [one = '', other = ''] = rest;
  if (!/^\d{1,4}$/.test(one) || !/^\d{1,4}$/.test(other)) return null;
  const month = String(months[words[at] ?? '']);
  return { numbers: [one, month, other], named: true };
}

function possible({ numbers, named }: Parts, order: DateOrder | null, thisYear: number): readonly string[] {
  const [one, two, three] = numbers;
  if (one.length === 4) return isDate(one, two, three, thisYear);
  if (named) return isDate(three, two, one, thisYear);
  const ways: Readonly<Record<DateOrder, readonly string[]>> = {
    dmy: isDate(three, two, one, thisYear),
    mdy: isDate(three, one, two, thisYear),
    ymd: three.length === 4 ? [] : isDate(one, two, three, thisYear),
  };
  if (order) return ways[order];
  // A year of four digits at the end cannot be at the start.
  return three.length === 4 ? [...ways.dmy, ...ways.mdy] : [...ways.dmy, ...ways.mdy, ...ways.ymd];
}

function isDate(year: string, month: string, day: string, thisYear: number): readonly string[] {
  if (day.length > 2 || month.length > 2 || (year.length !== 4 && year.length !== 2)) return [];
  const whole = year.length === 4 ? Number(year) : Number(year) > pivot(thisYear) ? Math.floor(thisYear / 100) * 100 - 100 + Number(year) : Math.floor(thisYear / 100) * 100 + Number(year);
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > daysIn(whole, monthNumber)) return [];
  return [`${String(whole).padStart(4, '0')}-${String(monthNumber).padStart(2, '0')}-${String(dayNumber).padStart(2, '0')}`];
}

/** Asked for every cell of every column: the calendar itself would be too slow. */
function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
