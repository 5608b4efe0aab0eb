import type { RowProblem, TableMapping } from '#contract/table-imports.ts';
import { warnings } from '#contract/table-reports.ts';
import { labComparators, type TypedValue } from '#contract/monitoring.ts';
import { identifierSystems } from '#contract/values.ts';
import { type LabResult, unitOf } from '../../../monitoring/lab-reading-rules.ts';
import type { MonitoredTest, NumberTest } from '../../../monitoring/monitoring-content.ts';
import { testNamed } from '../../../monitoring/named-test.ts';
import { checkEntry } from '../../../monitoring/result-entry.ts';
import { normalizeNam } from '../../../patients/nam-rules.ts';
import { foldText } from '../../../patients/patient-name.ts';
import { nirKey, nirOf } from './cell-forms.ts';
import { readNumber } from './number-rules.ts';
import { RowCells } from './row-cells.ts';

/** One line of a laboratory's table: whose result, when, of what, how much. Pure. */

/** A number a line names a person by: each form it may be on file in. */
export interface NamedBy {
  readonly system: string;
  readonly values: readonly string[];
  readonly field: 'nam' | 'nir' | 'fileNumber';
  readonly column: number;
}

export interface ListedResult {
  readonly test: MonitoredTest;
  /** The LOINC code the line gives, if it gives one. */
  readonly loinc: string | null;
  /** What the line calls the test; null where it gives its code alone. */
  readonly name: string | null;
  readonly on: string;
  readonly typed: TypedValue;
}

export interface ReadResultRow {
  readonly numbers: readonly NamedBy[];
  /** Compared with the record's where the line has one. */
  readonly birthDate: string | null;
  /** Null when a problem keeps it from being read. */
  readonly result: ListedResult | null;
  readonly problems: readonly RowProblem[];
  readonly isSound: boolean;
}

/** Reads a line with one result. @param today civil date of the clinic */
export function readResultRow(cells: readonly string[], mapping: TableMapping, today: string): ReadResultRow {
  const row = new RowCells(cells, mapping, today);
  row.requireShape();
  const numbers = numbersOf(row);
  const birthDate = row.date('birthDate', true);
  const on = dayOf(row);
  const named = testOf(row);
  const typed = named && valueOf(row, named.test, named.loinc, mapping.decimal, on ?? today);
  const isSound = row.problems.every(({ code }) => warnings.has(code));
  return { numbers, birthDate, result: isSound && named && typed && on !== null ? { ...named, on, typed } : null, problems: row.problems, isSound };
}

function numbersOf(row: RowCells): readonly NamedBy[] {
  const found: NamedBy[] = [];
  const [nam, nir, file] = [row.all('nam')[0], row.all('nir')[0], row.all('fileNumber')[0]];
  if (nam) {
    const value = normalizeNam(nam.text);
    if (/^[A-Z]{4}\d{8}$/.test(value)) found.push({ system: identifierSystems.nam, values: [value], field: 'nam', column: nam.column });
    else row.problem('NAM_FORMAT', 'nam', nam.column, nam.text);
  }
  if (nir) {
    const value = nirOf(nir.text);
    // On file with its key or without.
    if (value === null) row.problem('NAM_FORMAT', 'nir', nir.column, nir.text);
    else found.push({ system: identifierSystems.nir, values: [...new Set([value, value.slice(0, 13), `${value.slice(0, 13)}${nirKey(value)}`])], field: 'nir', column: nir.column });
  }
  if (file) found.push({ system: identifierSystems.file, values: [file.text], field: 'fileNumber', column: file.column });
  if (found.length === 0 && !row.problems.some(({ field }) => field === 'nam' || field === 'nir' || field === 'fileNumber')) row.problem('PERSON_NUMBER_MISSING', null, null, '');
  return found;
}

/** A result counts from its day: a month alone says too little. */
function dayOf(row: RowCells): string | null {
  const found = row.all('resultOn')[0];
  if (!found) {
    if (!row.problems.some(({ field }) => field === 'resultOn')) row.problem('CELL_MISSING', 'resultOn', row.column('resultOn'), '');
    return null;
  }
  const date = row.dateOf('resultOn', found, true);
  if (date === null || date.length === 10) return date;
  row.problem('DATE_PARTIAL', 'resultOn', found.column, found.text);
  return null;
}

