import type { WeeklyOpening } from '#contract/people.ts';
import type { VisitModality } from '#contract/values.ts';
import { addDays, civilDate, type Interval, localDateTime, mergeTouching, subtract, toInstant, wallIntervals, weekdayOf, type ZoneDays, zoneDays } from './wall-time.ts';

/** A weekly opening with the zone of its site; absent: that of the clinic. */
export interface PlacedOpening extends WeeklyOpening {
  readonly zone?: string;
}

/** Where somebody is: a site (null: the clinic itself), a room of their own there, and the zone of its wall clock. */
export interface Whereabouts {
  readonly siteId: string | null;
  readonly roomId: string | null;
  readonly zone: string;
}

/** A stretch in which a professional works at one site, in one room. */
export interface OpenStretch extends Interval, Whereabouts {}

/** A stretch in which sites are closed (null among them: the clinic itself); absent: all are. */
export interface Closure extends Interval {
  readonly siteIds?: readonly (string | null)[] | undefined;
}

/** What is known of one professional: weekly openings in the wall time of their sites, what is taken and what is closed. */
export interface Calendar {
  readonly practitionerId: string;
  /** Usual length of a visit, and the step at which starts are proposed. */
  readonly slotMinutes: number;
  readonly openings: readonly PlacedOpening[];
  readonly booked: readonly Interval[];
  readonly closed?: readonly Closure[];
  /** Visits that places may lie over, where that was asked for. */
  readonly overbooked?: readonly Interval[];
}

export interface SlotSearch {
  /** Zone of the openings that have none of their own, and of the dates. */
  readonly zone: string;
  /** First civil date looked at, and how many. */
  readonly from: string;
  readonly days: number;
  readonly modality: VisitModality;
  /** Length of the visit; null: the usual one of each professional. */
  readonly minutes: number | null;
  /** What the professional does before and after the visit, in milliseconds: nobody is seen in it. */
  readonly buffer?: { readonly before: number; readonly after: number };
  /** No slot starts before this instant (milliseconds). */
  readonly notBefore: number;
  /** Whether what the visit needs beside its professional is free then; absent: it needs nothing. */
  readonly hasResources?: (slot: Slot) => boolean;
  /** When the patient is elsewhere. */
  readonly patientBusy: readonly Interval[];
  readonly limit: number;
}

export interface Slot extends OpenStretch {
  readonly practitionerId: string;
}

const minuteMilliseconds = 60_000;

/** Free slots, soonest first (at the same instant in the order of the calendars), and the last date looked at. */
export function findFreeSlots(calendars: readonly Calendar[], search: SlotSearch): { readonly slots: Slot[]; readonly searchedUntil: string } {
  const zones = zoneDays(search.zone, search.from, search.days);
  const slots: Slot[] = [];
  let date = search.from;
  for (let day = 0; day < search.days; day += 1) {
    date = addDays(search.from, day);
    slots.push(...calendars.flatMap((calendar) => slotsOfDay(calendar, search, zones, date)).sort((one, other) => one.from - other.from));
    if (slots.length >= search.limit) break;
  }
  return { slots: slots.slice(0, search.limit), searchedUntil: date };
}

function slotsOfDay(calendar: Calendar, search: SlotSearch, zones: ZoneDays, date: string): Slot[] {
  const length = (search.minutes ?? calendar.slotMinutes) * minuteMilliseconds;
  const step = calendar.slotMinutes * minuteMilliseconds;
  const { before, after } = search.buffer ?? { before: 0, after: 0 };
  // A visit that keeps its distance from what is booked: what is booked is wider by as much.
  const booked = calendar.booked.map(({ from, until }) => ({ from: from - after, until: until + before }));
  const slots: Slot[] = [];
  for (const { siteId, roomId, zone, ...open } of openIntervals(calendar.openings, zones, date, search.modality)) {
    for (const gap of subtract([open], [...booked, ...search.patientBusy, ...closedAt(calendar.closed ?? [], siteId)])) {
      for (let from = gap.from; from + length <= gap.until; from += step) {
        const slot = { practitionerId: calendar.practitionerId, siteId, roomId, zone, from, until: from + length };
        if (from >= search.notBefore && (search.hasResources?.(slot) ?? true)) slots.push(slot);
      }
    }
  }
  return slots;
}

