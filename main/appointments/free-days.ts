import type { Role } from '#contract/permissions.ts';
import type { VisitModality } from '#contract/values.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { professionalHours } from './calendar-repository.ts';
import { searchSlots } from './slot-search.ts';
import { civilDate, toInstant } from './wall-time.ts';

/**
 * Days of the first free places with a profession, in order, one entry a place; what is closed or taken is left out.
 *
 * @param search.days how far to look, from today
 * @param search.limit how many places at most
 */
export async function freeDays(db: ReadExecutor, search: { role: Role; modality: VisitModality; zone: string; now: string; days: number; limit: number }): Promise<string[]> {
  const { role, modality, zone, now, days, limit } = search;
  const people = await professionalHours(db, { practitionerId: null, role });
  const { slots } = await searchSlots(db, people, { zone, from: civilDate(now, zone), days, modality, minutes: null, now, patientId: null, limit });
  return slots.map((slot) => civilDate(toInstant(slot.from), zone)).sort();
}
