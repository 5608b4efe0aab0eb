import { z } from 'zod';
import { halfDay, type VisitPreferences } from '#contract/slots.ts';
import { visitModality } from '#contract/values.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

const weekdays = z.array(z.int());
const halfDays = z.array(halfDay);
const modalities = z.array(visitModality);

/** What somebody said of when, how and from how far they can come. */
export type Wishes = Omit<VisitPreferences, 'version' | 'setAt' | 'setBy'>;

/** Nobody has said anything. */
export const noPreferences: VisitPreferences = { weekdays: [], halfDays: [], modalities: [], noticeHours: null, travelKm: null, travelMinutes: null, words: null, version: 0, setAt: null, setBy: null };

/** What holds now of several people, by patient; who has said nothing is not among them. */
export async function preferencesOf(db: ReadExecutor, patientIds: readonly string[]): Promise<ReadonlyMap<string, VisitPreferences>> {
  if (patientIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('visit_preference as v')
    .leftJoin('user_account as u', 'u.id', 'v.set_by')
    .select(['v.patient_id', 'v.weekdays', 'v.half_days', 'v.modalities', 'v.notice_hours', 'v.travel_km', 'v.travel_minutes', 'v.words', 'v.version', 'v.set_at', 'u.display_name'])
    .where('v.patient_id', 'in', [...new Set(patientIds)])
    .where('v.replaced_at', 'is', null)
    // Of two records made one, what was said last.
    .orderBy('v.set_at')
    .orderBy('v.id')
    .execute();
  return new Map(
    rows.map((row) => [
      row.patient_id,
      {
        weekdays: weekdays.parse(JSON.parse(row.weekdays)), halfDays: halfDays.parse(JSON.parse(row.half_days)), modalities: modalities.parse(JSON.parse(row.modalities)), noticeHours: row.notice_hours,
        travelKm: row.travel_km, travelMinutes: row.travel_minutes, words: row.words, version: row.version, setAt: row.set_at, setBy: row.display_name,
      },
    ]),
  );
}

/** What was said before no longer holds; what is said now does. */
export async function replacePreferences(db: WriteExecutor, patientId: string, wishes: Wishes, said: { id: string; version: number; now: string; userId: string }): Promise<void> {
  await db.updateTable('visit_preference').set({ replaced_at: said.now }).where('patient_id', '=', patientId).where('replaced_at', 'is', null).execute();
  await db
    .insertInto('visit_preference')
    .values({
      id: said.id, patient_id: patientId, weekdays: JSON.stringify(wishes.weekdays), half_days: JSON.stringify(wishes.halfDays), modalities: JSON.stringify(wishes.modalities), notice_hours: wishes.noticeHours,
      travel_km: wishes.travelKm, travel_minutes: wishes.travelMinutes, words: wishes.words, version: said.version, set_at: said.now, set_by: said.userId,
    })
    .execute();
}
