import type { TypedValue } from '#contract/monitoring.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { MonitoredTest } from './monitoring-content.ts';
import { categoryOf, observedColumns } from './result-columns.ts';

/** Results typed here, kept as observations: LOINC where there is a code, the unit as typed and its UCUM code. */

/** Keeps a typed result; the same id again is kept once. Answers whether it was new. */
export async function insertResult(db: WriteExecutor, { id, patientId, test, typed, takenOn, text, now }: { id: string; patientId: string; test: MonitoredTest; typed: TypedValue; takenOn: string; text: string; now: string }): Promise<boolean> {
  const done = await db
    .insertInto('observation')
    .values({
      id, patient_id: await livingRecord(db, patientId), text, other_codings: null, created_at: now, updated_at: now, source_system: null, source_id: null, source_hash: null, import_id: null,
      status: 'final', category: categoryOf(test), effective_at: takenOn, issued_at: null, interpretation: null, reference_low: null, reference_high: null, ...observedColumns(test, typed),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** A result typed here, as it is corrected; undefined for one nobody has, one that came from elsewhere, or one taken back. */
export async function typedResult(db: ReadExecutor, id: string): Promise<{ readonly patientId: string; readonly version: number; readonly updatedAt: string } | undefined> {
  const row = await db.selectFrom('observation').select(['patient_id', 'version', 'updated_at']).where('id', '=', id).where('import_id', 'is', null).where('source_system', 'is', null).where('status', '<>', 'entered-in-error').executeTakeFirst();
  return row && { patientId: row.patient_id, version: row.version, updatedAt: row.updated_at };
}

/** Versions of the results of a record that were typed here, by id. */
export async function typedVersions(db: ReadExecutor, patientId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('observation').select(['id', 'version']).where('patient_id', '=', patientId).where('import_id', 'is', null).where('source_system', 'is', null).where('status', '<>', 'entered-in-error').execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Changes a typed result that still has this version; false when it has another. */
export async function changeResult(db: WriteExecutor, id: string, version: number, change: { readonly test: MonitoredTest; readonly typed: TypedValue; readonly takenOn: string } | 'withdrawn', now: string): Promise<boolean> {
  const columns = change === 'withdrawn' ? { status: 'entered-in-error' } : { status: 'corrected', effective_at: change.takenOn, ...observedColumns(change.test, change.typed), reference_low: null, reference_high: null };
  const done = await db.updateTable('observation').set({ ...columns, updated_at: now, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
