import { describe, expect, test } from 'vitest';
import type { TableField, TableMapping } from '#contract/table-imports.ts';
import { guessCode, mappedCode } from './coded-values.ts';
import { fieldOfCells, fieldOfTitle, guessFields } from './field-guess.ts';
import { readNumber } from './number-rules.ts';
import { splitName } from './person-name-rules.ts';
import { readRow } from './row-reading.ts';
import { ordersOf, readDate } from './table-dates.ts';

describe('dates', () => {
  test.each([
    ['14/03/1958', 'dmy', '1958-03-14'], ['03/14/1958', 'mdy', '1958-03-14'], ['58-03-14', 'ymd', '1958-03-14'], ['1958-3-4', null, '1958-03-04'], ['19580314', null, '1958-03-14'], ['14 mars 1958', null, '1958-03-14'],
    ['1er août 2001', null, '2001-08-01'], ['March 14, 1958', null, '1958-03-14'], ['14.03.1958 00:00:00', 'dmy', '1958-03-14'], ['1958', null, '1958'], ['1958-03', null, '1958-03'], ['3/1958', null, '1958-03'], ['29/02/2024', null, '2024-02-29'],
    ['01/02/27', 'dmy', '1927-02-01'], ['01/02/26', 'dmy', '2026-02-01'], ['05/05/1950', null, '1950-05-05'],
  ] as const)('%s read as %s is %s', (text, order, date) => {
    expect(readDate(text, order, 2026)).toEqual({ date });
  });
  test.each([['03/04/1958', null, 'DATE_AMBIGUOUS'], ['31/02/1958', 'dmy', 'DATE_UNREADABLE'], ['14/03/1958', 'mdy', 'DATE_UNREADABLE'], ['hier', null, 'DATE_UNREADABLE'], ['1958-13-01', null, 'DATE_UNREADABLE'], ['29/02/2023', 'dmy', 'DATE_UNREADABLE']] as const)('%s read as %s: %s', (text, order, code) => {
    expect(readDate(text, order, 2026)).toEqual({ code });
  });
  test('the orders a date allows', () => {
    expect(ordersOf('14/03/1958', 2026)).toEqual(['dmy']);
    expect(ordersOf('03/04/1958', 2026)).toEqual(['dmy', 'mdy']);
    expect(ordersOf('1958-03-04', 2026)).toEqual([]);
  });
});

describe('numbers', () => {
  test.each([['4,2', null, 4.2], ['4.2', null, 4.2], ['1\u00A0234,5', null, 1234.5], ['1,234.5', null, 1234.5], ['1.234,5', null, 1234.5], ['0,125', null, 0.125], ['-3', null, -3], ['1,234', 'comma', 1.234], ['1,234', 'point', 1234]] as const)('%s with %s is %d', (text, decimal, number) => {
    expect(readNumber(text, decimal)).toEqual({ number });
  });
  test.each([['1,234', 'NUMBER_AMBIGUOUS'], ['positif', 'NUMBER_UNREADABLE'], ['.', 'NUMBER_UNREADABLE'], ['1..2', 'NUMBER_UNREADABLE']] as const)('%s: %s', (text, code) => {
    expect(readNumber(text, null)).toEqual({ code });
  });
});

describe('names in one cell', () => {
  test.each([['Tremblay, Marie', 'Tremblay', 'Marie'], ['TREMBLAY Marie', 'TREMBLAY', 'Marie'], ['Marie-Ève ST-PIERRE', 'ST-PIERRE', 'Marie-Ève'], ['DE LA SABLONNIÈRE Luc', 'DE LA SABLONNIÈRE', 'Luc']])('%s', (text, familyName, givenName) => {
    expect(splitName(text)).toEqual({ familyName, givenName });
  });
  test.each(['Marie Tremblay', 'TREMBLAY MARIE', 'Tremblay,', 'a, b, c', ''])('"%s" does not say which is which', (text) => {
    expect(splitName(text)).toBeNull();
  });
});

