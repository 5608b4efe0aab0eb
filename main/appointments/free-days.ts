import type { Role } from '#contract/permissions.ts';
import type { VisitModality } from '#contract/values.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { professionalHours } from './calendar-repository.ts';
import { searchSlots } from './slot-search.ts';
import { civilDate, toInstant } from './wall-time.ts';

interface PlaceSearch {
  readonly role: Role;
  readonly modality: VisitModality;
  readonly zone: string;
  readonly now: string;
  readonly days: number;
  readonly limit: number;
  /** Only with these professionals; absent: all of the role. */
  readonly among?: ReadonlySet<string>;
}

/**
 * Days of the first free places with a profession, in order, one entry a place; what is closed or taken is left out.
 *
 * @param search.days how far to look, from today
 * @param search.limit how many places at most
 */
export async function freeDays(db: ReadExecutor, search: PlaceSearch): Promise<string[]> {
  return (await freePlaces(db, search)).map(({ day }) => day).sort();
}

/** The same places with whose they are and when, so that one taken for a visit is not offered for another. */
export async function freePlaces(db: ReadExecutor, search: PlaceSearch): Promise<{ readonly calendar: string; readonly from: number; readonly until: number; readonly day: string }[]> {
  const { role, modality, zone, now, days, limit, among } = search;
  const people = (await professionalHours(db, { practitionerId: null, role })).filter(({ practitionerId }) => among?.has(practitionerId) ?? true);
  const { slots } = await searchSlots(db, people, { zone, from: civilDate(now, zone), days, modality, minutes: null, now, patientId: null, limit });
  return slots.map(({ practitionerId, from, until }) => ({ calendar: practitionerId, from, until, day: civilDate(toInstant(from), zone) }));
}
