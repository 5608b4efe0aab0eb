import type { Away } from '#contract/away.ts';
import type { VisitModality } from '#contract/values.ts';
import { addMilliseconds } from '../platform/clock.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { readAway } from './absence-repository.ts';
import { heldStretch, holdsNow } from './holds/hold-repository.ts';
import { busyTimes, patientTimes } from './appointment-repository.ts';
import { awayBetween, awayDuring, awayOf, closuresOf } from './away-rules.ts';
import type { ProfessionalHours } from './calendar-repository.ts';
import { type Calendar, findFreeSlots, type Slot } from './slot-rules.ts';
import { resourceUses } from './resources/resource-repository.ts';
import { type ResourceNeeds, resourcesFor } from './resources/resource-rules.ts';
import { addDays, civilDay, type Interval, toMilliseconds } from './wall-time.ts';

/** Days whose visits are read at a time, so that a search stops as soon as it has found enough. */
const chunkDays = 14;

/** What closes the calendars looked at, told with the slots; more than these are not. */
const maximumAway = 50;

/** A free slot; with what closes the calendar then, where such places were asked for. */
export interface FoundSlot extends Slot {
  readonly away: readonly Away[];
  /** Over another visit of the professional. */
  readonly overbooks: boolean;
}

/** Looks for free slots among these professionals, a fortnight at a time. */
export async function searchSlots(
  db: ReadExecutor,
  people: readonly ProfessionalHours[],
  search: CalendarQuestion & { modality: VisitModality; minutes: number | null; limit: number; buffer?: { readonly before: number; readonly after: number }; needs?: ResourceNeeds },
): Promise<{ slots: FoundSlot[]; searchedUntil: string; away: Away[] }> {
  const slots: FoundSlot[] = [];
  const met = new Map<string, Away>();
  let searchedUntil = search.from;
  for (let done = 0; done < search.days && slots.length < search.limit; done += chunkDays) {
    const from = addDays(search.from, done);
    const days = Math.min(chunkDays, search.days - done);
    const { calendars, patientBusy, away } = await readCalendars(db, people, { ...search, from, days });
    const hasResources = await resourceSearch(db, { ...search, from, days, buffer: search.buffer ?? noBuffer, needs: search.needs ?? noNeeds });
    const found = findFreeSlots(calendars, {
      zone: search.zone, from, days, modality: search.modality, minutes: search.minutes, notBefore: toMilliseconds(search.now), patientBusy, ...(search.buffer && { buffer: search.buffer }), hasResources, limit: search.limit - slots.length,
    });
    slots.push(...found.slots.map((slot) => ({ ...slot, overbooks: search.throughTaken === true && isOver(slot, calendars), away: search.throughAway ? awayDuring(awayOf(away, slot.practitionerId, [slot.siteId]), slot, search.zone) : [] })));
    searchedUntil = found.searchedUntil;
    for (const one of awayBetween(away, from, searchedUntil)) met.set(one.key, one);
  }
  return { slots, searchedUntil, away: toldAway(met.values()) };
}

/** Whose calendars are read, and for how long. */
export interface CalendarQuestion {
  readonly zone: string;
  readonly from: string;
  readonly days: number;
  readonly patientId: string | null;
  /** Places held for others at this moment are taken. */
  readonly now: string;
  /** A visit being moved: its own time counts as free. */
  readonly moving?: string | null;
  readonly throughAway?: boolean;
  /** Other visits of the professionals do not count: places over them. Places held for somebody do. */
  readonly throughTaken?: boolean;
}

