import { setImmediate as nextTurn } from 'node:timers/promises';
import { maximumTableRows, type TableMapping } from '#contract/table-imports.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { insertRows, removeRows } from './import-row-repository.ts';
import { openTable } from './reading/open-table.ts';
import type { TableLine } from './reading/table-lines.ts';
import type { ResultsOnFile } from './result-row-check.ts';
import { checkRow } from './row-check.ts';
import { PeopleOfFile } from './row-candidates.ts';
import { TableRefusedError } from './table-refused.ts';

/** Rows of one transaction. */
export const rowsPerTransaction = 100;

export interface CheckRequest {
  readonly importId: string;
  readonly bytes: Uint8Array;
  readonly mapping: TableMapping;
  /** Rows the survey counted, for progress. */
  readonly expected: number;
  readonly today: string;
  /** What records hold, for tables with a result a line. */
  readonly onFile: ResultsOnFile;
  readonly onProgress: (step: { readonly done: number; readonly total: number }) => void;
  readonly shouldStop: () => boolean;
}

/**
 * Reads a file with a mapping and keeps every row with what was found, in small transactions; rows of an earlier check go first.
 *
 * @returns false when it was asked to stop: the rows so far are removed again
 * @throws TableRefusedError
 */
export async function checkTable(unitOfWork: UnitOfWork, { importId, bytes, mapping, expected, today, onFile, onProgress, shouldStop }: CheckRequest): Promise<boolean> {
  await clearRows(unitOfWork, importId);
  const people = new PeopleOfFile();
  let done = 0;
  let waiting: TableLine[] = [];
  const flush = async (): Promise<void> => {
    const chunk = waiting;
    waiting = [];
    const rows = await unitOfWork.read(async (db) => {
      const checked = [];
      for (const line of chunk) checked.push(await checkRow(db, line, mapping, today, onFile, (read) => people.meet(line.line, read)));
      return checked;
    });
    await unitOfWork.write((db) => insertRows(db, importId, rows));
    done += chunk.length;
    onProgress({ done, total: Math.max(expected, done) });
    await nextTurn();
  };
  for await (const line of (await openTable(bytes, mapping.reading)).lines()) {
    if (line.line <= mapping.reading.headerLine) continue;
    if (done + waiting.length >= maximumTableRows) throw new TableRefusedError('TOO_MANY_ROWS', line.line);
    waiting.push(line);
    if (waiting.length < rowsPerTransaction) continue;
    if (shouldStop()) {
      await clearRows(unitOfWork, importId);
      return false;
    }
    await flush();
  }
  if (waiting.length > 0) await flush();
  return true;
}

/** Removes the rows of an earlier check, in small transactions. */
export async function clearRows(unitOfWork: UnitOfWork, importId: string): Promise<void> {
  while ((await unitOfWork.write((db) => removeRows(db, importId, 2 * rowsPerTransaction))) > 0) await nextTurn();
}
