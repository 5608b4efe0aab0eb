import { sql } from 'kysely';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { removeImportedPapers } from '../../referrals/attachments/attachment-repository.ts';

/** What an import made, found again by its id, and taken away where nobody has touched it since. */

export const clinicalTables = ['observation', 'medication', 'allergy', 'vaccination', 'condition'] as const;
export type ClinicalTable = (typeof clinicalTables)[number];

/** Tables that belong to a patient's row itself: they go with it, and nobody works in them. */
const ownTables: ReadonlySet<string> = new Set(['patient', 'patient_search', 'patient_search_words', 'patient_identifier', 'record_change', 'registry_entry', 'monitoring_due', 'cohort_reading', 'cohort_treatment', 'cohort_score', 'cohort_result', 'audit_event', 'import_row']);

/** A batch to be undone. */
export async function readBatch(db: ReadExecutor, id: string) {
  return db.selectFrom('import_batch').select(['id', 'kind', 'state', 'started_at', 'files']).where('id', '=', id).executeTakeFirst();
}

/** Whether a batch was undone, or is being. */
export async function isUndone(db: ReadExecutor, id: string): Promise<boolean> {
  return (await db.selectFrom('import_batch').select('id').where('undoes', '=', id).where('state', 'in', ['done', 'running']).executeTakeFirst()) !== undefined;
}

export async function insertUndoBatch(db: WriteExecutor, batch: { readonly id: string; readonly undoes: string; readonly startedAt: string; readonly userId: string; readonly files: string }): Promise<void> {
  await db
    .insertInto('import_batch')
    .values({ id: batch.id, started_at: batch.startedAt, finished_at: null, started_by: batch.userId, files: batch.files, state: 'running', report: null, kind: 'undo', undoes: batch.undoes })
    .execute();
}

export async function endUndoBatch(db: WriteExecutor, id: string, end: { readonly finishedAt: string; readonly state: 'done' | 'failed' | 'cancelled'; readonly report: string }): Promise<void> {
  await db.updateTable('import_batch').set({ finished_at: end.finishedAt, state: end.state, report: end.report }).where('id', '=', id).execute();
}

/** Clinical rows of an import after an id, with whose they are. A version above 1: written again since, or before. */
export async function clinicalRowsOf(db: ReadExecutor, table: ClinicalTable, importId: string, after: string, limit: number) {
  return db.selectFrom(table as 'condition').select(['id', 'version', 'patient_id', 'text', 'created_at']).where('import_id', '=', importId).where('id', '>', after).orderBy('id').limit(limit).execute();
}

/** Takes rows away that still are as the import wrote them. */
export async function removeClinicalRows(db: WriteExecutor, table: ClinicalTable, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await db.deleteFrom(table as 'condition').where('id', 'in', [...ids]).where('version', '=', 1).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Changes an import made of patients on file, latest first. */
export async function patientChangesOf(db: ReadExecutor, importId: string, after: string | null, limit: number) {
  return db
    .selectFrom('record_change')
    .select(['id', 'entity_id', 'version', 'changes'])
    .where('import_id', '=', importId)
    .where('entity', '=', 'patient')
    .where('origin', '=', 'import')
    // Stopped and run again, it finds what it has taken back already.
    .where((eb) => eb.not(eb.exists(eb.selectFrom('record_change as taken').select('taken.id').whereRef('taken.entity_id', '=', 'record_change.entity_id').where('taken.entity', '=', 'patient').whereRef('taken.undoes', '=', 'record_change.id'))))
    .$if(after !== null, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Patients an import put on file, after an id. */
export async function patientsMadeBy(db: ReadExecutor, importId: string, startedAt: string, after: string, limit: number) {
  return db
    .selectFrom('patient')
    .select(['id', 'version', 'family_name', 'given_name'])
    .where('import_id', '=', importId)
    .where('created_at', '>=', startedAt)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Columns by which rows of other tables point at a patient: what somebody did with the record since. */
export async function patientReferences(db: ReadExecutor): Promise<References> {
  // Requests and visits were dealt with before: one still there stays, and so does the person.
  return (await referencesBy(db, 'patient_id')).map((one) => (one.table === 'referral' || one.table === 'appointment' ? { ...one, marksImports: false } : one));
}

/** Columns by which rows of other tables point at a request: a decision, a visit, a question asked. */
export async function requestReferences(db: ReadExecutor): Promise<References> {
  return referencesBy(db, 'referral_id');
}

export type References = readonly { readonly table: string; readonly column: string; readonly marksImports: boolean }[];

async function referencesBy(db: ReadExecutor, name: 'patient_id' | 'referral_id'): Promise<References> {
  const tables = await db.introspection.getTables();
  return tables
    .filter((table) => !ownTables.has(table.name) && !table.name.startsWith('duplicate_'))
    .flatMap(({ name: table, columns }) => columns.filter((column) => column.name === name).map((column) => ({ table, column: column.name, marksImports: ['import_id', 'version'].every((wanted) => columns.some((one) => one.name === wanted)) })));
}

/** Which of these records something else points at. */
export async function usedRecords(db: ReadExecutor, references: References, importId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  if (ids.length === 0) return used;
  for (const { table, column, marksImports } of references) {
    const others = marksImports ? sql`and (import_id is null or import_id <> ${importId} or version > 1)` : sql``;
    const { rows } = await sql<{ id: string }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(ids)}) ${others}`.execute(db);
    for (const { id } of rows) used.add(id);
  }
  return used;
}

/** Visits or requests of an import, after an id. */
export async function requestRowsOf(db: ReadExecutor, table: 'appointment' | 'referral', importId: string, after: string, limit: number) {
  const made = table === 'referral' ? 'entered_at' : 'created_at';
  return db
    .selectFrom(table as 'appointment')
    .select(['id', 'version', 'patient_id', sql.ref<string>(made).as('created_at')])
    .where('import_id', '=', importId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Takes a visit or a request away, and with a request the papers that came with it. */
export async function removeRequestRow(db: WriteExecutor, table: 'appointment' | 'referral', id: string, importId: string): Promise<number> {
  const papers = table === 'referral' ? await removeImportedPapers(db, id, importId) : 0;
  await db.deleteFrom(table).where('id', '=', id).execute();
  return papers;
}

export async function removePatient(db: WriteExecutor, patientId: string): Promise<void> {
  await db.deleteFrom('patient').where('id', '=', patientId).execute();
}

/** Practitioners an import put on file and nobody points at, after an id. */
export async function practitionersMadeBy(db: ReadExecutor, importId: string, startedAt: string, after: string, limit: number) {
  return db.selectFrom('practitioner').select(['id', 'version', 'family_name', 'given_name']).where('import_id', '=', importId).where('created_at', '>=', startedAt).where('id', '>', after).orderBy('id').limit(limit).execute();
}

export async function removePractitioner(db: WriteExecutor, practitionerId: string): Promise<void> {
  await db.deleteFrom('practitioner_identifier').where('practitioner_id', '=', practitionerId).execute();
  await db.deleteFrom('practitioner').where('id', '=', practitionerId).execute();
}

/** Rows of a table whose records an undo took away or back. */
export async function markUndone(db: WriteExecutor, importId: string, patientIds: readonly string[]): Promise<void> {
  if (patientIds.length > 0) await db.updateTable('import_row').set({ state: 'undone' }).where('import_id', '=', importId).where('state', '=', 'taken').where('patient_id', 'in', [...patientIds]).execute();
}
