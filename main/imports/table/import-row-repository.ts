import { sql } from 'kysely';
import { z } from 'zod';
import { rowCandidate, rowDecision, type RowCandidate, type RowDecision, type RowProblem, rowProblem } from '#contract/table-imports.ts';
import { type RowProblemCode, rowProblemCodes, type RowState, rowStates, type TableCounts } from '#contract/table-reports.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** The rows of a table being taken in: one a line, with what was found and decided. */

export interface ImportRow {
  readonly line: number;
  readonly state: RowState;
  readonly name: string;
  readonly birthDate: string | null;
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
  readonly candidates: readonly RowCandidate[];
  readonly decision: RowDecision | null;
  readonly patientId: string | null;
}

const cells = z.array(z.string());
const problems = z.array(rowProblem);
const candidates = z.array(rowCandidate);

export async function insertRows(db: WriteExecutor, importId: string, rows: readonly ImportRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('import_row').values(rows.map((row) => ({ import_id: importId, line: row.line, ...columnsOf(row) }))).execute();
}

export async function replaceRow(db: WriteExecutor, importId: string, row: ImportRow): Promise<void> {
  await db.updateTable('import_row').set(columnsOf(row)).where('import_id', '=', importId).where('line', '=', row.line).execute();
}

/** Removes rows of an earlier check, some at a time. @returns how many were removed */
export async function removeRows(db: WriteExecutor, importId: string, most: number): Promise<number> {
  const some = await db.selectFrom('import_row').select('line').where('import_id', '=', importId).orderBy('line').limit(most).execute();
  if (some.length > 0) await db.deleteFrom('import_row').where('import_id', '=', importId).where('line', '<=', some.at(-1)?.line ?? 0).execute();
  return some.length;
}

export async function readRow(db: ReadExecutor, importId: string, line: number): Promise<ImportRow | null> {
  const row = await db.selectFrom('import_row').selectAll().where('import_id', '=', importId).where('line', '=', line).executeTakeFirst();
  return row ? toRow(row) : null;
}

export interface RowFilter {
  readonly states: readonly RowState[] | null;
  readonly problem?: RowProblemCode | null;
  readonly lines?: readonly number[] | null;
  readonly after: number;
  readonly limit: number;
}

/** Rows after a line, in order of lines. */
export async function readRows(db: ReadExecutor, importId: string, { states, problem, lines, after, limit }: RowFilter): Promise<readonly ImportRow[]> {
  const rows = await db
    .selectFrom('import_row')
    .selectAll()
    .where('import_id', '=', importId)
    .where('line', '>', after)
    .$if(states !== null, (query) => query.where('state', 'in', [...(states ?? [])]))
    .$if(Boolean(problem), (query) => query.where('problem_codes', 'like', `% ${problem ?? ''} %`))
    .$if(Boolean(lines), (query) => query.where('line', 'in', [...(lines ?? [])]))
    .orderBy('line')
    .limit(limit)
    .execute();
  return rows.map(toRow);
}

/** How many rows are in which state, and how many have which problem. */
export async function countRows(db: ReadExecutor, importId: string): Promise<TableCounts> {
  const groups = await db
    .selectFrom('import_row')
    .select(({ fn }) => ['state', 'problem_codes', sql<string | null>`case when decision is null then null when decision like '{"kind":"create"%' then 'create' else 'merge' end`.as('way'), fn.countAll<number>().as('count')])
    .where('import_id', '=', importId)
    .groupBy(['state', 'problem_codes', 'way'])
    .execute();
  const states: Partial<Record<RowState, number>> = {};
  const found: Partial<Record<RowProblemCode, number>> = {};
  const ready = { creates: 0, merges: 0 };
  let total = 0;
  for (const { state, problem_codes: codes, way, count } of groups) {
    const number = Number(count);
    const known = rowStates.find((one) => one === state) ?? 'problem';
    total += number;
    states[known] = (states[known] ?? 0) + number;
    if (known === 'ready') ready[way === 'create' ? 'creates' : 'merges'] += number;
    for (const code of rowProblemCodes) if (codes.includes(` ${code} `)) found[code] = (found[code] ?? 0) + number;
  }
  return { total, states, problems: found, ...ready };
}

/** Sets what becomes of rows. */
export async function decideRow(db: WriteExecutor, importId: string, line: number, what: { readonly state: RowState; readonly decision: RowDecision | null }): Promise<void> {
  await db.updateTable('import_row').set({ state: what.state, decision: what.decision ? JSON.stringify(what.decision) : null }).where('import_id', '=', importId).where('line', '=', line).execute();
}

/** A row that was taken lets go of its cells: the record holds them. */
export async function takeRow(db: WriteExecutor, importId: string, line: number, patientId: string): Promise<void> {
  await db.updateTable('import_row').set({ state: 'taken', patient_id: patientId, cells: '[]' }).where('import_id', '=', importId).where('line', '=', line).execute();
}

function columnsOf(row: ImportRow) {
  const codes = [...new Set(row.problems.map(({ code }) => code))].sort();
  return {
    state: row.state,
    name: row.name,
    birth_date: row.birthDate,
    cells: JSON.stringify(row.cells).replaceAll('\\u0000', '\\ufffd'),
    problems: JSON.stringify(row.problems).replaceAll('\\u0000', '\\ufffd'),
    problem_codes: codes.length === 0 ? '' : ` ${codes.join(' ')} `,
    candidates: JSON.stringify(row.candidates),
    decision: row.decision ? JSON.stringify(row.decision) : null,
    patient_id: row.patientId,
  };
}

function toRow(row: { line: number; state: string; name: string; birth_date: string | null; cells: string; problems: string; candidates: string; decision: string | null; patient_id: string | null }): ImportRow {
  return {
    line: row.line,
    state: rowStates.find((one) => one === row.state) ?? 'problem',
    name: row.name,
    birthDate: row.birth_date,
    cells: cells.parse(JSON.parse(row.cells)),
    problems: problems.parse(JSON.parse(row.problems)),
    candidates: candidates.parse(JSON.parse(row.candidates)),
    decision: row.decision === null ? null : rowDecision.parse(JSON.parse(row.decision)),
    patientId: row.patient_id,
  };
}
