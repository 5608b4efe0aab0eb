import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { convertedFrom, type ConvertedFrom, type DoseReason, doseReasons, type DoseState, doseStates } from '#contract/doses.ts';
import { type CareSite, careSite } from '#contract/pathways.ts';
import type { PatientSummary } from '#contract/patients.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import { readSummaries } from '../../patients/registry-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Doses as they are kept: planned, moved, given. */

export interface DoseRow {
  readonly id: string;
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly number: number;
  readonly schedule: string;
  readonly idealOn: string;
  readonly dueOn: string;
  readonly site: CareSite | null;
  readonly state: DoseState;
  readonly reason: DoseReason | null;
  readonly words: string | null;
  readonly givenOn: string | null;
  readonly givenSite: CareSite | null;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
  readonly version: number;
}

interface Stamp {
  readonly now: string;
  readonly userId: string;
}

const state = z.enum(doseStates);
const reason = z.enum(doseReasons).nullable();
const site = careSite.nullable();
/** No record has more. */
const mostDoses = 2000;

function doseRows(db: ReadExecutor) {
  return db.selectFrom('pathway_dose as d').leftJoin('user_account as u', 'u.id', 'd.updated_by').selectAll('d').select('u.display_name as changer');
}

function doseOf(row: Awaited<ReturnType<ReturnType<typeof doseRows>['execute']>>[number]): DoseRow {
  return {
    id: row.id, enrolmentId: row.enrolment_id, patientId: row.patient_id, number: row.number, schedule: row.schedule, idealOn: row.ideal_on, dueOn: row.due_on, site: site.parse(row.site), state: state.parse(row.state), reason: reason.parse(row.reason), words: row.words,
    givenOn: row.given_on, givenSite: site.parse(row.given_site), updatedAt: row.updated_at, updatedByName: row.changer, version: row.version,
  };
}

export async function doseById(db: ReadExecutor, id: string): Promise<DoseRow | undefined> {
  const row = await doseRows(db).where('d.id', '=', id).executeTakeFirst();
  return row && doseOf(row);
}

/** Doses of these enrolments, in their order. */
export async function dosesOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly DoseRow[]> {
  if (enrolmentIds.length === 0) return [];
  return (await doseRows(db).where('d.enrolment_id', 'in', enrolmentIds).orderBy('d.enrolment_id').orderBy('d.number').limit(mostDoses).execute()).map(doseOf);
}

/** Doses planned until a day, of running enrolments and records within reach, the earliest first. */
export async function plannedPage(db: ReadExecutor, reach: RecordReach, until: string, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }): Promise<readonly (DoseRow & { readonly patient: PatientSummary | undefined; readonly phone: string | null; readonly city: string | null })[]> {
  const rows = await doseRows(db)
    .innerJoin('pathway_enrolment as e', 'e.id', 'd.enrolment_id')
    .innerJoin('patient as p', 'p.id', 'd.patient_id')
    .select(['p.phone', 'p.city'])
    .where('d.state', '=', 'planned')
    .where('e.state', '=', 'running')
    .where('p.merged_into', 'is', null)
    .where('d.due_on', '<=', until)
    .where(isAmongWithinReach(reach, 'd.patient_id'))
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(d.due_on, d.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('d.due_on')
    .orderBy('d.id')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.map((row) => row.patient_id))])).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ ...doseOf(row), patient: people.get(row.patient_id), phone: row.phone, city: row.city }));
}

export async function insertDoses(db: WriteExecutor, rows: readonly (Pick<DoseRow, 'id' | 'enrolmentId' | 'patientId' | 'number' | 'schedule' | 'dueOn'> & Partial<Pick<DoseRow, 'idealOn' | 'site' | 'reason' | 'words'>>)[], { now, userId }: Stamp): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('pathway_dose')
    .values(rows.map(({ id, enrolmentId, patientId, number, schedule, dueOn, idealOn = dueOn, site: chosen = null, reason: why = null, words = null }) => ({ id, enrolment_id: enrolmentId, patient_id: patientId, number, schedule, ideal_on: idealOn, due_on: dueOn, site: chosen, state: 'planned', reason: why, words, given_on: null, given_site: null, updated_at: now, updated_by: userId, version: 1 })))
    .execute();
}

