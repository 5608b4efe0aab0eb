import { acuteKinds, type AcuteEventTold, detections, relations } from '#contract/acute-care.ts';
import { toxicityGrade } from '#contract/toxicity.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Emergency visits and admissions, as they are kept. */

export interface AcuteEventRow extends AcuteEventTold {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly notedAt: string;
  readonly notedBy: string;
  readonly notedByName: string | null;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
}

export interface By {
  readonly userId: string;
  readonly now: string;
}

/** Nobody's record has more. */
const most = 500;

function events(db: ReadExecutor) {
  return db.selectFrom('acute_event as e').leftJoin('user_account as u', 'u.id', 'e.noted_by').leftJoin('user_account as w', 'w.id', 'e.updated_by').selectAll('e').select(['u.display_name as noted_name', 'w.display_name as updated_name']);
}

function rowOf(row: Awaited<ReturnType<ReturnType<typeof events>['execute']>>[number]): AcuteEventRow {
  return {
    id: row.id, patientId: row.patient_id, version: row.version, kind: acuteKinds.find((one) => one === row.kind) ?? 'emergency', happenedOn: row.happened_on, endedOn: row.ended_on, hospital: row.hospital, reason: row.reason,
    related: relations.find((one) => one === row.related) ?? 'unknown', organ: row.organ, grade: toxicityGrade.nullable().parse(row.grade), detected: detections.find((one) => one === row.detected) ?? null, symptomOn: row.symptom_on,
    notedAt: row.noted_at, notedBy: row.noted_by, notedByName: row.noted_name, updatedAt: row.updated_at, updatedByName: row.updated_name,
  };
}

/** Those of a record but those taken back, newest first. */
export async function acuteEventsOf(db: ReadExecutor, patientId: string): Promise<readonly AcuteEventRow[]> {
  const rows = await events(db).where('e.patient_id', '=', await livingRecord(db, patientId)).where('e.withdrawn_at', 'is', null).orderBy('e.happened_on', 'desc').orderBy('e.id', 'desc').limit(most).execute();
  return rows.map(rowOf);
}

/** One that was not taken back. */
export async function acuteEventById(db: ReadExecutor, id: string): Promise<AcuteEventRow | undefined> {
  const row = await events(db).where('e.id', '=', id).where('e.withdrawn_at', 'is', null).executeTakeFirst();
  return row && rowOf(row);
}

/** Whether the id is taken, by one taken back too. */
export async function isKnownEvent(db: ReadExecutor, id: string): Promise<boolean> {
  return (await db.selectFrom('acute_event').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

const columnsOf = ({ kind, happenedOn, endedOn, hospital, reason, related, organ, grade, detected, symptomOn }: AcuteEventTold) => ({
  kind, happened_on: happenedOn, ended_on: endedOn, hospital, reason, related, organ, grade, detected, symptom_on: symptomOn,
});

export async function insertAcuteEvent(db: WriteExecutor, told: AcuteEventTold, { id, patientId, userId, now }: By & { readonly id: string; readonly patientId: string }): Promise<void> {
  await db
    .insertInto('acute_event')
    .values({ id, patient_id: await livingRecord(db, patientId), ...columnsOf(told), noted_at: now, noted_by: userId, updated_at: now, updated_by: userId, withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null, version: 1 })
    .execute();
}

/** Corrects one at the version seen; false when it has moved on. */
export async function changeAcuteEvent(db: WriteExecutor, { id, version }: Pick<AcuteEventRow, 'id' | 'version'>, told: AcuteEventTold, { userId, now }: By): Promise<boolean> {
  const done = await db.updateTable('acute_event').set({ ...columnsOf(told), updated_at: now, updated_by: userId, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('withdrawn_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Takes one back at the version seen; false when it has moved on. */
export async function withdrawAcuteEvent(db: WriteExecutor, { id, version }: Pick<AcuteEventRow, 'id' | 'version'>, reason: string, { userId, now }: By): Promise<boolean> {
  const done = await db.updateTable('acute_event').set({ withdrawn_at: now, withdrawn_by: userId, withdrawn_reason: reason, updated_at: now, updated_by: userId, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('withdrawn_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export type CopiedAcuteEvent = Awaited<ReturnType<typeof everyAcuteEventOf>>[number];

/** Every one of a person for a copy of the record; those taken back are among them, with why. */
export async function everyAcuteEventOf(db: ReadExecutor, patientId: string) {
  const rows = await events(db).select('e.withdrawn_reason').where('e.patient_id', '=', patientId).orderBy('e.happened_on', 'desc').orderBy('e.id', 'desc').execute();
  return rows.map((row) => ({ ...rowOf(row), withdrawn: row.withdrawn_at === null ? null : (row.withdrawn_reason ?? '') }));
}
