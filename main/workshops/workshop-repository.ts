import { z } from 'zod';
import type { PatientSummary } from '#contract/patients.ts';
import { type Attendance, workshopStates } from '#contract/workshops.ts';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Workshops and who was there, as they are kept. */

const state = z.enum(workshopStates);

export interface WorkshopRow {
  readonly id: string;
  readonly practitionerId: string;
  readonly name: string;
  readonly pathwayCode: string;
  readonly act: string;
  readonly theme: string;
  readonly place: string;
  readonly plannedOn: string;
  readonly state: (typeof workshopStates)[number];
  readonly heldOn: string | null;
  readonly kilometres: number | null;
  readonly reason: string | null;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
  readonly version: number;
}

function workshopRows(db: ReadExecutor) {
  return db
    .selectFrom('workshop as w')
    .innerJoin('practitioner as p', 'p.id', 'w.practitioner_id')
    .leftJoin('user_account as u', 'u.id', 'w.updated_by')
    .selectAll('w')
    .select(['p.prefix', 'p.given_name', 'p.family_name', 'u.display_name']);
}

function workshopOf(row: Awaited<ReturnType<ReturnType<typeof workshopRows>['execute']>>[number]): WorkshopRow {
  return {
    id: row.id, practitionerId: row.practitioner_id, name: professionalName({ prefix: row.prefix, givenName: row.given_name, familyName: row.family_name }), pathwayCode: row.pathway_code, act: row.act, theme: row.theme, place: row.place, plannedOn: row.planned_on,
    state: state.parse(row.state), heldOn: row.held_on, kilometres: row.kilometres, reason: row.reason, updatedAt: row.updated_at, updatedByName: row.display_name, version: row.version,
  };
}

export async function workshopById(db: ReadExecutor, id: string): Promise<WorkshopRow | undefined> {
  const row = await workshopRows(db).where('w.id', '=', id).executeTakeFirst();
  return row && workshopOf(row);
}

/** Workshops planned between two days, the first first. */
export async function workshopsBetween(db: ReadExecutor, from: string, until: string): Promise<readonly WorkshopRow[]> {
  return (await workshopRows(db).where('w.planned_on', '>=', from).where('w.planned_on', '<=', until).orderBy('w.planned_on').orderBy('w.id').limit(200).execute()).map(workshopOf);
}

interface By {
  readonly now: string;
  readonly userId: string;
}

export async function insertWorkshop(db: WriteExecutor, row: Pick<WorkshopRow, 'id' | 'practitionerId' | 'pathwayCode' | 'act' | 'theme' | 'place' | 'plannedOn'>, { now, userId }: By): Promise<void> {
  await db
    .insertInto('workshop')
    .values({ id: row.id, practitioner_id: row.practitionerId, pathway_code: row.pathwayCode, act: row.act, theme: row.theme, place: row.place, planned_on: row.plannedOn, state: 'planned', held_on: null, kilometres: null, reason: null, updated_at: now, updated_by: userId, version: 1 })
    .execute();
}

