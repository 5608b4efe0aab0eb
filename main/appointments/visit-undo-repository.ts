import { visitModality } from '#contract/values.ts';
import { appointmentStatus } from '#contract/visit-steps.ts';
import { freeResources } from './resources/resource-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** A visit, live or not, as taking it back or putting it back needs it. */
export async function anyVisit(db: ReadExecutor, id: string) {
  const row = await db
    .selectFrom('appointment as a')
    .select([
      'a.id', 'a.patient_id as patientId', 'a.professional_id as practitionerId', 'a.referral_id as referralId', 'a.starts_at as startsAt', 'a.ends_at as endsAt',
      'a.local_start as localStart', 'a.zone', 'a.site_id as siteId', 'a.purpose', 'a.busy_from as busyFrom', 'a.busy_until as busyUntil', 'a.modality', 'a.status', 'a.live', 'a.consent', 'a.version', 'a.updated_at as updatedAt',
    ])
    .where('a.id', '=', id)
    .executeTakeFirst();
  return row && { ...row, modality: visitModality.parse(row.modality), status: appointmentStatus.parse(row.status) };
}
export type AnyVisit = NonNullable<Awaited<ReturnType<typeof anyVisit>>>;

/** Who last changed a visit: the trail knows. */
export async function lastVisitChange(db: ReadExecutor, visit: Pick<AnyVisit, 'id' | 'patientId'>): Promise<string | null> {
  const row = await db
    .selectFrom('audit_event as e')
    .leftJoin('user_account as u', 'u.id', 'e.user_id')
    .select('u.display_name')
    .where('e.patient_id', '=', visit.patientId)
    .where('e.entity_id', '=', visit.id)
    .where('e.action', 'not in', ['appointment.opened', 'appointment.calendar-file'])
    .orderBy('e.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.display_name ?? null;
}

/** Frees the time of a visit that still has the version seen, and keeps who did it, when and why. */
export async function freeVisit(db: WriteExecutor, seen: { id: string; version: number }, { now, userId, cause }: { now: string; userId: string; cause: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('appointment')
    .set({ live: 0, status: 'cancelled', cancelled_at: now, cancelled_by: userId, cancel_cause: cause, version: seen.version + 1, updated_at: now })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .where('live', '=', 1)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await freeResources(db, [seen.id]);
  return true;
}

/** A booked referral whose visit is gone waits for a place again, false where it was not booked; a decision nothing else has touched can still be taken back. */
export async function markReferralWaiting(db: WriteExecutor, referralId: string, { now, userId }: { now: string; userId: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('referral')
    .set((row) => ({ state: 'accepted', version: row('version', '+', 1), updated_at: now, updated_by: userId }))
    .where('id', '=', referralId)
    .where('state', '=', 'booked')
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  const { version } = await db.selectFrom('referral').select('version').where('id', '=', referralId).executeTakeFirstOrThrow();
  // Booked and taken back: two versions later the referral stands as the decision left it.
  await db.updateTable('triage_decision').set({ referral_version: version }).where('referral_id', '=', referralId).where('undone_at', 'is', null).where('referral_version', '=', version - 2).execute();
  return true;
}
