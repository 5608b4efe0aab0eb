import type { WeeklyOpening } from '#contract/people.ts';
import type { VisitModality } from '#contract/values.ts';
import { addDays, type Interval, mergeTouching, offsetStretches, type OffsetStretch, subtract, wallIntervals, weekdayOf } from './wall-time.ts';

/** What is known of one professional: weekly openings in the clinic's wall time, and what is taken. */
export interface Calendar {
  readonly practitionerId: string;
  /** Usual length of a visit, and the step at which starts are proposed. */
  readonly slotMinutes: number;
  readonly openings: readonly WeeklyOpening[];
  readonly booked: readonly Interval[];
}

export interface SlotSearch {
  /** Zone in which the openings are written. */
  readonly zone: string;
  /** First civil date looked at, and how many. */
  readonly from: string;
  readonly days: number;
  readonly modality: VisitModality;
  /** Length of the visit; null: the usual one of each professional. */
  readonly minutes: number | null;
  /** No slot starts before this instant (milliseconds). */
  readonly notBefore: number;
  /** When the patient is elsewhere. */
  readonly patientBusy: readonly Interval[];
  readonly limit: number;
}

export interface Slot extends Interval {
  readonly practitionerId: string;
}

const minuteMilliseconds = 60_000;

/** Free slots, soonest first (at the same instant in the order of the calendars), and the last date looked at. */
export function findFreeSlots(calendars: readonly Calendar[], search: SlotSearch): { readonly slots: Slot[]; readonly searchedUntil: string } {
  const stretches = offsetStretches(search.zone, search.from, search.days);
  const slots: Slot[] = [];
  let date = search.from;
  for (let day = 0; day < search.days; day += 1) {
    date = addDays(search.from, day);
    slots.push(...calendars.flatMap((calendar) => slotsOfDay(calendar, search, stretches, date)).sort((one, other) => one.from - other.from));
    if (slots.length >= search.limit) break;
  }
  return { slots: slots.slice(0, search.limit), searchedUntil: date };
}

function slotsOfDay(calendar: Calendar, search: SlotSearch, stretches: readonly OffsetStretch[], date: string): Slot[] {
  const length = (search.minutes ?? calendar.slotMinutes) * minuteMilliseconds;
  const step = calendar.slotMinutes * minuteMilliseconds;
  const open = openIntervals(calendar.openings, stretches, date, search.modality);
  if (open.length === 0) return [];
  const slots: Slot[] = [];
  for (const gap of subtract(open, [...calendar.booked, ...search.patientBusy])) {
    for (let from = gap.from; from + length <= gap.until; from += step) {
      if (from >= search.notBefore) slots.push({ practitionerId: calendar.practitionerId, from, until: from + length });
    }
  }
  return slots;
}

/** When a professional works on a date, in a modality or (null) in any; openings that touch are one. */
export function openIntervals(openings: readonly WeeklyOpening[], stretches: readonly OffsetStretch[], date: string, modality: VisitModality | null): Interval[] {
  const weekday = weekdayOf(date);
  return mergeTouching(
    openings
      .filter((opening) => opening.weekday === weekday && (modality === null || opening.modalities.includes(modality)))
      .flatMap((opening) => wallIntervals(stretches, date, opening.startsAt, opening.endsAt)),
  );
}

/** Whether a professional works during the whole of a visit, in its modality or (null) in any. `date`: civil date of its start. */
export function worksDuring(openings: readonly WeeklyOpening[], visit: Interval, { zone, date, modality }: { zone: string; date: string; modality: VisitModality | null }): boolean {
  const stretches = offsetStretches(zone, date, 1);
  return openIntervals(openings, stretches, date, modality).some((open) => open.from <= visit.from && visit.until <= open.until);
}

/** Wall times at which a professional works on a weekday (1 Monday … 7 Sunday), in any modality; openings that touch are one. */
export function workingHours(openings: readonly WeeklyOpening[], weekday: number): { startsAt: string; endsAt: string }[] {
  const hours: { startsAt: string; endsAt: string }[] = [];
  for (const { startsAt, endsAt } of openings.filter((opening) => opening.weekday === weekday).sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))) {
    const last = hours.at(-1);
    if (last && startsAt <= last.endsAt) last.endsAt = last.endsAt < endsAt ? endsAt : last.endsAt;
    else hours.push({ startsAt, endsAt });
  }
  return hours;
}

/** How full the week (Monday to Sunday) of a date is, in minutes; what is closed is not open. */
export function weekLoad(calendar: Pick<Calendar, 'openings' | 'booked'> & { readonly closed: readonly Interval[] }, zone: string, date: string): { readonly booked: number; readonly open: number } {
  const monday = addDays(date, 1 - weekdayOf(date));
  const stretches = offsetStretches(zone, monday, 7);
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, day));
  return { booked: minutesOf(calendar.booked), open: minutesOf(subtract(days.flatMap((day) => openIntervals(calendar.openings, stretches, day, null)), calendar.closed)) };
}

/** The length of intervals together, in minutes. */
export function minutesOf(intervals: readonly Interval[]): number {
  return Math.round(intervals.reduce((sum, { from, until }) => sum + until - from, 0) / minuteMilliseconds);
}
