import { extractPeople, type ExtractPeople, type ExtractRecord, type Study } from '#contract/research.ts';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Studies, who has an identifier in them, and the files made. */

const mostStudies = 500;
const mostExtracts = 100;

export async function listStudies(db: ReadExecutor): Promise<Study[]> {
  const rows = await db
    .selectFrom('study as s').leftJoin('user_account as u', 'u.id', 's.created_by').selectAll('s').select('u.display_name')
    .select(({ selectFrom }) => [
      selectFrom('study_key').select((eb) => eb.fn.countAll<number>().as('n')).whereRef('study_id', '=', 's.id').as('participants'),
      selectFrom('study_extract').select((eb) => eb.fn.countAll<number>().as('n')).whereRef('study_id', '=', 's.id').where('state', '=', 'done').as('extracts'),
    ])
    .orderBy('s.name_key').limit(mostStudies).execute();
  return rows.map((row) => ({
    id: row.id, name: row.name, approval: row.approval, smallestCell: row.smallest_cell, createdAt: row.created_at, createdBy: row.display_name ?? row.created_by,
    participants: Number(row.participants ?? 0), extracts: Number(row.extracts ?? 0),
  }));
}

export async function studyById(db: ReadExecutor, id: string) {
  return db.selectFrom('study').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function studyNamed(db: ReadExecutor, nameKey: string) {
  return db.selectFrom('study').select('id').where('name_key', '=', nameKey).executeTakeFirst();
}

export async function insertStudy(db: WriteExecutor, one: { readonly id: string; readonly name: string; readonly nameKey: string; readonly approval: string; readonly smallestCell: number; readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('study')
    .values({ id: one.id, name: one.name, name_key: one.nameKey, approval: one.approval, smallest_cell: one.smallestCell, created_at: one.now, created_by: one.userId })
    .execute();
}

/** Sealed keys of these people (at most 200) in a study. Of somebody whose records were merged, the one made first. */
export async function sealedKeys(db: ReadExecutor, studyId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('study_key').select(['patient_id', 'sealed']).where('study_id', '=', studyId).where('patient_id', 'in', ids).orderBy('id', 'desc').execute();
  return new Map(rows.map(({ patient_id, sealed }) => [patient_id, sealed]));
}

export async function insertSealedKey(db: WriteExecutor, one: { readonly id: string; readonly studyId: string; readonly patientId: string; readonly sealed: string }): Promise<void> {
  await db.insertInto('study_key').values({ id: one.id, study_id: one.studyId, patient_id: one.patientId, sealed: one.sealed }).execute();
}

/** Puts every sealed key under another data key. */
export async function resealStudyKeys(db: WriteExecutor, reseal: (sealed: string) => string): Promise<void> {
  const rows = await db.selectFrom('study_key').select(['id', 'sealed']).execute();
  for (const { id, sealed } of rows) await db.updateTable('study_key').set({ sealed: reseal(sealed) }).where('id', '=', id).execute();
}

export interface NewExtract {
  readonly id: string;
  readonly studyId: string;
  readonly startedAt: string;
  readonly userId: string;
  readonly scope: ExtractRecord['scope'];
  readonly groups: readonly string[];
  readonly encrypted: boolean;
}

export async function insertExtract(db: WriteExecutor, one: NewExtract): Promise<void> {
  await db
    .insertInto('study_extract')
    .values({
      id: one.id, study_id: one.studyId, started_at: one.startedAt, finished_at: null, started_by: one.userId, scope: one.scope, groups: JSON.stringify(one.groups), encrypted: one.encrypted ? 1 : 0, state: 'running', people: null,
    })
    .execute();
}

/** Ends an extract that is running; answers whether it was. */
export async function endExtract(db: WriteExecutor, id: string, end: { readonly finishedAt: string; readonly state: ExtractRecord['state']; readonly people: ExtractPeople | null }): Promise<boolean> {
  const done = await db
    .updateTable('study_extract').set({ finished_at: end.finishedAt, state: end.state, people: end.people === null ? null : JSON.stringify(end.people) })
    .where('id', '=', id).where('state', '=', 'running').executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

const codes = z.array(z.string());

/** The last files made, newest first. */
export async function listExtracts(db: ReadExecutor): Promise<ExtractRecord[]> {
  const rows = await db
    .selectFrom('study_extract as e').innerJoin('study as s', 's.id', 'e.study_id').leftJoin('user_account as u', 'u.id', 'e.started_by').selectAll('e').select(['s.name', 'u.display_name'])
    .orderBy('e.started_at', 'desc').orderBy('e.id', 'desc').limit(mostExtracts).execute();
  return rows.map((row) => ({
    id: row.id, studyId: row.study_id, studyName: row.name, startedAt: row.started_at, finishedAt: row.finished_at, byName: row.display_name ?? row.started_by, scope: row.scope as ExtractRecord['scope'],
    groups: codes.parse(JSON.parse(row.groups)), encrypted: row.encrypted === 1, state: row.state as ExtractRecord['state'], people: row.people === null ? null : extractPeople.parse(JSON.parse(row.people)),
  }));
}
