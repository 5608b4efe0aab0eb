import { visitModality, type VisitModality } from '#contract/values.ts';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

const idList = z.array(z.string());

/** A place held for somebody until a moment. */
export interface SlotHold {
  readonly id: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly modality: VisitModality;
  /** Type of the visit it is held for; its professional, rooms and equipment are taken with the time around it. */
  readonly purpose: string | null;
  readonly busyFrom: string | null;
  readonly busyUntil: string | null;
  readonly resourceIds: readonly string[];
  readonly referralId: string | null;
  readonly entryId: string | null;
  readonly heldAt: string;
  readonly heldBy: string;
  readonly until: string;
}

interface Question {
  readonly id?: string;
  readonly practitionerIds?: readonly string[];
  /** Holds that meet this stretch. */
  readonly from?: string;
  readonly until?: string;
  readonly now: string;
  /** Whose own holds are no obstacle. */
  readonly exceptPatientId?: string | null;
}

/** When the professional and what is held with them is taken by a hold. */
export function heldStretch({ startsAt, endsAt, busyFrom, busyUntil }: Pick<SlotHold, 'startsAt' | 'endsAt' | 'busyFrom' | 'busyUntil'>): { startsAt: string; endsAt: string } {
  return { startsAt: busyFrom ?? startsAt, endsAt: busyUntil ?? endsAt };
}

/** Places held now: neither ended nor run out. A hold never outlives its end, whether somebody wrote it down or not. */
export async function holdsNow(db: ReadExecutor, { id, practitionerIds, from, until, now, exceptPatientId }: Question): Promise<SlotHold[]> {
  if (practitionerIds?.length === 0) return [];
  let query = db.selectFrom('slot_hold').selectAll().where('ended_at', 'is', null).where('until', '>', now).where('ends_at', '>', now);
  if (id !== undefined) query = query.where('id', '=', id);
  if (practitionerIds) query = query.where('practitioner_id', 'in', practitionerIds);
  if (from !== undefined) query = query.where((row) => row(row.fn.coalesce('busy_until', 'ends_at'), '>', from));
  if (until !== undefined) query = query.where((row) => row(row.fn.coalesce('busy_from', 'starts_at'), '<', until));
  if (exceptPatientId) query = query.where('patient_id', '!=', exceptPatientId);
  const rows = await query.orderBy('starts_at').orderBy('id').limit(500).execute();
  return rows.map((row) => ({
    id: row.id, patientId: row.patient_id, practitionerId: row.practitioner_id, startsAt: row.starts_at, endsAt: row.ends_at, modality: visitModality.parse(row.modality), referralId: row.referral_id, entryId: row.entry_id,
    purpose: row.purpose, busyFrom: row.busy_from, busyUntil: row.busy_until, resourceIds: idList.parse(JSON.parse(row.resource_ids)),
    heldAt: row.held_at, heldBy: row.held_by, until: row.until,
  }));
}

export async function insertHold(db: WriteExecutor, hold: SlotHold): Promise<void> {
  await db
    .insertInto('slot_hold')
    .values({
      id: hold.id, patient_id: hold.patientId, practitioner_id: hold.practitionerId, starts_at: hold.startsAt, ends_at: hold.endsAt, modality: hold.modality, referral_id: hold.referralId, entry_id: hold.entryId, held_at: hold.heldAt,
      held_by: hold.heldBy, until: hold.until, purpose: hold.purpose, busy_from: hold.busyFrom, busy_until: hold.busyUntil, resource_ids: JSON.stringify(hold.resourceIds),
    })
    .execute();
}

/** One hold, ended or not. */
export async function holdById(db: ReadExecutor, id: string) {
  return db.selectFrom('slot_hold').select(['id', 'patient_id as patientId', 'practitioner_id as practitionerId', 'starts_at as startsAt', 'ends_at as endsAt', 'until', 'ended_at as endedAt', 'entry_id as entryId']).where('id', '=', id).executeTakeFirst();
}

export async function endHolds(db: WriteExecutor, ids: readonly string[], { now, userId, outcome }: { now: string; userId: string; outcome: 'booked' | 'released' }): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('slot_hold').set({ ended_at: now, ended_by: userId, outcome }).where('id', 'in', ids).where('ended_at', 'is', null).execute();
}

/** Somebody who waited has a place: what they waited for in that profession is over. */
export async function endEntriesPlaced(db: WriteExecutor, entryIds: readonly string[], { now, userId, appointmentId }: { now: string; userId: string; appointmentId: string }): Promise<void> {
  if (entryIds.length === 0) return;
  await db.updateTable('waiting_entry').set({ ended_at: now, ended_by: userId, outcome: 'placed', placed_appointment_id: appointmentId }).where('id', 'in', entryIds).where('ended_at', 'is', null).execute();
}

/** Whoever a booking took off the list waits again, unless they were put on it anew meanwhile: the booking was taken back. */
export async function reopenEntriesPlaced(db: WriteExecutor, appointmentId: string): Promise<void> {
  const ended = await db.selectFrom('waiting_entry').select(['id', 'patient_id', 'role']).where('placed_appointment_id', '=', appointmentId).where('outcome', '=', 'placed').execute();
  for (const entry of ended) {
    const again = await db.selectFrom('waiting_entry').select('id').where('patient_id', '=', entry.patient_id).where('role', '=', entry.role).where('ended_at', 'is', null).limit(1).executeTakeFirst();
    if (again === undefined) await db.updateTable('waiting_entry').set({ ended_at: null, ended_by: null, outcome: null, placed_appointment_id: null }).where('id', '=', entry.id).execute();
  }
}
