import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TableReading } from '#contract/table-imports.ts';
import { makeWorkbook } from '../testing/make-workbook.ts';
import { firstReading, openTable } from './open-table.ts';
import { guessSeparator } from './separator-rules.ts';
import type { TableLine } from './table-lines.ts';
import { accentedLines, guessEncoding } from './text-encoding-rules.ts';
import { numberStyle, numberText } from './workbook-numbers.ts';

const testing = join(import.meta.dirname, '../testing');
const spectrum = join(testing, 'csv-spectrum/csvs');
const encodings = join(testing, 'encodings');

/** Latin-1 has no long dash. */
const asciiDashes = (row: readonly string[]): string[] => row.slice(0, 4).map((cell) => cell.replaceAll('—', '-'));

async function linesOf(bytes: Uint8Array, change: Partial<TableReading> = {}): Promise<TableLine[]> {
  const file = await openTable(bytes, { ...firstReading(bytes).reading, ...change });
  const lines: TableLine[] = [];
  for await (const line of file.lines()) lines.push(line);
  return lines;
}
const cellsOf = async (bytes: Uint8Array, change: Partial<TableReading> = {}): Promise<(readonly string[])[]> => (await linesOf(bytes, change)).map(({ cells }) => cells);

describe('delimited text', () => {
  test.each(readdirSync(spectrum).filter((name) => name !== 'location_coordinates.csv'))('csv-spectrum %s', async (name) => {
    const expected = JSON.parse(readFileSync(join(testing, 'csv-spectrum/json', name.replace('.csv', '.json')), 'utf8')) as Record<string, string>[];
    const [header = [], ...rows] = await cellsOf(readFileSync(join(spectrum, name)));
    expect(rows.map((row) => Object.fromEntries(header.map((title, column) => [title, row[column] ?? ''])))).toEqual(expected);
  });

  test('the four encodings give the same regions', async () => {
    const [first, ...others] = await Promise.all(readdirSync(encodings).map((name) => cellsOf(readFileSync(join(encodings, name)))));
    expect(first?.length).toBe(19);
    expect(first?.[1]?.[2]).toBe('Région du Bas-Saint-Laurent');
    for (const other of others) expect(other.map((row) => asciiDashes(row))).toEqual(first?.map(asciiDashes));
  });

  test('each row knows its line of the file, blank lines and line breaks in cells counted', async () => {
    const text = 'nom;note\n"Roy";"deux\nlignes"\n\nLavoie;x\n"Cyr";"a\nb\nc"\nDubé;y';
    const lines = async (breaks: string): Promise<readonly number[]> => (await linesOf(Buffer.from(text.replaceAll('\n', breaks)))).map(({ line }) => line);
    expect(await lines('\n')).toEqual([1, 2, 5, 6, 9]);
    expect(await lines('\r\n')).toEqual([1, 2, 5, 6, 9]);
  });

  test('a line that says the separator is no row, and a quote inside a cell is a quote', async () => {
    expect(await cellsOf(Buffer.from('sep=|\na|b;c\n5" tube|d\n'))).toEqual([['a', 'b;c'], ['5" tube', 'd']]);
    expect(await cellsOf(Buffer.from('nom,dossier\nRoy,"=""00123"""\n'))).toEqual([['nom', 'dossier'], ['Roy', '00123']]);
  });

  test('formulas, nulls and other languages are text', async () => {
    const text = 'a;b\n=cmd|\'/C calc\'!A0;x\u0000y\n🜚 ᓄᓇᕗᑦ;\u202Eabc\n';
    expect((await cellsOf(Buffer.from(text))).slice(1)).toEqual([["=cmd|'/C calc'!A0", 'x\u0000y'], ['🜚 ᓄᓇᕗᑦ', '\u202Eabc']]);
  });

  test.each([
    ['a;b\n1;"never closed\n2;3\n', 'QUOTE_NOT_CLOSED', 2],
    [`a;b\n1;2\n3;${'x'.repeat(10 * 1024 * 1024)}\n`, 'CELL_TOO_LONG', 3],
    [`a;b\n1;"${'line\n'.repeat(500_000)}`, 'CELL_TOO_LONG', 2],
    [`${'a;'.repeat(300)}b\n`, 'TOO_MANY_COLUMNS', 1],
  ])('is refused with its line: case %#', async (text, code, line) => {
    await expect(linesOf(Buffer.from(text), { separator: ';' })).rejects.toMatchObject({ code, line });
  });
});

