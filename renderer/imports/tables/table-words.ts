import { codedFields, type CodedField, listsRequests, listsResults, type TableField, type TableMapping, type TableSurvey } from '#contract/table-imports.ts';

/** Small questions about a mapping that the screens share. Pure. */

const dateFields: readonly TableField[] = ['birthDate', 'deceasedOn', 'diagnosisOn', 'medicationOn', 'resultOn', 'requestOn'];
/** Several columns may hold these. */
const repeatable: readonly TableField[] = ['diagnosis', 'medication', 'allergy', 'result', 'resultName', 'addressLine', 'phone', 'requestWords', 'finding'];

export const codes: Readonly<Record<CodedField, readonly string[]>> = {
  sex: ['F', 'M', 'X', 'unknown'],
  language: ['fr', 'en'],
  region: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
  mobility: ['independent', 'aid', 'wheelchair', 'homebound', 'unknown'],
  teleSuitability: ['yes', 'phone-only', 'no', 'unknown'],
  deceased: ['yes', 'no'],
};

/** A, B … Z, AA. */
export function columnLetter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${columnLetter(Math.floor(index / 26) - 1)}${columnLetter(index % 26)}`;
}

/** What the dates of the columns chosen ask: nothing, to choose an order, or to look at the one they prove. */
export function dateQuestion(survey: TableSurvey, mapping: TableMapping): 'none' | 'ask' | 'known' {
  const orders = mapping.columns.flatMap(({ field }, index) => (field && dateFields.includes(field) ? [survey.columns[index]?.dateOrder ?? 'none'] : []));
  const proved = new Set(orders.filter((order) => order !== 'ask' && order !== 'none'));
  if (orders.every((order) => order === 'none')) return 'none';
  return proved.size === 1 ? 'known' : 'ask';
}

/** Whether the numbers of the result columns can be read two ways. */
export function asksDecimal(survey: TableSurvey, mapping: TableMapping): boolean {
  const signs = new Set(mapping.columns.flatMap(({ field }, index) => (field === 'result' || field === 'resultValue' || field === 'finding' ? [survey.columns[index]?.decimal ?? 'none'] : [])).filter((sign) => sign !== 'none'));
  return signs.has('ask') && signs.size === 1;
}

export type MappingFault = { readonly kind: 'needName' | 'needOrder' | 'needResult' | 'needNumber' | 'needResultDate' | 'needRequest' } | { readonly kind: 'twice'; readonly field: TableField };

/** What keeps a mapping from being used. */
export function mappingFaults(survey: TableSurvey, mapping: TableMapping): readonly MappingFault[] {
  const fields = mapping.columns.flatMap(({ field }) => (field ? [field] : []));
  const faults: MappingFault[] = [];
  const has = (...some: readonly TableField[]): boolean => some.some((field) => fields.includes(field));
  if (listsResults(mapping.columns)) {
    if (!has('nam', 'nir', 'fileNumber')) faults.push({ kind: 'needNumber' });
    if (!has('resultOn')) faults.push({ kind: 'needResultDate' });
  } else if (has('resultName', 'resultValue', 'resultUnit')) faults.push({ kind: 'needResult' });
  else if (!fields.includes('fullName') && !(fields.includes('familyName') && fields.includes('givenName'))) faults.push({ kind: 'needName' });
  if (!listsRequests(mapping.columns) && has('requestOn', 'requestReason', 'requestClass', 'requestWords', 'referrer', 'referrerPlace', 'referrerNumber', 'prerequisite', 'finding')) faults.push({ kind: 'needRequest' });
  const twice = fields.find((field, index) => !repeatable.includes(field) && fields.indexOf(field) !== index);
  if (twice) faults.push({ kind: 'twice', field: twice });
  if (dateQuestion(survey, mapping) === 'ask' && mapping.dateOrder === null) faults.push({ kind: 'needOrder' });
  return faults;
}

/** The coded columns of a mapping with the words found in them; null where there are too many to be codes. */
export function codedColumns(survey: TableSurvey, mapping: TableMapping): readonly { readonly field: CodedField; readonly header: string; readonly words: readonly { value: string; count: number }[] | null }[] {
  return mapping.columns.flatMap(({ field, header }, index) => {
    const coded = codedFields.find((one) => one === field);
    return coded ? [{ field: coded, header: header || columnLetter(index), words: survey.columns[index]?.distinct ?? null }] : [];
  });
}

/** How many words have no meaning yet. */
export function openWords(survey: TableSurvey, mapping: TableMapping): number {
  return codedColumns(survey, mapping).reduce((sum, { field, words }) => sum + (words ?? []).filter(({ value }) => mapping.values[field]?.[value] === undefined).length, 0);
}
