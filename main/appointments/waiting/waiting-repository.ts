import { z } from 'zod';
import { type Role, roles } from '#contract/permissions.ts';
import { visitModality, type VisitModality } from '#contract/values.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import { toInstant, toMilliseconds } from '../wall-time.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

const role = z.enum(roles);
const beforeMove = z.object({ practitionerId: z.string(), startsAt: z.string(), endsAt: z.string() });

export interface EntryRow {
  readonly id: string;
  readonly patientId: string;
  readonly role: Role;
  readonly modality: VisitModality | null;
  readonly dueOn: string | null;
  readonly words: string | null;
  readonly visit: { readonly id: string; readonly startsAt: string; readonly localStart: string; readonly purpose: string | null; readonly version: number; readonly modality: VisitModality } | null;
  readonly addedAt: string;
  readonly addedBy: string | null;
}

/** Those on the list, the soonest due first; of a visit that took place, moved into the past or was called off, nobody waits. */
export async function waitingEntries(db: ReadExecutor, { now, entryId, wantedRole }: { now: string; entryId?: string; wantedRole?: Role }): Promise<EntryRow[]> {
  let query = db
    .selectFrom('waiting_entry as w')
    .leftJoin('appointment as a', 'a.id', 'w.appointment_id')
    .leftJoin('user_account as u', 'u.id', 'w.added_by')
    .select(['w.id', 'w.patient_id', 'w.role', 'w.modality', 'w.due_on', 'w.words', 'w.appointment_id', 'w.added_at', 'u.display_name', 'a.local_start', 'a.starts_at', 'a.purpose', 'a.version', 'a.modality as visit_modality'])
    .where('w.ended_at', 'is', null)
    .where((either) => either.or([either('w.appointment_id', 'is', null), either.and([either('a.live', '=', 1), either('a.status', '=', 'booked'), either('a.starts_at', '>', now)])]));
  if (entryId) query = query.where('w.id', '=', entryId);
  if (wantedRole) query = query.where('w.role', '=', wantedRole);
  const rows = await query.orderBy('w.added_at').orderBy('w.id').limit(200).execute();
  return rows
    .map((row) => ({
      id: row.id, patientId: row.patient_id, role: role.parse(row.role), modality: visitModality.nullable().parse(row.modality), dueOn: row.due_on, words: row.words,
      visit: row.appointment_id === null || row.local_start === null || row.starts_at === null ? null : { id: row.appointment_id, startsAt: row.starts_at, localStart: row.local_start, purpose: row.purpose, version: row.version ?? 0, modality: visitModality.parse(row.visit_modality) },
      addedAt: row.added_at, addedBy: row.display_name,
    }))
    .sort((one, other) => compare(one.dueOn ?? '9999', other.dueOn ?? '9999'));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** An entry of the same person for the same visit, or for the same profession, that is still on the list. */
export async function sameEntry(db: ReadExecutor, { patientId, appointmentId, role: wanted }: { patientId: string; appointmentId: string | null; role: string }): Promise<string | undefined> {
  const query = db.selectFrom('waiting_entry').select('id').where('ended_at', 'is', null).where('patient_id', '=', patientId);
  const row = await (appointmentId === null ? query.where('appointment_id', 'is', null).where('role', '=', wanted) : query.where('appointment_id', '=', appointmentId)).executeTakeFirst();
  return row?.id;
}

export async function insertEntry(db: WriteExecutor, entry: { id: string; patientId: string; appointmentId: string | null; role: string; modality: string | null; dueOn: string | null; words: string | null; now: string; userId: string }): Promise<void> {
  await db
    .insertInto('waiting_entry')
    .values({
      id: entry.id, patient_id: entry.patientId, appointment_id: entry.appointmentId, role: entry.role, modality: entry.modality, due_on: entry.dueOn, words: entry.words, added_at: entry.now, added_by: entry.userId,
    })
    .execute();
}

export async function entryById(db: ReadExecutor, id: string) {
  return db.selectFrom('waiting_entry').select(['id', 'patient_id as patientId', 'appointment_id as appointmentId', 'role', 'ended_at as endedAt']).where('id', '=', id).executeTakeFirst();
}

/** Takes an entry off the list, or puts it on again. */
export async function endEntry(db: WriteExecutor, id: string, ended: { now: string; userId: string } | null): Promise<void> {
  await db
    .updateTable('waiting_entry')
    .set(ended === null ? { ended_at: null, ended_by: null, outcome: null } : { ended_at: ended.now, ended_by: ended.userId, outcome: 'withdrawn' })
    .where('id', '=', id)
    .execute();
}

export interface WaitingRequest {
  readonly id: string;
  readonly patientId: string;
  readonly cls: string | null;
  readonly dueOn: string | null;
  readonly receivedAt: string;
  readonly modality: string | null;
}

/** Accepted requests of a profession that have no visit yet, the soonest due first. */
export async function waitingRequests(db: ReadExecutor, wanted: Role, limit: number): Promise<WaitingRequest[]> {
  const rows = await db
    .selectFrom('referral')
    .select(['id', 'patient_id', 'decided_cls', 'due_on', 'received_at', 'modality'])
    .where('state', '=', 'accepted')
    .where('queue_role', '=', wanted)
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, patientId: row.patient_id, cls: row.decided_cls, dueOn: row.due_on, receivedAt: row.received_at, modality: row.modality }));
}

