import type { RowCandidate, TableRow } from '#contract/table-imports.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import { readSummaries } from '../../patients/registry-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { ofContact } from '../../patients/duplicates/duplicate-rules.ts';
import type { ImportRow } from './import-row-repository.ts';

/** Rows as the page shows them: with the people they may be about; of a closed record, who it is and not that its phone is the row's. */
export async function withPatients(db: ReadExecutor, reach: RecordReach, rows: readonly ImportRow[]): Promise<TableRow[]> {
  const ids = [...new Set(rows.flatMap((row) => row.candidates.flatMap((one: RowCandidate) => (one.patientId === null ? [] : [one.patientId]))))];
  const summaries = new Map((await readSummaries(db, reach, ids)).map((summary) => [summary.id, summary]));
  return rows.map((row) => ({
    line: row.line, state: row.state, name: row.name, birthDate: row.birthDate, cells: [...row.cells], problems: [...row.problems], decision: row.decision, patientId: row.patientId,
    candidates: row.candidates.map((one) => {
      const patient = one.patientId === null ? null : (summaries.get(one.patientId) ?? null);
      return { ...one, reasons: one.reasons.filter((reason) => patient?.access !== 'closed' || !ofContact.has(reason)), patient };
    }),
  }));
}