/** Moves a workshop to another state at the version seen; false when it has moved on. */
export async function changeWorkshop(db: WriteExecutor, id: string, version: number, change: Pick<WorkshopRow, 'state'> & Partial<Pick<WorkshopRow, 'heldOn' | 'kilometres' | 'reason'>>, { now, userId }: By): Promise<boolean> {
  const done = await db
    .updateTable('workshop')
    .set({ state: change.state, held_on: change.heldOn ?? null, kilometres: change.kilometres ?? null, reason: change.reason ?? null, updated_at: now, updated_by: userId, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export interface PersonRow {
  readonly workshopId: string;
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly attended: boolean | null;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  readonly satisfaction: number | null;
  readonly note: string;
}

/** Who is expected, or was there. */
export async function peopleOf(db: ReadExecutor, workshopIds: readonly string[]): Promise<readonly PersonRow[]> {
  if (workshopIds.length === 0) return [];
  const rows = await db.selectFrom('workshop_person').selectAll().where('workshop_id', 'in', workshopIds).orderBy('id').execute();
  return rows.map((row) => ({ workshopId: row.workshop_id, enrolmentId: row.enrolment_id, patientId: row.patient_id, attended: row.attended === null ? null : row.attended === 1, scoreBefore: row.score_before, scoreAfter: row.score_after, satisfaction: row.satisfaction, note: row.note }));
}

/** The people of these rows the caller reads, by id. */
export async function summariesOf(db: ReadExecutor, reach: RecordReach, patientIds: readonly string[]): Promise<ReadonlyMap<string, PatientSummary>> {
  if (patientIds.length === 0) return new Map();
  const open = await db.selectFrom('patient as p').select('p.id').where('p.id', 'in', patientIds).where(isAmongWithinReach(reach, 'p.id')).execute();
  return new Map((await readSummaries(db, reach, open.map(({ id }) => id))).map((patient) => [patient.id, patient]));
}

export async function insertPeople(db: WriteExecutor, rows: readonly { readonly id: string; readonly workshopId: string; readonly enrolmentId: string; readonly patientId: string }[]): Promise<void> {
  await db
    .insertInto('workshop_person')
    .values(rows.map((row) => ({ id: row.id, workshop_id: row.workshopId, enrolment_id: row.enrolmentId, patient_id: row.patientId, attended: null, score_before: null, score_after: null, satisfaction: null, note: '' })))
    .execute();
}

export async function noteAttendance(db: WriteExecutor, workshopId: string, one: Attendance): Promise<void> {
  await db
    .updateTable('workshop_person')
    .set({ attended: one.attended ? 1 : 0, score_before: one.scoreBefore, score_after: one.scoreAfter, satisfaction: one.satisfaction, note: one.note })
    .where('workshop_id', '=', workshopId)
    .where('enrolment_id', '=', one.enrolmentId)
    .execute();
}

/** Nobody was there: of a workshop that was not held. */
export async function clearAttendance(db: WriteExecutor, workshopId: string): Promise<void> {
  await db.updateTable('workshop_person').set({ attended: null, score_before: null, score_after: null, satisfaction: null, note: '' }).where('workshop_id', '=', workshopId).execute();
}

/** How many workshops somebody was at, on one pathway. */
export async function countAttended(db: ReadExecutor, enrolmentId: string): Promise<number> {
  const row = await db
    .selectFrom('workshop_person as a')
    .innerJoin('workshop as w', 'w.id', 'a.workshop_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('a.enrolment_id', '=', enrolmentId)
    .where('a.attended', '=', 1)
    .where('w.state', '=', 'held')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** People under way on a pathway whose records the caller reads. */
export async function peopleOnPathway(db: ReadExecutor, reach: RecordReach, pathwayCode: string): Promise<readonly { readonly enrolmentId: string; readonly patient: PatientSummary }[]> {
  const rows = await db
    .selectFrom('pathway_enrolment as e')
    .innerJoin('patient as p', 'p.id', 'e.patient_id')
    .select(['e.id', 'e.patient_id'])
    .where('e.pathway_code', '=', pathwayCode)
    .where('e.state', 'in', ['running', 'suspended'])
    .where('p.merged_into', 'is', null)
    .where(isAmongWithinReach(reach, 'e.patient_id'))
    .orderBy('p.sort_key')
    .orderBy('e.id')
    .limit(300)
    .execute();
  const people = new Map((await readSummaries(db, reach, rows.map((row) => row.patient_id))).map((patient) => [patient.id, patient]));
  return rows.flatMap((row) => {
    const patient = people.get(row.patient_id);
    return patient ? [{ enrolmentId: row.id, patient }] : [];
  });
}

/** The workshops of people on their pathways, for a copy of the record: the first first. */
export async function attendedOf(db: ReadExecutor, enrolmentIds: readonly string[]) {
  if (enrolmentIds.length === 0) return [];
  const rows = await workshopRows(db)
    .innerJoin('workshop_person as a', 'a.workshop_id', 'w.id')
    .select(['a.enrolment_id', 'a.attended', 'a.score_before', 'a.score_after', 'a.satisfaction', 'a.note'])
    .where('a.enrolment_id', 'in', enrolmentIds)
    .orderBy('w.planned_on')
    .orderBy('w.id')
    .execute();
  return rows.map((row) => ({ ...workshopOf(row), on: row.held_on ?? row.planned_on, enrolmentId: row.enrolment_id, attended: row.attended === null ? null : row.attended === 1, scoreBefore: row.score_before, scoreAfter: row.score_after, satisfaction: row.satisfaction, note: row.note }));
}