/** Of these people, those who are elsewhere then. */
export async function busyPatients(db: ReadExecutor, patientIds: readonly string[], { from, until }: { from: string; until: string }): Promise<ReadonlySet<string>> {
  if (patientIds.length === 0) return new Set();
  const rows = await db.selectFrom('appointment').select('patient_id').where('live', '=', 1).where('patient_id', 'in', patientIds).where('starts_at', '<', until).where('ends_at', '>', from).execute();
  return new Set(rows.map((row) => row.patient_id));
}

/** A place some visit left. */
export interface LeftPlace {
  readonly practitionerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly modality: VisitModality;
  readonly why: 'cancelled' | 'moved' | 'no-show';
  readonly at: string;
}

/** What is left of a visit nobody came to is a place while somebody can still be seen in it, from the next five minutes on. */
const [leastLeft, step] = [15 * 60_000, 5 * 60_000];
const nextStart = (now: string): string => toInstant(Math.ceil(toMilliseconds(now) / step) * step);

/** Places to come that visits left: called off (a booking made by mistake never was one), or moved elsewhere. */
export async function leftPlaces(db: ReadExecutor, { now, until, since, limit }: { now: string; until: string; since: string; limit: number }): Promise<LeftPlace[]> {
  const cancelled = await db
    .selectFrom('appointment')
    .select(['professional_id', 'starts_at', 'ends_at', 'modality', 'cancelled_at'])
    .where('live', '=', 0)
    .where('status', '=', 'cancelled')
    .where('starts_at', '>', now)
    .where('starts_at', '<', until)
    .where('cancelled_at', '>', since)
    .where((either) => either.or([either('cancel_cause', 'is', null), either('cancel_cause', '!=', 'booked-by-mistake')]))
    .orderBy('starts_at')
    .limit(limit)
    .execute();
  const moved = await db
    .selectFrom('appointment_step as s')
    .innerJoin('appointment as a', 'a.id', 's.appointment_id')
    .select(['s.before', 's.at', 'a.modality'])
    .where('s.kind', '=', 'moved')
    .where('s.undone_at', 'is', null)
    .where('s.at', '>', since)
    .orderBy('s.at', 'desc')
    .limit(limit)
    .execute();
  const missed = await db
    .selectFrom('appointment')
    .select(['professional_id', 'ends_at', 'modality', 'updated_at'])
    .where('live', '=', 1)
    .where('status', '=', 'no-show')
    .where('ends_at', '>=', addMilliseconds(now, leastLeft))
    .where('starts_at', '<=', now)
    .orderBy('ends_at')
    .limit(limit)
    .execute();
  return [
    ...missed.map((row) => ({ practitionerId: row.professional_id, startsAt: nextStart(now), endsAt: row.ends_at, modality: visitModality.parse(row.modality), why: 'no-show' as const, at: row.updated_at })),
    ...cancelled.map((row) => ({ practitionerId: row.professional_id, startsAt: row.starts_at, endsAt: row.ends_at, modality: visitModality.parse(row.modality), why: 'cancelled' as const, at: row.cancelled_at ?? now })),
    ...moved
      .map((row) => ({ ...beforeMove.parse(JSON.parse(row.before)), modality: visitModality.parse(row.modality), why: 'moved' as const, at: row.at }))
      .filter(({ startsAt }) => startsAt > now && startsAt < until),
  ];
}

/** Professionals whose weekly hours changed since a moment, with when. */
export async function changedHours(db: ReadExecutor, since: string) {
  return db.selectFrom('practitioner').select(['id as practitionerId', 'availability_changed_at as at']).where('active', '=', 1).where('clinic_role', 'is not', null).where('availability_changed_at', '>', since).execute();
}

/** Names of accounts, by id. */
export async function accountNames(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('user_account').select(['id', 'display_name']).where('id', 'in', [...new Set(ids)]).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
