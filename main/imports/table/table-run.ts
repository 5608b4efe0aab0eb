import { setImmediate as nextTurn } from 'node:timers/promises';
import { listsResults } from '#contract/table-imports.ts';
import type { TableReport } from '#contract/table-reports.ts';
import type { Language } from '#contract/values.ts';
import { closedAmong } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { JobHooks } from '../../platform/long-work/job-list.ts';
import { endAbandonedBatches } from '../import-repository.ts';
import type { ImportDependencies } from '../import-dependencies.ts';
import { countRows, type ImportRow, readRow as readStoredRow, readRows, replaceRow, takeRow } from './import-row-repository.ts';
import { writeListedResult } from './result-row-writing.ts';
import { readResultRow } from './rules/result-row.ts';
import { writeRequest } from './request-row-writing.ts';
import type { RequestContext } from '../imported-requests-repository.ts';
import { type RowMark, writeIntoPerson, writeNewPerson, type WrittenRow } from './row-writing.ts';
import { readRow } from './rules/row-reading.ts';
import { beginTableBatch, endTableBatch } from './table-batch-repository.ts';
import { setStage, type TableImport } from './table-import-repository.ts';

/** Rows of one transaction: each is a person, their numbers, and what is said of them. */
const rowsPerTransaction = 20;
const mostRejectedShown = 500;

export interface RunRequest extends JobHooks {
  readonly table: TableImport;
  readonly userId: string;
  /** Whoever takes the rows in: nothing is written into a record closed to them. */
  readonly reach: RecordReach;
  readonly country: string;
  /** Of the clinic: what a result is called of which the file gives the code alone. */
  readonly language: Language;
  readonly today: string;
  /** What a request is written with beside itself, as the clinic stands now. */
  readonly requests: (db: ReadExecutor, mark: RowMark) => Promise<RequestContext>;
}

/**
 * Takes every row that is ready, in order of lines; whatever stops it, what was taken stays and is reported. Run again,
 * it takes what was mended or decided since, into the same batch.
 */
export async function runTable({ unitOfWork, audit, ports }: ImportDependencies, request: RunRequest): Promise<TableReport> {
  const { table, userId, onProgress, shouldStop } = request;
  const now = ports.clock.now();
  const mark: RowMark = { importId: table.id, now, newId: ports.newId, userId, country: request.country };
  await unitOfWork.write(async (db) => {
    if (unitOfWork.engine === 'sqlite') await endAbandonedBatches(db, now);
    await beginTableBatch(db, { id: table.id, startedAt: now, userId, file: table.fileName });
    await audit.record(db, { userId, action: 'import.started', entity: 'import_batch', entityId: table.id, detail: { files: 1 } });
  });
  const { states } = await unitOfWork.read((db) => countRows(db, table.id));
  const total = states.ready ?? 0;
  let done = 0;
  let after = 0;
  let ended: 'done' | 'cancelled' | 'failed' = 'failed';
  try {
    for (;;) {
      await nextTurn();
      if (shouldStop()) {
        ended = 'cancelled';
        break;
      }
      const rows = await unitOfWork.read((db) => readRows(db, table.id, { states: ['ready'], after, limit: rowsPerTransaction }));
      if (rows.length === 0) {
        ended = 'done';
        break;
      }
      await unitOfWork.write(async (db) => {
        for (const row of rows) await takeOne(db, row, request, mark);
      });
      after = rows.at(-1)?.line ?? after;
      done += rows.length;
      onProgress({ done, total });
    }
  } finally {
    const state = ended;
    await unitOfWork.write(async (db) => {
      const report = await tableReportOf(db, table, state === 'cancelled');
      await endTableBatch(db, table.id, { finishedAt: ports.clock.now(), state, report });
      await setStage(db, table.id, state === 'done' ? 'done' : 'checked', ports.clock.now());
      await audit.record(db, { userId, action: `import.${ended}`, entity: 'import_batch', entityId: table.id, detail: { taken: report.counts.states.taken ?? 0, rejected: rejectedCount(report) } });
    });
  }
  return unitOfWork.read((db) => tableReportOf(db, table, ended === 'cancelled'));
}

