import { civilOf, dayNumber, daysInMonth, daysInYear, weekdayNumber } from './civil-days.ts';

/**
 * Repetition of an event (RFC 5545, RRULE) as a question asked of each day, "is it one of them?", never as a walk to the next one:
 * a rule that no day fulfils answers as fast as any other. Pure; days by number.
 */

type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written: a date, a wall time or, with Z, an instant. */
  readonly until: string | null;
  /** `ordinal` 0: every such weekday. */
  readonly byDay: readonly { readonly ordinal: number; readonly weekday: number }[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPosition: readonly number[];
  readonly weekStart: number;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
/** Parts that say nothing beside the time at which the event begins. */
const ofTheTime = new Set(['BYHOUR', 'BYMINUTE', 'BYSECOND']);

/** The rule of a value, or null where it is one that is not followed: by the hour, by week number, by day of the year, or broken. */
export function readRule(value: string): RecurrenceRule | null {
  const parts = new Map(value.split(';').filter((part) => part.trim() !== '').map((part) => {
    const [name = '', text = ''] = part.split('=');
    return [name.trim().toUpperCase(), text.trim().toUpperCase()] as const;
  }));
  const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST', ...ofTheTime]);
  if ([...parts.keys()].some((name) => !known.has(name)) || [...ofTheTime].some((name) => parts.get(name)?.includes(','))) return null;
  const frequency = frequencies.find((one) => one === parts.get('FREQ'));
  const numbers = (name: string, low: number, high: number): readonly number[] | null => {
    const found = (parts.get(name) ?? '').split(',').filter(Boolean).map(Number);
    return found.every((one) => Number.isInteger(one) && one !== 0 && one >= low && one <= high) ? found : null;
  };
  const [interval, count] = [numbers('INTERVAL', 1, 10_000), numbers('COUNT', 1, 1_000_000)];
  const [byMonthDay, byMonth, bySetPosition] = [numbers('BYMONTHDAY', -31, 31), numbers('BYMONTH', 1, 12), numbers('BYSETPOS', -366, 366)];
  const byDay = (parts.get('BYDAY') ?? '').split(',').filter(Boolean).map((text) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text.trim()));
  if (!frequency || !interval || !count || !byMonthDay || !byMonth || !bySetPosition || byDay.includes(null)) return null;
  return {
    frequency, interval: interval[0] ?? 1, count: count[0] ?? null, until: parts.get('UNTIL') || null, byMonthDay, byMonth, bySetPosition,
    byDay: byDay.flatMap((found) => (found ? [{ ordinal: Number(found[1] ?? 0), weekday: weekdays.indexOf(found[2] ?? '') + 1 }] : [])),
    weekStart: weekdays.indexOf(parts.get('WKST') ?? 'MO') + 1 || 1,
  };
}

/** Says of a day whether the rule of an event that begins on `start` falls on it; COUNT and UNTIL apart. */
export function dayTest(rule: RecurrenceRule, start: number): (day: number) => boolean {
  const base = baseTest(rule, start);
  if (rule.bySetPosition.length === 0) return (day) => day === start || (day > start && base(day));
  let period = '';
  let chosen: ReadonlySet<number> = new Set();
  return (day) => {
    if (day <= start) return day === start;
    const { key, first, length } = periodOf(rule, day);
    if (key !== period) {
      const candidates = Array.from({ length }, (_, index) => first + index).filter(base);
      chosen = new Set(rule.bySetPosition.flatMap((position) => candidates.at(position > 0 ? position - 1 : position) ?? []));
      period = key;
    }
    return chosen.has(day);
  };
}

/** The stretch within which BYSETPOS counts. */
function periodOf({ frequency, weekStart }: RecurrenceRule, day: number): { readonly key: string; readonly first: number; readonly length: number } {
  const { year, month } = civilOf(day);
  switch (frequency) {
    case 'DAILY':
      return { key: String(day), first: day, length: 1 };
    case 'WEEKLY':
      return { key: String(weekOf(day, weekStart)), first: weekOf(day, weekStart) * 7 + weekStart - 4, length: 7 };
    case 'MONTHLY':
      return { key: `${year}-${month}`, first: dayNumber({ year, month, day: 1 }), length: daysInMonth(year, month) };
    case 'YEARLY':
      return { key: String(year), first: dayNumber({ year, month: 1, day: 1 }), length: daysInYear(year) };
  }
}

/** Weeks are counted from the one of 1970 that begins on the weekday (day 0 is a Thursday). */
function weekOf(day: number, weekStart: number): number {
  return Math.floor((day + 4 - weekStart) / 7);
}

function baseTest(rule: RecurrenceRule, start: number): (day: number) => boolean {
  const { frequency, interval, byDay, byMonthDay, byMonth, weekStart } = rule;
  const begun = civilOf(start);
  const inMonth = (month: number): boolean => byMonth.length === 0 || byMonth.includes(month);
  const onMonthDay = (day: number, length: number): boolean => byMonthDay.some((one) => (one > 0 ? one === day : length + one + 1 === day));
  const onWeekday = (day: number): boolean => byDay.some(({ weekday }) => weekday === weekdayNumber(day));
  /** Whether a day is one of these weekdays of a stretch, counted from its start or its end. */
  const onOrdinal = (day: number, at: number, length: number): boolean =>
    byDay.some(({ ordinal, weekday }) => weekday === weekdayNumber(day) && (ordinal === 0 || (ordinal > 0 ? Math.ceil(at / 7) === ordinal : Math.ceil((length - at + 1) / 7) === -ordinal)));
  return (day) => {
    const { year, month, day: dayOfMonth } = civilOf(day);
    if (!inMonth(month)) return false;
    const length = daysInMonth(year, month);
    const dates = byMonthDay.length === 0 || onMonthDay(dayOfMonth, length);
    switch (frequency) {
      case 'DAILY':
        return (day - start) % interval === 0 && dates && (byDay.length === 0 || onWeekday(day));
      case 'WEEKLY':
        return (weekOf(day, weekStart) - weekOf(start, weekStart)) % interval === 0 && (byDay.length === 0 ? weekdayNumber(day) === weekdayNumber(start) : onWeekday(day));
      case 'MONTHLY':
        if (((year - begun.year) * 12 + month - begun.month) % interval !== 0) return false;
        if (byDay.length > 0) return dates && onOrdinal(day, dayOfMonth, length);
        return byMonthDay.length > 0 ? dates : dayOfMonth === begun.day;
      case 'YEARLY': {
        if ((year - begun.year) % interval !== 0) return false;
        if (byDay.length > 0) {
          // Of the month where months are named, else of the year.
          const ofMonth = byMonth.length > 0 || byMonthDay.length > 0;
          const first = dayNumber({ year, month: 1, day: 1 });
          return dates && (ofMonth ? onOrdinal(day, dayOfMonth, length) : onOrdinal(day, day - first + 1, daysInYear(year)));
        }
        if (byMonthDay.length > 0) return dates;
        return dayOfMonth === begun.day && (byMonth.length > 0 || month === begun.month);
      }
    }
  };
}
