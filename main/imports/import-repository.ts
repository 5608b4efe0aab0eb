import { type ImportBatch, type ImportReport, importReport } from '#contract/imports.ts';
import { tableReport, undoReport } from '#contract/table-reports.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { JobPosition } from '../platform/long-work/job-list.ts';

export async function insertBatch(db: WriteExecutor, batch: { id: string; startedAt: string; userId: string; files: readonly string[] }): Promise<void> {
  await db
    .insertInto('import_batch')
    .values({ id: batch.id, started_at: batch.startedAt, finished_at: null, started_by: batch.userId, files: JSON.stringify(batch.files), state: 'running', report: null, undoes: null })
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
export async function listBatches(db: ReadExecutor, after: JobPosition | null, limit: number): Promise<ImportBatch[]> {
  const rows = await db
    .selectFrom('import_batch')
    .leftJoin('user_account', 'user_account.id', 'import_batch.started_by')
    .leftJoin('import_batch as undoing', (join) => join.onRef('undoing.undoes', '=', 'import_batch.id').on('undoing.state', '=', 'done'))
    .leftJoin('user_account as undoer', 'undoer.id', 'undoing.started_by')
    .select([
      'import_batch.id', 'import_batch.started_at', 'import_batch.finished_at', 'import_batch.started_by', 'import_batch.files', 'import_batch.state', 'import_batch.report', 'import_batch.kind',
      'user_account.display_name', 'undoing.id as undoingId', 'undoing.started_at as undoneAt', 'undoing.started_by as undoneBy', 'undoer.display_name as undoerName',
    ])
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('import_batch.started_at', 'import_batch.id'), '<', eb.tuple(after?.startedAt ?? '', after?.id ?? ''))),
    )
    .orderBy('import_batch.started_at', 'desc')
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
    kind: row.kind === 'table' || row.kind === 'undo' ? row.kind : 'fhir',
    report: row.kind === 'fhir' && row.report !== null ? importReport.parse(JSON.parse(row.report)) : null,
    table: row.kind === 'table' && row.report !== null ? tableReport.parse(JSON.parse(row.report)) : null,
    undo: row.kind === 'undo' && row.report !== null ? undoReport.parse(JSON.parse(row.report)) : null,
    undoneBy: row.undoingId === null ? null : { id: row.undoingId, byName: row.undoerName ?? row.undoneBy ?? '', at: row.undoneAt ?? '' },
  }));
}
