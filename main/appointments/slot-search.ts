import type { VisitModality } from '#contract/values.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { patientTimes, takenTimes } from './appointment-repository.ts';
import type { ProfessionalHours } from './calendar-repository.ts';
import { findFreeSlots, type Slot } from './slot-rules.ts';
import { addDays, civilDay, type Interval, toMilliseconds } from './wall-time.ts';

/** Days whose visits are read at a time, so that a search stops as soon as it has found enough. */
const chunkDays = 14;

/** Looks for free slots among these professionals, a fortnight at a time. */
export async function searchSlots(
  db: ReadExecutor,
  people: readonly ProfessionalHours[],
  search: { zone: string; from: string; days: number; modality: VisitModality; minutes: number | null; now: string; patientId: string | null; limit: number; moving?: string | null },
): Promise<{ slots: Slot[]; searchedUntil: string }> {
  const slots: Slot[] = [];
  let searchedUntil = search.from;
  for (let done = 0; done < search.days && slots.length < search.limit; done += chunkDays) {
    const from = addDays(search.from, done);
    const days = Math.min(chunkDays, search.days - done);
    const range = { from: civilDay(from, search.zone).from, until: civilDay(addDays(from, days), search.zone).from, except: search.moving ?? null };
    const taken = await takenTimes(db, people.map((person) => person.practitionerId), range);
    const patientBusy = search.patientId ? (await patientTimes(db, search.patientId, range)).map(toInterval) : [];
    const calendars = people.map(({ practitionerId, slotMinutes, openings }) => ({
      practitionerId, slotMinutes, openings, booked: taken.filter((visit) => visit.practitionerId === practitionerId).map(toInterval),
    }));
    const found = findFreeSlots(calendars, {
      zone: search.zone, from, days, modality: search.modality, minutes: search.minutes, notBefore: toMilliseconds(search.now), patientBusy, limit: search.limit - slots.length,
    });
    slots.push(...found.slots);
    searchedUntil = found.searchedUntil;
  }
  return { slots, searchedUntil };
}

/** The stretch of a visit in milliseconds. */
export function toInterval({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  return { from: toMilliseconds(startsAt), until: toMilliseconds(endsAt) };
}