async function takeOne(db: WriteExecutor, row: ImportRow, request: RunRequest, mark: RowMark): Promise<void> {
  const { table, today } = request;
  const read = listsResults(table.mapping.columns) ? null : readRow(row.cells, table.mapping, today);
  const written = read === null ? await writeResult(db, row, request, mark) : await writeDecided(db, row, read, request, mark);
  const asked = 'patientId' in written && read?.request ? await writeRequest(db, read, read.request, written.patientId, await request.requests(db, mark)) : written;
  if ('patientId' in asked) return takeRow(db, table.id, row.line, asked.patientId);
  const { code } = asked;
  await replaceRow(db, table.id, { ...row, state: 'refused', problems: [...row.problems.filter((problem) => problem.code !== code), { code, field: code === 'FILE_NUMBER_TAKEN' ? 'fileNumber' : null, column: null, value: '' }] });
}

async function writeResult(db: WriteExecutor, { cells, decision }: ImportRow, { table, reach, today, language }: RunRequest, mark: RowMark): Promise<WrittenRow> {
  const { result } = readResultRow(cells, table.mapping, today);
  if (result === null || decision?.kind !== 'merge') return { code: 'LINE_NOT_TAKEN' };
  if ((await closedAmong(db, reach, [decision.patientId])).size > 0) return { code: 'RECORD_CLOSED' };
  return writeListedResult(db, result, decision.patientId, mark, language);
}

async function writeDecided(db: WriteExecutor, { line, decision }: ImportRow, read: ReturnType<typeof readRow>, { table, reach }: RunRequest, mark: RowMark): Promise<WrittenRow> {
  const into = async (patientId: string): Promise<WrittenRow> =>
    (await closedAmong(db, reach, [patientId])).size > 0 ? { code: 'RECORD_CLOSED' } : writeIntoPerson(db, read, patientId, table.mapping.merge, mark);
  if (decision?.kind === 'merge') return into(decision.patientId);
  if (decision?.kind === 'mergeLine') {
    const earlier = await readStoredRow(db, table.id, decision.line);
    return earlier?.patientId ? into(earlier.patientId) : { code: 'LINE_NOT_TAKEN' };
  }
  return writeNewPerson(db, read, line, mark);
}

/** The report of a table as it stands: counts from its rows and from what the clinic now holds of it. */
export async function tableReportOf(db: ReadExecutor, table: TableImport, cancelled: boolean): Promise<TableReport> {
  const created: Record<string, number> = {};
  for (const [type, name] of [['Patient', 'patient'], ['Condition', 'condition'], ['MedicationStatement', 'medication'], ['AllergyIntolerance', 'allergy'], ['Observation', 'observation'], ['ServiceRequest', 'referral'], ['Practitioner', 'practitioner']] as const) {
    const { count } = await db.selectFrom(name as 'condition').select(({ fn }) => fn.countAll<number>().as('count')).where('import_id', '=', table.id).executeTakeFirstOrThrow();
    if (Number(count) > 0) created[type] = Number(count);
  }
  const { merged } = await db.selectFrom('import_row').select(({ fn }) => fn.countAll<number>().as('merged')).where('import_id', '=', table.id).where('state', '=', 'taken').where('decision', 'not like', '{"kind":"create"%').executeTakeFirstOrThrow();
  const isOfResults = listsResults(table.mapping.columns);
  const people = isOfResults ? await db.selectFrom('import_row').select(({ fn }) => fn.count<number>('patient_id').distinct().as('people')).where('import_id', '=', table.id).where('state', '=', 'taken').executeTakeFirstOrThrow() : null;
  const rejected = await readRows(db, table.id, { states: ['problem', 'undecided', 'refused'], after: 0, limit: mostRejectedShown });
  return {
    importId: table.id,
    file: { name: table.fileName, sha256: table.sha256, bytes: table.bytes },
    counts: await countRows(db, table.id),
    created,
    updated: !isOfResults && Number(merged) > 0 ? { Patient: Number(merged) } : {},
    resultsOf: people && Number(people.people),
    rejected: rejected.map(rejectedRowOf),
    cancelled,
  };
}

export function rejectedRowOf({ line, name, state, problems }: ImportRow): TableReport['rejected'][number] {
  return { line, name, codes: state === 'undecided' && !problems.some(({ code }) => code === 'RESULT_IMPLAUSIBLE') ? ['UNDECIDED'] : [...new Set(problems.map(({ code }) => code))] };
}

/** Rows that were not taken and should have been. */
export function rejectedCount({ counts }: TableReport): number {
  return (counts.states.problem ?? 0) + (counts.states.undecided ?? 0) + (counts.states.refused ?? 0);
}
