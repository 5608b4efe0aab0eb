import type { Inputs, Outputs } from '#contract/index.ts';
import { listsResults, type RowDecision } from '#contract/table-imports.ts';
import type { RowState } from '#contract/table-reports.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import { requireOpenRecords } from '../../access/open-record.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import type { FactsReader } from '../../monitoring/known-results.ts';
import type { Clock } from '../../ports.ts';
import type { Caller } from '../../users/caller.ts';
import { countRows, decideRow, type ImportRow, readRow, readRows, replaceRow } from './import-row-repository.ts';
import { ResultsOnFile } from './result-row-check.ts';
import { checkRow, mergeInto } from './row-check.ts';
import { withPatients } from './row-patients.ts';
import type { TableImport, TableImportStore } from './table-import-repository.ts';

/** Rows that may still be decided or mended. */
const open = ['ready', 'problem', 'undecided', 'skipped', 'refused'] as const satisfies readonly RowState[];
const decidable = ['ready', 'undecided', 'skipped', 'refused'] as const satisfies readonly RowState[];
const rowsPerTransaction = 200;

/** Looking at the rows of a table, deciding them, mending them. */
export function createTableRowService({ unitOfWork, clock, today, facts, tables }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly facts: FactsReader; readonly today: () => string; readonly tables: TableImportStore }) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', clock.now());
  const find = async (db: ReadExecutor, importId: string): Promise<TableImport> => {
    const table = await tables.read(db, importId);
    if (!table) throw new DeclaredError('NOT_FOUND');
    return table;
  };

  return {
    rows: async (caller: Caller, { importId, state, problem, after, limit }: { importId: string; state: RowState | null; problem: TableRowsProblem; after: number; limit: number }): Promise<Outputs['tableImports']['rows']> =>
      unitOfWork.read(async (db) => {
        await find(db, importId);
        const found = await readRows(db, importId, { states: state === null ? null : [state], problem, after, limit: limit + 1 });
        const shown = found.slice(0, limit);
        return { rows: await withPatients(db, reading(caller), shown), next: found.length > limit ? (shown.at(-1)?.line ?? null) : null };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` for rows that cannot be decided so, `RESTRICTED` for a record closed to the caller */
    decide: async (caller: Caller, { importId, lines, decision }: Inputs['tableImports']['decide']): Promise<Outputs['tableImports']['decide']> => {
      let after = 0;
      const isOfResults = listsResults((await unitOfWork.read((db) => find(db, importId))).mapping.columns);
      for (;;) {
        const rows = await unitOfWork.read((db) => readRows(db, importId, { states: lines === null ? ['undecided'] : decidable, lines, after, limit: rowsPerTransaction }));
        if (rows.length === 0) break;
        const decided = rows.flatMap((row) => {
          const what = decisionFor(row, decision, isOfResults);
          return what ? [{ line: row.line, what }] : [];
        });
        const targets = decided.flatMap(({ what }) => (what.kind === 'merge' ? [what.patientId] : []));
        await unitOfWork.read((db) => requireOpenRecords(db, reading(caller), targets));
        if (lines !== null && decided.length < rows.length) throw new DeclaredError('ILLEGAL_STATE', { state: 'decision' });
        await unitOfWork.write(async (db) => {
          for (const { line, what } of decided) await decideRow(db, importId, line, { state: what.kind === 'skip' ? 'skipped' : 'ready', decision: what });
        });
        after = rows.at(-1)?.line ?? after;
      }
      return { counts: await unitOfWork.read((db) => countRows(db, importId)) };
    },

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` for a row that was taken */
    correct: async (caller: Caller, { importId, line, cells }: Inputs['tableImports']['correct']): Promise<Outputs['tableImports']['correct']> => {
      const { table, row } = await unitOfWork.read(async (db) => ({ table: await find(db, importId), row: await readRow(db, importId, line) }));
      if (!row) throw new DeclaredError('NOT_FOUND');
      if (!open.some((state) => state === row.state)) throw new DeclaredError('ILLEGAL_STATE', { state: row.state });
      const mended = [...row.cells];
      for (const { column, text } of cells) {
        while (mended.length < column) mended.push('');
        mended[column] = text;
      }
      const inFile = row.candidates.find((one) => one.line !== null) ?? null;
      const checked = await unitOfWork.read((db) => checkRow(db, { line, cells: mended }, table.mapping, today(), new ResultsOnFile(facts, reading(caller)), () => inFile));
      await unitOfWork.write((db) => replaceRow(db, importId, checked));
      return unitOfWork.read(async (db) => {
        const [shown] = await withPatients(db, reading(caller), [checked]);
        if (!shown) throw new DeclaredError('NOT_FOUND');
        return { row: shown, counts: await countRows(db, importId) };
      });
    },
  };
}

type TableRowsProblem = Exclude<Inputs['tableImports']['rows']['problem'], undefined>;

/** What a decision means for one row; null where it cannot be (nobody to merge into, somebody not proposed, a new record for a result). */
function decisionFor(row: ImportRow, decision: Inputs['tableImports']['decide']['decision'], isOfResults: boolean): RowDecision | null {
  if (decision.kind === 'mergeSurest') {
    const [first] = row.candidates;
    return first ? mergeInto(first) : null;
  }
  if (decision.kind === 'merge') return row.candidates.some((one) => one.patientId === decision.patientId) ? decision : null;
  if (decision.kind === 'mergeLine') return row.candidates.some((one) => one.line === decision.line) ? decision : null;
  return isOfResults && decision.kind === 'create' ? null : decision;
}