describe('encodings', () => {
  const text = 'nom;prénom;ville\nBéland;Chloé;Trois-Rivières\nLévêque;Françoise;Saint-Jérôme\nŒuvrard;Noël;L’Île-Perrot\n';
  const macRoman: Record<string, number> = { é: 0x8e, è: 0x8f, ê: 0x90, ë: 0x91, ç: 0x8d, ô: 0x99, Œ: 0xce, '’': 0xd5, Î: 0xeb };
  const windows: Record<string, number> = { Œ: 0x8c, '’': 0x92 };
  const encode = (table: Record<string, number>): Buffer => Buffer.from([...text].map((letter) => table[letter] ?? letter.charCodeAt(0)));

  test.each([
    ['utf-8', Buffer.from(text), true],
    ['utf-8', Buffer.from(`\uFEFF${text}`), true],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le'), true],
    ['utf-16le', Buffer.from(text, 'utf16le'), true],
    ['utf-16be', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), true],
    ['windows-1252', encode(windows), false],
    ['macintosh', encode(macRoman), false],
  ] as const)('%s is guessed and read', async (encoding, bytes, sure) => {
    expect(guessEncoding(bytes)).toMatchObject({ encoding, sure });
    expect((await cellsOf(bytes))[2]).toEqual(['Lévêque', 'Françoise', 'Saint-Jérôme']);
    expect((await cellsOf(bytes))[0]).toEqual(['nom', 'prénom', 'ville']);
    expect(accentedLines(bytes, encoding)[1]).toBe('Béland;Chloé;Trois-Rivières');
  });

  test('without accents the guess is UTF-8, and not sure', () => {
    expect(guessEncoding(Buffer.from('a;b\n1;2'))).toMatchObject({ encoding: 'utf-8', sure: false });
  });
});

test.each([['a;b,c\nd;e,f', ';'], ['a,b,c\n"x;y",e,f', ','], ['a\tb\nc\td', '\t'], ['a|b\nc|d', '|'], ['nom\nRoy', ';'], ['1,5;2,5\n3,5;4,5', ';']])('separator of %j', (text, separator) => {
  expect(guessSeparator(text)).toBe(separator);
});

