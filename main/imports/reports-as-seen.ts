import type { ImportBatch, ImportReport } from '#contract/imports.ts';
import type { UndoReport } from '#contract/table-reports.ts';
import { closedAmong } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/**
 * Reports of imports as a person may read them: what came from outside is theirs to see, what a closed record says beside it,
 * and who wrote in it, is not.
 */

/** The report of an import, less what was kept in records closed to the caller. */
export async function importAsSeen(db: ReadExecutor, reach: RecordReach, report: ImportReport): Promise<ImportReport> {
  const closed = await closedAmong(db, reach, [...new Set(report.kept.map(({ patientId }) => patientId))]);
  return closed.size === 0 ? report : { ...report, kept: report.kept.filter(({ patientId }) => !closed.has(patientId)) };
}

/** The report of an undo; of a closed record, that something of it was left, and not what. */
export async function undoAsSeen(db: ReadExecutor, reach: RecordReach, report: UndoReport): Promise<UndoReport> {
  const closed = await closedAmong(db, reach, [...new Set(report.kept.flatMap(({ patientId }) => patientId ?? []))]);
  if (closed.size === 0) return report;
  return { ...report, kept: report.kept.map((row) => (row.patientId !== null && closed.has(row.patientId) ? { ...row, name: row.type === 'Patient' ? row.name : '', byName: null } : row)) };
}

/** Batches with their reports as the caller may read them. */
export async function batchesAsSeen(db: ReadExecutor, reach: RecordReach, batches: readonly ImportBatch[]): Promise<ImportBatch[]> {
  const seen: ImportBatch[] = [];
  for (const batch of batches) seen.push({ ...batch, report: batch.report && (await importAsSeen(db, reach, batch.report)), undo: batch.undo && (await undoAsSeen(db, reach, batch.undo)) });
  return seen;
}