describe('guesses', () => {
  test.each<[string, TableField | null]>([
    ['Nom de famille', 'familyName'], ['PRÉNOM', 'givenName'], ['Date de naissance', 'birthDate'], ['D.D.N.', null], ['DOB', 'birthDate'], ['N° de dossier', 'fileNumber'], ['MRN', 'fileNumber'], ['Health card number', 'nam'], ['Courriel', 'email'], ['Dx', 'diagnosis'],
    ['Date Dx', 'diagnosisOn'], ['Biologique', 'medication'], ['DAS28-CRP', 'result'], ['Nom à la naissance', 'birthFamilyName'], ['Décès', 'deceased'], ['Date du décès', 'deceasedOn'], ['Remarque', null], ['', null], ['__proto__', null],
  ])('title %s', (title, field) => {
    expect(fieldOfTitle(title)).toBe(field);
  });
  test('a NAM looks like a NAM, whatever its title', () => {
    expect(fieldOfCells(['BELM58531419', 'TREJ 4911 0212', 'x'])).toBe('nam');
    expect(fieldOfCells(['514 555-0100', '(450) 555-0101'])).toBe('phone');
    expect(fieldOfCells(['1950-01-02', '1990-01-02'])).toBe('birthDate');
    expect(fieldOfCells(['2024-01-02', '2025-01-02'])).toBeNull();
  });
  test('"Nom" alone holds both names; each field is proposed once', () => {
    const titled = (...titles: readonly string[]) => guessFields(titles.map((title) => ({ title, cells: [] })), new Set(['resultName']));
    expect(titled('NAM', 'Date', 'Test', 'LOINC', 'Result', 'Units')).toEqual(['nam', 'resultOn', 'resultName', 'resultName', 'resultValue', 'resultUnit']);
    expect(titled('Nom', 'Prénom', 'Date', 'Test', 'Unité')).toEqual(['familyName', 'givenName', null, null, null]);
    expect(guessFields([{ title: 'Nom', cells: [] }, { title: 'DDN', cells: [] }, { title: 'Naissance', cells: [] }], new Set())).toEqual(['fullName', 'birthDate', null]);
  });
  test('what only the clinic can know is not guessed', () => {
    expect([guessCode('sex', 'Homme'), guessCode('sex', 'h'), guessCode('sex', '1'), guessCode('region', '6'), guessCode('region', 'Région de Montréal'), guessCode('deceased', 'Oui')]).toEqual(['M', 'M', null, '06', null, 'yes']);
    expect([mappedCode({ 1: 'F', '?': '' }, 'sex', ' 1 '), mappedCode({ '?': '' }, 'sex', '?'), mappedCode({}, 'sex', 'F'), mappedCode({ F: 'nonsense' }, 'sex', 'F'), mappedCode({}, 'sex', '__proto__')]).toEqual(['F', '', null, null, null]);
  });
});

describe('a row', () => {
  const mapping = (...fields: (TableField | null)[]): TableMapping => ({
    version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, columns: fields.map((field, index) => ({ header: `c${index}`, field, label: null, unit: null })),
    dateOrder: 'dmy', decimal: null, values: { sex: { F: 'F' } }, merge: 'fill', sure: 'merge', likely: 'ask',
  });
  const codes = (cells: string[], ...fields: (TableField | null)[]): string[] => readRow(cells, mapping('familyName', 'givenName', 'birthDate', ...fields), '2026-11-16').problems.map(({ code }) => code);
  const roy = ['Roy', 'Anne', '02/01/1950'];

  test('is sound when all of it can be kept', () => {
    expect(readRow([...roy, 'F', 'h2x1y4', '5145550100', 'Goutte; Lupus'], mapping('familyName', 'givenName', 'birthDate', 'sex', 'postalCode', 'phone', 'diagnosis'), '2026-11-16')).toMatchObject({
      isSound: true, problems: [], identity: { birthDate: '1950-01-02', administrativeSex: 'F', postalCode: 'H2X 1Y4', phone: '514 555-0100' }, diagnoses: [{ text: 'Goutte', code: null }, { text: 'Lupus', code: null }],
    });
  });
  test.each<[string, TableField, string]>([
    ['5,14555E+09', 'phone', 'NUMBER_ROUNDED'], ['a\u0000b', 'city', 'CHARACTERS'], ['#REF!', 'city', 'CELL_ERROR'], ['x'.repeat(81), 'city', 'TOO_LONG'], ['Roy\uFFFD', 'city', 'REPLACEMENT_CHARACTER'], ['BELM 5853', 'nam', 'NAM_FORMAT'],
    ['01/01/2030', 'deceasedOn', 'DATE_FUTURE'], ['01/01/1949', 'deceasedOn', 'DEATH_BEFORE_BIRTH'], ['?!', 'sex', 'VALUE_UNKNOWN'], ['1,234', 'result', 'NUMBER_AMBIGUOUS'], ['x@', 'email', 'EMAIL_INVALID'], ['12', 'phone', 'PHONE_SHORT'],
  ])('%s in %s: %s', (text, field, code) => {
    expect(codes([...roy, text], field)).toEqual([code]);
  });
  test('a row that slipped sideways is told, not cut', () => {
    expect(codes([...roy, 'Laval', 'Goutte'], 'city')).toEqual(['LINE_SHAPE']);
  });
  test('blanks people write are blanks; that there is no allergy is no allergy', () => {
    expect(readRow([...roy, 'n/d', 'aucune', '-'], mapping('familyName', 'givenName', 'birthDate', 'nam', 'allergy', 'phone'), '2026-11-16')).toMatchObject({ problems: [], allergies: [], identifiers: [], identity: { phone: null } });
  });
});
