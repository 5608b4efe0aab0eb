import type { WeekVisit } from '#contract/appointments.ts';
import { visitModality } from '#contract/values.ts';
import { appointmentStatus } from '#contract/visit-steps.ts';
import { accessColumn, accessFrom } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { localDateTime } from './wall-time.ts';

/** Visits of a week that hold their time, in few words, by time: one statement whatever their number; at most `limit`. */
export async function weekVisits(db: ReadExecutor, reach: RecordReach, { from, until, limit }: { from: string; until: string; limit: number }): Promise<WeekVisit[]> {
  let query = db
    .selectFrom('appointment as a')
    .innerJoin('patient as p', 'p.id', 'a.patient_id')
    .select(['a.id', 'a.professional_id', 'a.local_start', 'a.ends_at', 'a.zone', 'a.modality', 'a.status', 'p.family_name', 'p.given_name', accessColumn(reach, 'p.id').as('access')])
    .where('a.live', '=', 1)
    .where('a.starts_at', '>=', from)
    .where('a.starts_at', '<', until);
  if (reach.scope !== 'clinic') query = query.where('a.professional_id', '=', reach.scope === 'own' ? (reach.practitionerId ?? '') : '');
  const rows = await query.orderBy('a.starts_at').orderBy('a.id').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id, practitionerId: row.professional_id, patient: { familyName: row.family_name, givenName: row.given_name, access: accessFrom(row.access) },
    localStart: row.local_start, localEnd: localDateTime(row.ends_at, row.zone), modality: visitModality.parse(row.modality), status: appointmentStatus.parse(row.status),
  }));
}
