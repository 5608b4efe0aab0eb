import { type CodedField, codedFields, type DateOrder, type TableField, type TableMapping, type TableReading, type TableSurvey } from '#contract/table-imports.ts';
import { foldText } from '../../patients/patient-name.ts';
import { guessValues } from './rules/coded-values.ts';
import { isReasonTitle } from './rules/reason-column.ts';

/** The mapping proposed for a file before anybody said anything. Pure. */

const dateFields: readonly TableField[] = ['birthDate', 'deceasedOn', 'diagnosisOn', 'medicationOn', 'resultOn', 'requestOn'];

export function proposeMapping(survey: TableSurvey, reading: TableReading): TableMapping {
  const columns = survey.columns.map(({ header, guess }) => ({ header: header.slice(0, 500), field: guess, label: guess === 'result' || guess === 'finding' ? header.slice(0, 200) : null, unit: null }));
  return withValues({ version: 1, reading, columns, dateOrder: orderOf(survey, columns), decimal: decimalOfColumns(survey, columns), values: {}, merge: 'fill', sure: 'merge', likely: 'ask' }, survey);
}

/** A remembered mapping laid on this file: columns found by title, wherever they now stand; the file's own reading. */
export function applyMapping(remembered: TableMapping, survey: TableSurvey, reading: TableReading): TableMapping {
  const left = remembered.columns.map((column, place) => ({ column, place }));
  const columns = survey.columns.map(({ header }, position) => {
    const folded = foldText(header);
    const at = folded === '' ? left.findIndex(({ column, place }) => place === position && column.header === '') : left.findIndex(({ column }) => foldText(column.header) === folded);
    const found = at < 0 ? undefined : left.splice(at, 1)[0]?.column;
    return { header: header.slice(0, 500), field: found?.field ?? null, label: found?.label ?? null, unit: found?.unit ?? null };
  });
  const proved = orderOf(survey, columns);
  // What the dates of this file prove is stronger than what was said of another.
  return withValues({ ...remembered, reading, columns, dateOrder: proved ?? remembered.dateOrder, decimal: decimalOfColumns(survey, columns) ?? remembered.decimal }, survey);
}

/** What identifies a layout: its titles, in any order and however written. */
export function headerSignature(columns: readonly { readonly header: string }[]): string {
  return columns.filter(({ header }) => !isReasonTitle(header)).map(({ header }) => foldText(header)).filter((title) => title !== '').sort().join('|').slice(0, 2000);
}

/** Adds what is likely meant by words the mapping says nothing of. */
function withValues(mapping: TableMapping, survey: TableSurvey): TableMapping {
  const values: Partial<Record<CodedField, Record<string, string>>> = {};
  for (const field of codedFields) {
    const found = mapping.columns.flatMap((column, index) => (column.field === field ? (survey.columns[index]?.distinct ?? []).map(({ value }) => value) : []));
    if (found.length > 0 || mapping.values[field]) values[field] = { ...guessValues(field, found), ...mapping.values[field] };
  }
  return { ...mapping, values };
}

/** The order every date column allows, when there is just one; null where a person must say. */
function orderOf(survey: TableSurvey, columns: TableMapping['columns']): DateOrder | null {
  const found = columns.flatMap(({ field }, index) => (field && dateFields.includes(field) ? [survey.columns[index]?.dateOrder ?? 'none'] : []));
  const proved = new Set(found.filter((order) => order !== 'ask' && order !== 'none'));
  const [order] = proved;
  return proved.size === 1 && order !== undefined ? order : null;
}

function decimalOfColumns(survey: TableSurvey, columns: TableMapping['columns']): 'comma' | 'point' | null {
  const proved = new Set(columns.flatMap(({ field }, index) => (field === 'result' || field === 'resultValue' || field === 'finding' ? [survey.columns[index]?.decimal ?? 'none'] : [])).filter((sign) => sign === 'comma' || sign === 'point'));
  const [sign] = proved;
  return proved.size === 1 && sign !== undefined ? sign : null;
}
