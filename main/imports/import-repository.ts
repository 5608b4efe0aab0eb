import { type ImportBatch, type ImportReport, importReport } from '#contract/imports.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Where a page of batches ended: newest first, the id breaks ties. */
export interface BatchPosition {
  readonly startedAt: string;
  readonly id: string;
}

export async function insertBatch(db: WriteExecutor, batch: { id: string; startedAt: string; userId: string; files: readonly string[] }): Promise<void> {
  await db
    .insertInto('import_batch')
    .values({ id: batch.id, started_at: batch.startedAt, finished_at: null, started_by: batch.userId, files: JSON.stringify(batch.files), state: 'running', report: null })
    .execute();
}

/** Ends a batch that is running; nothing when it has ended already. */
export async function endBatch(db: WriteExecutor, id: string, end: { finishedAt: string; state: 'done' | 'failed' | 'cancelled'; report: ImportReport | null }): Promise<void> {
  await db
    .updateTable('import_batch')
    .set({ finished_at: end.finishedAt, state: end.state, report: end.report ? JSON.stringify(end.report) : null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** Batches left running by a process that died; on an embedded clinic nobody else can be running one. */
export async function endAbandonedBatches(db: WriteExecutor, finishedAt: string): Promise<void> {
  await db.updateTable('import_batch').set({ finished_at: finishedAt, state: 'failed' }).where('state', '=', 'running').execute();
}

/** The batches after a position, newest first, with the name of whoever started each (their id where there is no account). */
export async function listBatches(db: ReadExecutor, after: BatchPosition | null, limit: number): Promise<ImportBatch[]> {
  const rows = await db
    .selectFrom('import_batch')
    .leftJoin('user_account', 'user_account.id', 'import_batch.started_by')
    .select(['import_batch.id', 'started_at', 'finished_at', 'started_by', 'files', 'state', 'report', 'user_account.display_name'])
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('import_batch.started_at', 'import_batch.id'), '<', eb.tuple(after?.startedAt ?? '', after?.id ?? ''))),
    )
    .orderBy('started_at', 'desc')
    .orderBy('import_batch.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    byName: row.display_name ?? row.started_by,
    files: JSON.parse(row.files) as string[],
    state: row.state as ImportBatch['state'],
    report: row.report === null ? null : importReport.parse(JSON.parse(row.report)),
  }));
}
