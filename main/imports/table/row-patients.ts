import type { RowCandidate, TableRow } from '#contract/table-imports.ts';
import { readSummaries } from '../../patients/registry-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { ImportRow } from './import-row-repository.ts';

/** Rows as the page shows them: with the people they may be about. */
export async function withPatients(db: ReadExecutor, rows: readonly ImportRow[]): Promise<TableRow[]> {
  const ids = [...new Set(rows.flatMap((row) => row.candidates.flatMap((one: RowCandidate) => (one.patientId === null ? [] : [one.patientId]))))];
  const summaries = new Map((await readSummaries(db, ids)).map((summary) => [summary.id, summary]));
  return rows.map((row) => ({
    line: row.line, state: row.state, name: row.name, birthDate: row.birthDate, cells: [...row.cells], problems: [...row.problems], decision: row.decision, patientId: row.patientId,
    candidates: row.candidates.map((one) => ({ ...one, reasons: [...one.reasons], patient: one.patientId === null ? null : (summaries.get(one.patientId) ?? null) })),
  }));
}
