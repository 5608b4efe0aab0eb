import type { TableReport } from '#contract/table-reports.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';

/** Puts the batch of a table on record, or opens it again for what was mended since. */
export async function beginTableBatch(db: WriteExecutor, batch: { readonly id: string; readonly startedAt: string; readonly userId: string; readonly file: string }): Promise<void> {
  await db
    .insertInto('import_batch')
    .values({ id: batch.id, started_at: batch.startedAt, finished_at: null, started_by: batch.userId, files: JSON.stringify([batch.file]), state: 'running', report: null, kind: 'table', undoes: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ state: 'running', finished_at: null }))
    .execute();
}

export async function endTableBatch(db: WriteExecutor, id: string, end: { readonly finishedAt: string; readonly state: 'done' | 'failed' | 'cancelled'; readonly report: TableReport }): Promise<void> {
  await db.updateTable('import_batch').set({ finished_at: end.finishedAt, state: end.state, report: JSON.stringify(end.report) }).where('id', '=', id).execute();
}