/** The test of a line, by its name, its LOINC code, or both where two columns have them; they must mean the same. */
function testOf(row: RowCells): Pick<ListedResult, 'test' | 'loinc' | 'name'> | null {
  const said = row.all('resultName');
  const [first] = said;
  if (!first) {
    if (!row.problems.some(({ field }) => field === 'resultName')) row.problem('CELL_MISSING', 'resultName', row.column('resultName'), '');
    return null;
  }
  const found = said.flatMap(({ text }) => testNamed(text) ?? []);
  const [known] = found;
  const code = found.find(({ loinc }) => loinc !== null)?.loinc ?? null;
  // An unknown name beside a known code is that laboratory's own word; an unknown code is another test.
  const isOther = said.some(({ text }) => /^\d{1,5}-\d$/.test(text) && testNamed(text) === null);
  if (!known || isOther || found.some(({ test }) => test !== known.test)) {
    row.problem('TEST_UNKNOWN', 'resultName', first.column, said.map(({ text }) => text).join(' / '));
    return null;
  }
  return { test: known.test, loinc: code, name: said.find(({ text }) => text !== code)?.text ?? null };
}

const sign = /^(<=|>=|<|>|≤|≥)\s*/u;
const plainSigns: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=' };
/** A number with its unit behind it in one cell. */
const together = /^([-+]?\d[\d., \u00A0\u202F]*?)\s*([^\d\s.,].*)$/u;

function valueOf(row: RowCells, test: MonitoredTest, loinc: string | null, decimal: TableMapping['decimal'], on: string): TypedValue | null {
  const found = row.all('resultValue')[0];
  if (!found) {
    if (!row.problems.some(({ field }) => field === 'resultValue')) row.problem('CELL_MISSING', 'resultValue', row.column('resultValue'), '');
    return null;
  }
  const unitCell = row.all('resultUnit')[0] ?? null;
  if (test.kind === 'finding') return { number: null, comparator: null, unit: null, words: [found.text, unitCell?.text ?? ''].filter(Boolean).join(' ').slice(0, 200) };
  const given = sign.exec(found.text)?.[1] ?? null;
  const bare = given === null ? found.text : found.text.replace(sign, '');
  const [, figure, behind] = together.exec(bare) ?? [];
  const unit = unitCell?.text ?? behind ?? null;
  // "12,5 mg/L" beside a unit column that says the same, or without one.
  const isSame = behind !== undefined && (unitCell === null || (unitOf(test, behind) !== undefined && unitOf(test, behind) === unitOf(test, unitCell.text)));
  const read = readNumber(isSame ? (figure ?? bare) : bare, decimal);
  if (!('number' in read)) {
    row.problem(read.code === 'NUMBER_AMBIGUOUS' ? 'NUMBER_AMBIGUOUS' : 'RESULT_UNREADABLE', 'resultValue', found.column, found.text);
    return null;
  }
  const comparator = labComparators.find((one) => one === (plainSigns[given ?? ''] ?? given)) ?? null;
  const typed: TypedValue = { number: read.number, comparator, unit, words: null };
  if (unit === null) {
    row.problem('CELL_MISSING', 'resultUnit', row.column('resultUnit'), '');
    return null;
  }
  if (!isOfTest(test, unit, loinc)) {
    row.problem('UNIT_UNKNOWN', 'resultUnit', unitCell?.column ?? found.column, unit);
    return null;
  }
  const { issues, questions } = checkEntry(test, typed, on, null);
  if (issues.length > 0) row.problem('RESULT_IMPOSSIBLE', 'resultValue', found.column, `${found.text} ${unit}`);
  else if (questions.length > 0) row.problem('RESULT_IMPLAUSIBLE', 'resultValue', found.column, `${found.text} ${unit}`);
  return typed;
}

/** Whether a unit is one of the test's; where the code says another unit, which of the two is right nobody knows. */
function isOfTest(test: NumberTest, unit: string, loinc: string | null): boolean {
  const known = unitOf(test, unit);
  if (!known) return false;
  return loinc === null || known.loinc === loinc || test.units.every((one) => one.loinc !== loinc);
}

/** What a result is known again by, whoever brought it: its test, its day, its value in the test's first unit. */
export function resultKey({ test, on, typed }: Pick<ListedResult, 'test' | 'on' | 'typed'>): string {
  const factor = test.kind === 'number' ? (unitOf(test, typed.unit)?.factor ?? 1) : 1;
  return keyOf(test.code, on, typed.number === null ? null : typed.number * factor, typed.comparator, typed.words);
}

/** The same of a result on file. */
export function keptResultKey({ test, on, number, comparator, shown }: LabResult): string {
  return keyOf(test, on, number, comparator, shown.words);
}

function keyOf(test: string, on: string, number: number | null, comparator: string | null, words: string | null): string {
  return [test, on, comparator ?? '', number === null ? foldText(words ?? '') : number.toPrecision(9)].join('|');
}
