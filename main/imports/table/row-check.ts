import { listsRequests, listsResults, type RowCandidate, type RowDecision, type TableMapping } from '#contract/table-imports.ts';
import type { RowState } from '#contract/table-reports.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { ImportRow } from './import-row-repository.ts';
import { checkResultRow, type ResultsOnFile } from './result-row-check.ts';
import { knownRequest, referrerProblem } from './request-row-writing.ts';
import { candidatesOnFile, knownBySource } from './row-candidates.ts';
import { readRow, type ReadRow } from './rules/row-reading.ts';

/** Checks one row: what it says, what is wrong with it, who it may be about, and what the mapping says to do. */

/**
 * @param today civil date of the clinic
 * @param onFile results on file, for a table with a result a line
 * @param earlier the line of the same file about the same person, if one came before
 */
export async function checkRow(db: ReadExecutor, row: { readonly line: number; readonly cells: readonly string[] }, mapping: TableMapping, today: string, onFile: ResultsOnFile, earlier: (read: ReadRow) => RowCandidate | null): Promise<ImportRow> {
  if (listsResults(mapping.columns)) return checkResultRow(db, row, mapping, today, onFile);
  const read = readRow(row.cells, mapping, today);
  const { identity, problems, isSound } = read;
  const base = { line: row.line, cells: row.cells, name: [identity.familyName, identity.givenName].filter(Boolean).join(', '), birthDate: identity.birthDate, problems, patientId: null };
  if (!isSound) return { ...base, state: 'problem', candidates: [], decision: null };
  const asked = await knownRequest(db, read);
  if (asked) return { ...base, state: 'unchanged', candidates: [], decision: null, patientId: asked.patientId };
  const wrong = await referrerProblem(db, read);
  if (wrong) {
    const column = mapping.columns.findIndex(({ field }) => field === 'referrerNumber');
    return { ...base, problems: [...problems, { code: wrong, field: 'referrerNumber', column, value: (row.cells[column] ?? '').slice(0, 120) }], state: 'problem', candidates: [], decision: null };
  }
  const inFile = earlier(read);
  const known = inFile ? null : await knownBySource(db, read);
  // Somebody known who says nothing new is nothing to take; a request for them is.
  if (known?.isSame && !listsRequests(mapping.columns)) return { ...base, state: 'unchanged', candidates: [], decision: null, patientId: known.patientId };
  const candidates: readonly RowCandidate[] = inFile
    ? [inFile]
    : known
      ? [{ patientId: known.patientId, line: null, sure: true, reasons: ['same-source'] }]
      : await candidatesOnFile(db, read);
  return { ...base, candidates, ...proposed(candidates, mapping) };
}

/** What the mapping says of a row with these candidates: new people are made, sure ones merged, likely ones asked, unless it says otherwise. */
export function proposed(candidates: readonly RowCandidate[], mapping: Pick<TableMapping, 'sure' | 'likely'>): { readonly state: RowState; readonly decision: RowDecision | null } {
  const sure = candidates.filter((one) => one.sure);
  const [first] = sure;
  if (first && sure.length === 1) {
    if (mapping.sure === 'ask') return undecided;
    return mapping.sure === 'skip' ? skipped : { state: 'ready', decision: mergeInto(first) };
  }
  if (candidates.length === 0) return { state: 'ready', decision: { kind: 'create' } };
  if (sure.length > 1 || mapping.likely === 'ask') return undecided;
  return mapping.likely === 'skip' ? skipped : { state: 'ready', decision: { kind: 'create' } };
}

/** The decision that follows a candidate. */
export function mergeInto({ patientId, line }: RowCandidate): RowDecision {
  return patientId === null ? { kind: 'mergeLine', line: line ?? 0 } : { kind: 'merge', patientId };
}

const undecided = { state: 'undecided', decision: null } as const;
const skipped = { state: 'skipped', decision: { kind: 'skip' } } as const;
