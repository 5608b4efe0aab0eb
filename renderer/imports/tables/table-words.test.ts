import { expect, test } from 'vitest';
import type { ColumnSurvey, TableField, TableMapping, TableSurvey } from '#contract/table-imports.ts';
import { columnLetter, dateQuestion, mappingFaults, openWords } from './table-words.ts';

const column = (dateOrder: ColumnSurvey['dateOrder'] = 'none', distinct: ColumnSurvey['distinct'] = null): ColumnSurvey => ({ header: '', filled: 1, formulas: 0, examples: [], distinct, guess: null, dateOrder, decimal: 'none' });
const survey = (...columns: ColumnSurvey[]): TableSurvey => ({ rows: 1, sheets: [], encodings: [], encodingSure: true, columns, preview: [] });
const mapping = (fields: (TableField | null)[], change: Partial<TableMapping> = {}): TableMapping => ({
  version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, columns: fields.map((field) => ({ header: '', field, label: null, unit: null })),
  dateOrder: null, decimal: null, values: {}, merge: 'fill', sure: 'merge', likely: 'ask', ...change,
});

test('columns have the letters Excel gives them', () => {
  expect([0, 25, 26, 51, 52].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});

test('dates are asked only of columns that are dates, and only when nothing proves their order', () => {
  expect(dateQuestion(survey(column('ask'), column('ask')), mapping(['birthDate', null]))).toBe('ask');
  expect(dateQuestion(survey(column('ask'), column('dmy')), mapping(['birthDate', 'diagnosisOn']))).toBe('known');
  expect(dateQuestion(survey(column('ask')), mapping(['city']))).toBe('none');
});

test('a mapping needs a name, each field once, and the order of dates where it is asked', () => {
  expect(mappingFaults(survey(column(), column('ask')), mapping(['familyName', 'birthDate'])).map(({ kind }) => kind)).toEqual(['needName', 'needOrder']);
  expect(mappingFaults(survey(), mapping(['fullName', 'city', 'city']))).toEqual([{ kind: 'twice', field: 'city' }]);
  expect(mappingFaults(survey(), mapping(['familyName', 'givenName', 'medication', 'medication']))).toEqual([]);
});

test('a result a line needs a number and a day, and no name; a test without its value is no such table', () => {
  expect(mappingFaults(survey(), mapping(['resultName', 'resultValue', 'resultUnit'])).map(({ kind }) => kind)).toEqual(['needNumber', 'needResultDate']);
  expect(mappingFaults(survey(), mapping(['fileNumber', 'resultOn', 'resultName', 'resultName', 'resultValue']))).toEqual([]);
  expect(mappingFaults(survey(), mapping(['familyName', 'givenName', 'resultName'])).map(({ kind }) => kind)).toEqual(['needResult']);
});

test('words without a meaning are counted; one left out on purpose has one', () => {
  const found = survey(column('none', [{ value: 'F', count: 3 }, { value: '2', count: 1 }, { value: '?', count: 1 }]));
  expect(openWords(found, mapping(['sex'], { values: { sex: { F: 'F', '?': '' } } }))).toBe(1);
});
