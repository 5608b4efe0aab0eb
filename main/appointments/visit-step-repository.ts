import { z } from 'zod';
import { appointmentStatus, type AppointmentStatus, cancelCause, cancelParty, requestAfter, type VisitStep, type VisitStepKind, visitStepKind } from '#contract/visit-steps.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** What a visit and its request were before a step. */
const beforeStep = z.object({
  status: appointmentStatus, practitionerId: z.string(), startsAt: z.string(), endsAt: z.string(), localStart: z.string(), zone: z.string(), siteId: z.string().nullable().default(null), referralState: z.string().nullable(),
});
export type BeforeStep = z.infer<typeof beforeStep>;

export interface NewStep {
  readonly id: string;
  readonly appointmentId: string;
  readonly kind: VisitStepKind;
  readonly at: string;
  readonly userId: string;
  /** Version the step gave the visit. */
  readonly version: number;
  readonly before: BeforeStep;
  readonly cancelled?: NonNullable<VisitStep['cancelled']>;
}

export async function insertStep(db: WriteExecutor, step: NewStep): Promise<void> {
  const { cancelled } = step;
  await db
    .insertInto('appointment_step')
    .values({
      id: step.id, appointment_id: step.appointmentId, kind: step.kind, at: step.at, by_user: step.userId, version: step.version, before: JSON.stringify(step.before),
      party: cancelled?.party ?? null, cause: cancelled?.cause ?? null, note: cancelled?.note ?? null, request_after: cancelled?.request ?? null,
    })
    .execute();
}

/** The last step that was not taken back, or undefined. */
export async function lastStep(db: ReadExecutor, appointmentId: string) {
  const row = await db
    .selectFrom('appointment_step')
    .select(['id', 'kind', 'before', 'request_after'])
    .where('appointment_id', '=', appointmentId)
    .where('undone_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, kind: visitStepKind.parse(row.kind), before: beforeStep.parse(JSON.parse(row.before)), requestAfter: row.request_after };
}

export async function markStepUndone(db: WriteExecutor, id: string, { now, userId }: { now: string; userId: string }): Promise<void> {
  await db.updateTable('appointment_step').set({ undone_at: now, undone_by: userId }).where('id', '=', id).execute();
}

/** The steps of visits that were not taken back, in order, by visit. */
export async function stepsOf(db: ReadExecutor, appointmentIds: readonly string[]): Promise<ReadonlyMap<string, readonly VisitStep[]>> {
  if (appointmentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('appointment_step as s')
    .leftJoin('user_account as u', 'u.id', 's.by_user')
    .select(['s.appointment_id', 's.kind', 's.at', 'u.display_name', 's.before', 's.party', 's.cause', 's.note', 's.request_after'])
    .where('s.appointment_id', 'in', appointmentIds)
    .where('s.undone_at', 'is', null)
    .orderBy('s.version')
    .execute();
  const places = new Map(rows.filter((row) => row.kind === 'moved').map((row) => [row, beforeStep.parse(JSON.parse(row.before))]));
  const professionalIds = [...new Set([...places.values()].map((place) => place.practitionerId))];
  const people = professionalIds.length === 0 ? [] : await db.selectFrom('practitioner').select(['id', 'prefix', 'family_name', 'given_name']).where('id', 'in', professionalIds).execute();
  const nameOf = (id: string): string => {
    const person = people.find((one) => one.id === id);
    return person ? professionalName({ prefix: person.prefix, familyName: person.family_name, givenName: person.given_name }) : '';
  };
  const steps = new Map<string, VisitStep[]>();
  for (const row of rows) {
    const place = places.get(row);
    const party = cancelParty.safeParse(row.party).data;
    const step: VisitStep = {
      kind: visitStepKind.parse(row.kind), at: row.at, by: row.display_name,
      from: place ? { localStart: place.localStart, professionalName: nameOf(place.practitionerId) } : null,
      cancelled: party ? { party, cause: cancelCause.parse(row.cause), note: row.note, request: requestAfter.nullable().parse(row.request_after) } : null,
    };
    steps.set(row.appointment_id, [...(steps.get(row.appointment_id) ?? []), step]);
  }
  return steps;
}

/** Gives a visit another status while it has the version seen; false where somebody was faster. */
export async function setVisitStatus(db: WriteExecutor, seen: { id: string; version: number }, status: AppointmentStatus, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('appointment')
    .set({ status, version: seen.version + 1, updated_at: now })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .where('live', '=', 1)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** The visit with what its professional does around it; absent: the visit alone. */
export interface BusyAround {
  readonly busyFrom?: string;
  readonly busyUntil?: string;
  /** Over another visit of the professional, on purpose. */
  readonly overbooked?: boolean;
}

/** Puts a visit at a place, live, with a status, while it has the version seen. On PostgreSQL the exclusion constraints have the last word. */
export async function placeVisit(
  db: WriteExecutor,
  seen: { id: string; version: number },
  place: Omit<BeforeStep, 'referralState'> & BusyAround,
  now: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('appointment')
    .set({
      professional_id: place.practitionerId, starts_at: place.startsAt, ends_at: place.endsAt, local_start: place.localStart, zone: place.zone, site_id: place.siteId, busy_from: place.busyFrom ?? null, busy_until: place.busyUntil ?? null, overbooked: place.overbooked ? 1 : 0, status: place.status, live: 1,
      cancelled_at: null, cancelled_by: null, cancel_cause: null, version: seen.version + 1, updated_at: now,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Moves a request from one state to another; false where it no longer is in the first. */
export async function moveReferral(db: WriteExecutor, referralId: string, { from, to }: { from: string; to: string }, { now, userId }: { now: string; userId: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('referral')
    .set((row) => ({ state: to, version: row('version', '+', 1), updated_at: now, updated_by: userId }))
    .where('id', '=', referralId)
    .where('state', '=', from)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function referralState(db: ReadExecutor, referralId: string): Promise<string | null> {
  return (await db.selectFrom('referral').select('state').where('id', '=', referralId).executeTakeFirst())?.state ?? null;
}
