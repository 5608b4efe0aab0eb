import { sql, type SqlBool } from 'kysely';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** People to call back, and who is responsible for whom. */

export interface NewRecall {
  readonly id: string;
  readonly patientId: string;
  readonly dueOn: string;
  readonly reason: string;
  readonly cohortId: string | null;
  readonly now: string;
  readonly userId: string;
}

/** Of these people, those on the list already. */
export async function alreadyRecalled(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('recall').select('patient_id').where('patient_id', 'in', ids).where('state', '=', 'open').execute();
  return new Set(rows.map(({ patient_id }) => patient_id));
}

export async function insertRecalls(db: WriteExecutor, recalls: readonly NewRecall[]): Promise<void> {
  if (recalls.length === 0) return;
  await db
    .insertInto('recall')
    .values(recalls.map(({ id, patientId, dueOn, reason, cohortId, now, userId }) => ({ id, patient_id: patientId, due_on: dueOn, reason, cohort_id: cohortId, created_at: now, created_by: userId, state: 'open', outcome: null, closed_at: null, closed_by: null, version: 1 })))
    .execute();
}

function openRecalls(db: ReadExecutor, reach: RecordReach, today: string) {
  return db
    .selectFrom('recall as r')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .where('r.state', '=', 'open')
    .where('r.due_on', '<=', today)
    .where('p.merged_into', 'is', null)
    .where('p.deceased', '=', 0)
    // Followed here no longer: they are not called back.
    .where((eb) => eb.not(eb.exists(eb.selectFrom('follow_up_departure as d').select('d.id').whereRef('d.patient_id', '=', 'r.patient_id').where('d.ended_at', 'is', null))))
    .where(isAmongWithinReach(reach, 'r.patient_id'));
}

/** Recalls whose day has come, of records within reach. */
export async function recallPage(db: ReadExecutor, reach: RecordReach, today: string, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }) {
  const rows = await openRecalls(db, reach, today)
    .leftJoin('user_account as u', 'u.id', 'r.created_by')
    .select(['r.id', 'r.version', 'r.patient_id', 'r.due_on', 'r.reason', 'p.phone', 'u.display_name'])
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(r.due_on, r.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('r.due_on')
    .orderBy('r.id')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.map((row) => row.patient_id))])).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ id: row.id, version: row.version, patientId: row.patient_id, patient: people.get(row.patient_id), phone: row.phone, dueOn: row.due_on, reason: row.reason, byName: row.display_name ?? '' }));
}

export async function countRecalls(db: ReadExecutor, reach: RecordReach, today: string): Promise<number> {
  const row = await openRecalls(db, reach, today).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function recallById(db: ReadExecutor, id: string) {
  return db.selectFrom('recall as r').leftJoin('user_account as u', 'u.id', 'r.closed_by').select(['r.id', 'r.version', 'r.patient_id', 'r.state', 'r.closed_at', 'r.created_at', 'u.display_name']).where('r.id', '=', id).executeTakeFirst();
}

/** Closes an open recall at the version seen; false when it has moved on. */
export async function closeRecall(db: WriteExecutor, id: string, version: number, { state, outcome, now, userId }: { readonly state: string; readonly outcome: string; readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db.updateTable('recall').set({ state, outcome, closed_at: now, closed_by: userId, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Whether somebody is a professional of the clinic at work. */
export async function isOfClinic(db: ReadExecutor, practitionerId: string): Promise<boolean> {
  return (await db.selectFrom('practitioner').select('id').where('id', '=', practitionerId).where('clinic_role', 'is not', null).where('active', '=', 1).executeTakeFirst()) !== undefined;
}

/** Who is responsible for somebody, since when and by whom said; undefined: nobody. */
export async function responsibleFor(db: ReadExecutor, patientId: string) {
  return db.selectFrom('patient_responsible as r').leftJoin('user_account as u', 'u.id', 'r.assigned_by').select(['r.practitioner_id', 'r.assigned_at', 'u.display_name']).where('r.patient_id', '=', patientId).executeTakeFirst();
}

/** Says who is responsible for these people from now on; null: nobody. */
export async function writeResponsible(db: WriteExecutor, ids: readonly string[], practitionerId: string | null, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('patient_responsible').where('patient_id', 'in', ids).execute();
  if (practitionerId === null) return;
  await db.insertInto('patient_responsible').values(ids.map((id) => ({ patient_id: id, practitioner_id: practitionerId, assigned_at: now, assigned_by: userId }))).execute();
}
