import type { Away } from '#contract/away.ts';
import type { VisitModality } from '#contract/values.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { readAway } from './absence-repository.ts';
import { patientTimes, takenTimes } from './appointment-repository.ts';
import { awayDuring, awayIntervals, awayOf } from './away-rules.ts';
import type { ProfessionalHours } from './calendar-repository.ts';
import { findFreeSlots, type Slot } from './slot-rules.ts';
import { addDays, civilDay, type Interval, toMilliseconds } from './wall-time.ts';

/** Days whose visits are read at a time, so that a search stops as soon as it has found enough. */
const chunkDays = 14;

/** What closes the calendars looked at, told with the slots; more than these are not. */
const maximumAway = 50;

/** A free slot; with what closes the calendar then, where such places were asked for. */
export interface FoundSlot extends Slot {
  readonly away: readonly Away[];
}

/** Looks for free slots among these professionals, a fortnight at a time. */
export async function searchSlots(
  db: ReadExecutor,
  people: readonly ProfessionalHours[],
  search: { zone: string; from: string; days: number; modality: VisitModality; minutes: number | null; now: string; patientId: string | null; limit: number; moving?: string | null; throughAway?: boolean },
): Promise<{ slots: FoundSlot[]; searchedUntil: string; away: Away[] }> {
  const slots: FoundSlot[] = [];
  const met = new Map<string, Away>();
  const practitionerIds = people.map((person) => person.practitionerId);
  let searchedUntil = search.from;
  for (let done = 0; done < search.days && slots.length < search.limit; done += chunkDays) {
    const from = addDays(search.from, done);
    const days = Math.min(chunkDays, search.days - done);
    const range = { from: civilDay(from, search.zone).from, until: civilDay(addDays(from, days), search.zone).from, except: search.moving ?? null };
    const taken = await takenTimes(db, practitionerIds, range);
    const away = await readAway(db, { firstDate: from, lastDate: addDays(from, days - 1), practitionerIds });
    const patientBusy = search.patientId ? (await patientTimes(db, search.patientId, range)).map(toInterval) : [];
    const calendars = people.map(({ practitionerId, slotMinutes, openings }) => ({
      practitionerId, slotMinutes, openings,
      booked: [
        ...taken.filter((visit) => visit.practitionerId === practitionerId).map(toInterval),
        ...(search.throughAway ? [] : awayOf(away, practitionerId).flatMap((one) => awayIntervals(one, search.zone))),
      ],
    }));
    const found = findFreeSlots(calendars, {
      zone: search.zone, from, days, modality: search.modality, minutes: search.minutes, notBefore: toMilliseconds(search.now), patientBusy, limit: search.limit - slots.length,
    });
    slots.push(...found.slots.map((slot) => ({ ...slot, away: search.throughAway ? awayDuring(awayOf(away, slot.practitionerId), slot, search.zone) : [] })));
    searchedUntil = found.searchedUntil;
    for (const one of away.filter(({ firstDate }) => firstDate <= searchedUntil)) met.set(one.key, one);
  }
  const away = [...met.values()].sort((one, other) => (one.firstDate < other.firstDate ? -1 : 1)).slice(0, maximumAway);
  return { slots, searchedUntil, away };
}

/** The stretch of a visit in milliseconds. */
export function toInterval({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  return { from: toMilliseconds(startsAt), until: toMilliseconds(endsAt) };
}