/** When a professional works on a date, in a modality or (null) in any; openings of one site and room that touch are one. In order. */
export function openIntervals(openings: readonly PlacedOpening[], zones: ZoneDays, date: string, modality: VisitModality | null): OpenStretch[] {
  const weekday = weekdayOf(date);
  const open = openings.filter((opening) => opening.weekday === weekday && (modality === null || opening.modalities.includes(modality)));
  const places = Map.groupBy(open, ({ siteId, roomId, zone }) => `${siteId ?? ''} ${roomId ?? ''} ${zone ?? ''}`);
  const stretches = [...places.values()].flatMap((those): OpenStretch[] => {
    const [siteId, roomId, zone] = [those[0]?.siteId ?? null, those[0]?.roomId ?? null, those[0]?.zone ?? zones.zone];
    return mergeTouching(those.flatMap(({ startsAt, endsAt }) => wallIntervals(zones.of(zone), date, startsAt, endsAt))).map((stretch) => ({ ...stretch, siteId, roomId, zone }));
  });
  return stretches.sort((one, other) => one.from - other.from);
}

/** Where a professional works during the whole of a visit, in its modality or (null) in any; null where they do not. */
export function placeDuring(openings: readonly PlacedOpening[], visit: Interval, { zone, modality }: { zone: string; modality: VisitModality | null }): Whereabouts | null {
  for (const own of new Set(openings.map((opening) => opening.zone ?? zone))) {
    const date = civilDate(toInstant(visit.from), own);
    const those = openings.filter((opening) => (opening.zone ?? zone) === own);
    const open = openIntervals(those, zoneDays(own, date, 1), date, modality).find((stretch) => stretch.from <= visit.from && visit.until <= stretch.until);
    if (open) return { siteId: open.siteId, roomId: open.roomId, zone: own };
  }
  return null;
}

/** Where somebody who does not work then would be: the clinic itself. */
export function nowhere(zone: string): Whereabouts {
  return { siteId: null, roomId: null, zone };
}

/** When a professional works on a date and where, as wall times of a zone: those of the sites as they are written where it is theirs. */
export function hoursOn(openings: readonly PlacedOpening[], date: string, zone: string): { startsAt: string; endsAt: string; siteId: string | null }[] {
  if (openings.every((opening) => (opening.zone ?? zone) === zone)) {
    const sites = Map.groupBy(openings, ({ siteId }) => siteId ?? null);
    return [...sites].flatMap(([siteId, those]) => workingHours(those, weekdayOf(date)).map((hours) => ({ ...hours, siteId }))).sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  }
  return openIntervals(openings, zoneDays(zone, date, 1), date, null).map(({ from, until, siteId }) => {
    const [start, end] = [localDateTime(toInstant(from), zone), localDateTime(toInstant(until), zone)];
    // What another zone carries over midnight ends with the day shown.
    return { startsAt: start.slice(0, 10) < date ? '00:00' : start.slice(11), endsAt: end.slice(0, 10) > date ? '23:59' : end.slice(11), siteId };
  });
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
export function weekLoad(calendar: Pick<Calendar, 'openings' | 'booked'> & { readonly closed: readonly Closure[] }, zone: string, date: string): { readonly booked: number; readonly open: number } {
  const monday = addDays(date, 1 - weekdayOf(date));
  const zones = zoneDays(zone, monday, 7);
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, day));
  return { booked: minutesOf(calendar.booked), open: minutesOf(days.flatMap((day) => leftOpen(openIntervals(calendar.openings, zones, day, null), calendar.closed))) };
}

/** What is left of stretches once what is closed at their sites is taken out. */
export function leftOpen(stretches: readonly OpenStretch[], closed: readonly Closure[]): Interval[] {
  return stretches.flatMap((stretch) => subtract([stretch], closedAt(closed, stretch.siteId)));
}

function closedAt(closed: readonly Closure[], siteId: string | null): Closure[] {
  return closed.filter(({ siteIds }) => siteIds === undefined || siteIds.includes(siteId));
}

/** The length of intervals together, in minutes. */
export function minutesOf(intervals: readonly Interval[]): number {
  return Math.round(intervals.reduce((sum, { from, until }) => sum + until - from, 0) / minuteMilliseconds);
}
