import { type ExportContent, exportFormat, exportPurpose, type ExportRecord } from '#contract/exports.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { JobPosition } from '../platform/long-work/job-list.ts';

/** The record of what left. */

export interface NewExport {
  readonly id: string;
  readonly startedAt: string;
  readonly userId: string;
  readonly scope: string;
  readonly patientId: string | null;
  readonly format: string;
  readonly contents: readonly ExportContent[];
  readonly purpose: string;
  readonly note: string | null;
  readonly encrypted: boolean;
}

export async function insertExport(db: WriteExecutor, one: NewExport): Promise<void> {
  await db
    .insertInto('data_export')
    .values({
      id: one.id, started_at: one.startedAt, finished_at: null, started_by: one.userId, scope: one.scope, patient_id: one.patientId, format: one.format, contents: JSON.stringify(one.contents),
      purpose: one.purpose, note: one.note, encrypted: one.encrypted ? 1 : 0, state: 'running', counts: null,
    })
    .execute();
}

/** Beside the counts by FHIR type: people left out. */
const closedKey = 'closed';

/** Ends an export that is running; answers whether it was. */
export async function endExport(db: WriteExecutor, id: string, end: { finishedAt: string; state: 'done' | 'failed' | 'cancelled'; counts: Readonly<Record<string, number>> | null; closed: number }): Promise<boolean> {
  const result = await db
    .updateTable('data_export')
    .set({ finished_at: end.finishedAt, state: end.state, counts: end.counts ? JSON.stringify({ ...end.counts, [closedKey]: end.closed }) : null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** The exports after a position, newest first, with the name of whoever made each (their id where there is no account). */
export async function listExports(db: ReadExecutor, after: JobPosition | null, limit: number): Promise<ExportRecord[]> {
  const rows = await db
    .selectFrom('data_export as e')
    .leftJoin('user_account as u', 'u.id', 'e.started_by')
    .select(['e.id', 'e.started_at', 'e.finished_at', 'e.started_by', 'e.scope', 'e.format', 'e.purpose', 'e.note', 'e.encrypted', 'e.state', 'e.counts', 'u.display_name'])
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('e.started_at', 'e.id'), '<', eb.tuple(after?.startedAt ?? '', after?.id ?? ''))))
    .orderBy('e.started_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...countsFrom(row.counts),
    id: row.id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    byName: row.display_name ?? row.started_by,
    scope: row.scope as ExportRecord['scope'],
    format: exportFormat.parse(row.format),
    purpose: exportPurpose.parse(row.purpose),
    note: row.note,
    encrypted: row.encrypted === 1,
    state: row.state as ExportRecord['state'],
  }));
}

function countsFrom(kept: string | null): Pick<ExportRecord, 'counts' | 'closed'> {
  if (kept === null) return { counts: null, closed: 0 };
  const { [closedKey]: closed = 0, ...counts } = JSON.parse(kept) as Record<string, number>;
  return { counts, closed };
}