export type DoseChange = Partial<Pick<DoseRow, 'dueOn' | 'site' | 'state' | 'reason' | 'words' | 'givenOn' | 'givenSite'>>;

/** Changes a dose at the version seen; false when it has moved on. */
export async function changeDose(db: WriteExecutor, id: string, version: number, change: DoseChange, { now, userId }: Stamp): Promise<boolean> {
  const done = await db
    .updateTable('pathway_dose')
    .set({
      ...(change.dueOn && { due_on: change.dueOn }), ...(change.site !== undefined && { site: change.site }), ...(change.state && { state: change.state }), ...(change.reason !== undefined && { reason: change.reason }), ...(change.words !== undefined && { words: change.words }),
      ...(change.givenOn !== undefined && { given_on: change.givenOn }), ...(change.givenSite !== undefined && { given_site: change.givenSite }), updated_at: now, updated_by: userId, version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Takes away doses that are only planned: nothing was answered for them. */
export async function deleteDoses(db: WriteExecutor, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('pathway_dose').where('id', 'in', ids).execute();
}

export interface AnswerRow {
  readonly doseId: string;
  readonly item: string;
  readonly fact: string;
  readonly value: boolean | number | null;
  readonly words: string | null;
  readonly answeredOn: string;
  readonly answeredAt: string;
  readonly byName: string | null;
  /** The day of the sample, of a value of the laboratory. */
  readonly measuredOn: string | null;
  /** The result of the record it was taken over from. */
  readonly resultId: string | null;
  /** Number and unit of the result, where the value was converted. */
  readonly convertedFrom: ConvertedFrom | null;
}

const answered = z.union([z.boolean(), z.number()]).nullable();

/** Every answer for these doses, the last first. */
export async function answersOf(db: ReadExecutor, doseIds: readonly string[]): Promise<readonly AnswerRow[]> {
  if (doseIds.length === 0) return [];
  const rows = await db.selectFrom('dose_answer as a').leftJoin('user_account as u', 'u.id', 'a.answered_by').selectAll('a').select('u.display_name').where('a.dose_id', 'in', doseIds).orderBy('a.answered_at', 'desc').orderBy('a.id', 'desc').execute();
  return rows.map((row) => ({ doseId: row.dose_id, item: row.item, fact: row.fact, value: row.value === null ? null : answered.parse(JSON.parse(row.value)), words: row.words, answeredOn: row.answered_on, answeredAt: row.answered_at, byName: row.display_name, measuredOn: row.measured_on, resultId: row.result_id, convertedFrom: row.converted_from === null ? null : convertedFrom.parse(JSON.parse(row.converted_from)) }));
}

export async function insertAnswers(db: WriteExecutor, rows: readonly (Pick<AnswerRow, 'doseId' | 'item' | 'fact' | 'value' | 'words'> & Partial<Pick<AnswerRow, 'measuredOn' | 'resultId' | 'convertedFrom'>> & { readonly id: string; readonly patientId: string })[], { now, userId, today }: Stamp & { readonly today: string }): Promise<void> {
  await db
    .insertInto('dose_answer')
    .values(rows.map(({ id, doseId, patientId, item, fact, value, words, measuredOn, resultId, convertedFrom: from = null }) => ({ id, dose_id: doseId, patient_id: patientId, item, fact, value: value === null ? null : JSON.stringify(value), words, answered_on: today, answered_at: now, answered_by: userId, measured_on: measuredOn ?? null, result_id: resultId ?? null, converted_from: from && JSON.stringify(from) })))
    .execute();
}