describe('workbooks', () => {
  test('dates, padded numbers, plain numbers, formulas, errors and flags become text', async () => {
    const bytes = await makeWorkbook([
      { name: 'Accueil', hidden: true, rows: [['rien']] },
      {
        name: 'Patients',
        rows: [
          ['Nom', 'Naissance', 'Dossier', 'Téléphone', 'CRP', 'Calcul', 'Erreur', 'Oui', 'Riche', 'Formule'],
          [],
          ['Béland', { style: 1, number: 21258 }, { style: 2, number: 123 }, 5145550100, 4.2, { xml: '<f>A1&amp;"x"</f><v>Nomx</v>', type: 'str' }, { xml: '<v>#N/A</v>', type: 'e' }, { xml: '<v>1</v>', type: 'b' }, { xml: '<is><r><t>Gras</t></r><r><t> et non</t></r></is>', type: 'inlineStr' }, "=cmd|'/C calc'!A0"],
        ],
      },
    ]);
    expect(await linesOf(bytes)).toEqual([
      { line: 1, cells: ['Nom', 'Naissance', 'Dossier', 'Téléphone', 'CRP', 'Calcul', 'Erreur', 'Oui', 'Riche', 'Formule'], formulas: [] },
      { line: 3, cells: ['Béland', '1958-03-14', '00123', '5145550100', '4.2', 'Nomx', '#N/A', 'true', 'Gras et non', "=cmd|'/C calc'!A0"], formulas: [5] },
    ]);
    expect((await openTable(bytes, firstReading(bytes).reading)).sheets).toEqual([{ name: 'Accueil', hidden: true }, { name: 'Patients', hidden: false }]);
    expect(await cellsOf(bytes, { sheet: 'Accueil' })).toEqual([['rien']]);
    await expect(linesOf(bytes, { sheet: 'Autre' })).rejects.toMatchObject({ code: 'NO_SHEET' });
  });

  test.each([[1, '1900-01-01'], [59, '1900-02-28'], [61, '1900-03-01'], [36526, '2000-01-01'], [45351, '2024-02-29'], [21258.75, '1958-03-14']])('day %d of Excel', (serial, date) => {
    expect(numberText(String(serial), { kind: 'date' }, false)).toBe(date);
  });
  test('the calendar of 1904', () => {
    expect(numberText('0', { kind: 'date' }, true)).toBe('1904-01-01');
  });
  test.each([['yyyy\\-mm\\-dd', 'date'], ['jj/mm/aaaa', 'date'], ['[$-C0C]d mmmm yyyy;@', 'date'], ['0000000', 'padded'], ['# ##0,00 "$"', 'plain'], ['0.00', 'plain'], ['"dy"0', 'plain']])('format %s', (code, kind) => {
    expect(numberStyle(164, code).kind).toBe(kind);
  });

  test('laughs, outside entities, bombs, crowds and damage are refused within bounded memory', async () => {
    const sheet = (inside: string): Record<string, string> => ({ 'xl/worksheets/sheet1.xml': inside });
    const laughs = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><worksheet><sheetData><row r="1"><c t="str"><v>&lol2;</v></c></row></sheetData></worksheet>';
    const one = [{ name: 'x', rows: [['a']] }];
    await expect(linesOf(await makeWorkbook(one, sheet(laughs)))).rejects.toMatchObject({ code: 'XML_REFUSED' });
    await expect(linesOf(await makeWorkbook(one, sheet('<worksheet><sheetData><row><c t="str"><v>&xxe;</v></c></row></sheetData></worksheet>')))).rejects.toMatchObject({ code: 'XML_REFUSED' });
    await expect(linesOf(await makeWorkbook(one, sheet(`<worksheet><sheetData><row r="7"><c t="str"><v>${'x'.repeat(10 * 1024 * 1024)}</v></c></row></sheetData></worksheet>`)))).rejects.toMatchObject({ code: 'CELL_TOO_LONG' });
    await expect(linesOf(await makeWorkbook(one, sheet('<worksheet><sheetData><row>')))).rejects.toMatchObject({ code: 'XML_REFUSED' });
    const before = process.memoryUsage().rss;
    const bomb = await makeWorkbook(one, sheet(`<worksheet><sheetData>${' '.repeat(300 * 1024 * 1024)}</sheetData></worksheet>`));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const made = process.memoryUsage().rss;
    await expect(linesOf(bomb)).rejects.toMatchObject({ code: 'CELL_TOO_LONG' });
    expect(process.memoryUsage().rss - made).toBeLessThan(200 * 1024 * 1024);
    expect(made).toBeGreaterThan(before);
    const many = Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`x/${index}`, 'x']));
    await expect(linesOf(await makeWorkbook(one, many))).rejects.toMatchObject({ code: 'TOO_MANY_PARTS' });
    const whole = await makeWorkbook(one);
    await expect(linesOf(whole.subarray(0, whole.length - 40))).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(() => firstReading(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toThrow(expect.objectContaining({ code: 'ENCRYPTED' }) as Error);
  }, 60_000);
});
