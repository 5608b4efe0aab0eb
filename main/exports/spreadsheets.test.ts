import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv-writing.ts';
import { isDangerous, neutralizeCell, restoreCell } from './spreadsheet-text-rules.ts';

describe('cells a spreadsheet would run', () => {
  test.each([
    ['=1+1', "'=1+1"], ['+1 514 555-0101', "'+1 514 555-0101"], ['-2', "'-2"], ['@SUM(A1)', "'@SUM(A1)"], ['\tx', "'\tx"], ['\rx', "'\rx"], ["'=1", "''=1"],
    ["O'Connell", "O'Connell"], ["'citation'", "'citation'"], ['a=1', 'a=1'], ['', ''],
  ])('%j is written %j', (text, written) => {
    expect(neutralizeCell(text)).toBe(written);
    expect(restoreCell(written)).toBe(text);
    expect(isDangerous(text)).toBe(written !== text);
  });

  test('whatever was written is read back', () => {
    const texts = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', '"', ';') });
    fc.assert(fc.property(texts, (text) => restoreCell(neutralizeCell(text)) === text && !/^[=+\-@\t\r]/.test(neutralizeCell(text))));
  });
});

describe('a line of delimited text', () => {
  test('semicolons, decimal commas, quotes where they are needed, nothing for nothing', () => {
    expect(csvLine(['Béland; Maryse', 10.5, null, 'dit "Momo"', -3, 'ligne\nautre', '=x'])).toBe('"Béland; Maryse";10,5;;"dit ""Momo""";-3;"ligne\nautre";\'=x\r\n');
  });
});