/** What is taken and what is closed in these calendars, and when the patient is elsewhere. */
export async function readCalendars(db: ReadExecutor, people: readonly ProfessionalHours[], question: CalendarQuestion): Promise<{ calendars: Calendar[]; patientBusy: Interval[]; away: Away[] }> {
  const { zone, from, days, patientId, now, moving, throughAway, throughTaken } = question;
  const practitionerIds = people.map((person) => person.practitionerId);
  // A day more on either side: the days looked at are those of every site's own clock.
  const [dayBefore, dayAfter] = [addDays(from, -1), addDays(from, days)];
  const range = { from: civilDay(dayBefore, zone).from, until: civilDay(dayAfter, zone).until, except: moving ?? null };
  const taken = Map.groupBy(await busyTimes(db, practitionerIds, range), (visit) => visit.practitionerId);
  const held = Map.groupBy(await holdsNow(db, { practitionerIds, from: range.from, until: range.until, now, exceptPatientId: patientId }), (hold) => hold.practitionerId);
  const away = await readAway(db, { firstDate: dayBefore, lastDate: dayAfter, practitionerIds });
  const patientBusy = patientId ? (await patientTimes(db, patientId, range)).map(toInterval) : [];
  const calendars = people.map(({ practitionerId, slotMinutes, openings }) => ({
    practitionerId, slotMinutes, openings,
    booked: [...(throughTaken ? [] : (taken.get(practitionerId) ?? []).map(toInterval)), ...(held.get(practitionerId) ?? []).map((hold) => toInterval(heldStretch(hold)))],
    overbooked: throughTaken ? (taken.get(practitionerId) ?? []).map(toInterval) : [],
    closed: throughAway ? [] : closuresOf(awayOf(away, practitionerId), zone),
  }));
  return { calendars, patientBusy, away };
}

const noBuffer = { before: 0, after: 0 };
const noNeeds: ResourceNeeds = { room: false, equipment: null };

function isOver(slot: Slot, calendars: readonly Calendar[]): boolean {
  const over = calendars.find(({ practitionerId }) => practitionerId === slot.practitionerId)?.overbooked ?? [];
  return over.some(({ from, until }) => from < slot.until && slot.from < until);
}

/** Judges whether the room and equipment of a visit are free at a place of these days. */
export async function resourceSearch(
  db: ReadExecutor,
  { zone, from, days, moving, now, patientId, modality, buffer, needs }: Pick<CalendarQuestion, 'zone' | 'from' | 'days' | 'moving' | 'now' | 'patientId'> & { readonly modality: VisitModality; readonly buffer: { readonly before: number; readonly after: number }; readonly needs: ResourceNeeds },
): Promise<(slot: Slot) => boolean> {
  const uses = await resourceUses(db, { from: civilDay(addDays(from, -1), zone).from, until: civilDay(addDays(from, days + 1), zone).from, except: moving ? [moving] : [], now, exceptPatientId: patientId });
  return (slot) => resourcesFor({ ...slot, from: slot.from - buffer.before, until: slot.until + buffer.after }, needs, modality, uses) !== null;
}

/** What closes calendars, by date, as far as it is told. */
export function toldAway(away: Iterable<Away>): Away[] {
  return [...away].sort((one, other) => (one.firstDate < other.firstDate ? -1 : 1)).slice(0, maximumAway);
}

/** When a professional is busy with a visit and what they do around it (milliseconds before and after); nothing where it is the visit alone. */
export function busyAround({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }, { before, after }: { readonly before: number; readonly after: number }): { busyFrom?: string; busyUntil?: string } {
  if (before === 0 && after === 0) return {};
  return { busyFrom: addMilliseconds(startsAt, -before), busyUntil: addMilliseconds(endsAt, after) };
}

/** What a professional does around a visit as it is kept, in milliseconds. */
export function keptAround({ startsAt, endsAt, busyFrom, busyUntil }: { readonly startsAt: string; readonly endsAt: string; readonly busyFrom: string | null; readonly busyUntil: string | null }): { readonly before: number; readonly after: number } {
  return { before: toMilliseconds(startsAt) - toMilliseconds(busyFrom ?? startsAt), after: toMilliseconds(busyUntil ?? endsAt) - toMilliseconds(endsAt) };
}

/** The stretch of a visit in milliseconds. */
export function toInterval({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  return { from: toMilliseconds(startsAt), until: toMilliseconds(endsAt) };
}
