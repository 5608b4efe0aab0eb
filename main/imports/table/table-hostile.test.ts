import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableField, TableMapping } from '#contract/table-imports.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { surveyTable } from './table-survey.ts';

/** Texts that have broken programs before; none of them is a reason to lose a row. */
const naughty = [
  `'; drop table patient; --`, '<script>alert(1)</script>', '=cmd|\'/C calc\'!A0', '+1+1', '@SUM(A1)', '{{constructor}}', '__proto__', 'constructor', '%s%n', '../../etc/hostname', '🜚🏳️‍🌈', 'ᓄᓇᕗᑦ', '\u202Eabc', 'Ｆｕｌｌ',
  'e\u0301'.repeat(20), '"quoted"', 'a\\b', '$1', 'NaN', 'true', 'x'.repeat(80),
];
const textFields = ['familyName', 'givenName', 'birthFamilyName', 'city', 'addressLine', 'diagnosis', 'medication', 'allergy'] as const satisfies readonly TableField[];
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe.each(engines)('hostile tables on %s', (engine) => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
  });
  afterAll(() => clinic.close());

  const mapping: TableMapping = {
    version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, columns: textFields.map((field) => ({ header: field, field, label: null, unit: null })),
    dateOrder: null, decimal: null, values: {}, merge: 'fill', sure: 'merge', likely: 'create',
  };
  const run = async (rows: readonly (readonly string[])[]) => {
    const content = Buffer.from([textFields, ...rows].map((row) => row.map(quote).join(';')).join('\n'));
    const { report } = await clinic.services.tableImports.importWhole(await clinic.caller('secretary'), { name: 'n.csv', bytes: content.length, sha256: 'x', content }, mapping, { checkOnly: false, onProgress: () => undefined, shouldStop: () => false });
    return report!;
  };

  test('naughty strings in every text field are kept to the letter', async () => {
    const report = await run(naughty.map((text, index) => textFields.map((field) => (field === 'givenName' ? `Essai${String(index).padStart(2, '0')}` : text))));
    expect(report.rejected).toEqual([]);
    const { rows } = await sql<{ family_name: string; city: string; address_line: string }>`select family_name, city, address_line from patient order by given_name`.execute(clinic.store.database.db);
    const kept = naughty.map((text) => text.normalize('NFC'));
    expect(rows.map((row) => [row.family_name, row.city, row.address_line])).toEqual(kept.map((text) => [text, text, text]));
    // A semicolon separates two diagnoses.
    expect(report.created['Condition']).toBe(naughty.length + 1);
  });

  test('a null character keeps its row out, told where, and the others go in', async () => {
    const report = await run([['Nul', 'A', '', 'La\u0000val', '', '', '', ''], ['Null', 'B', '', 'Laval', '', '', '', '']]);
    expect(report.rejected).toMatchObject([{ line: 2, name: 'Nul, A', codes: ['BIRTH_DATE_MISSING', 'CHARACTERS'] }]);
    expect(report.counts.states).toEqual({ problem: 1, taken: 1 });
  });
});

describe('bounded memory', () => {
  test('200,000 rows are looked through without holding them; one more is refused', async () => {
    const row = (index: number): string => `${index};Tremblay;Marie ${index};14/03/19${String(index % 90).padStart(2, '0')};F;Montréal\n`;
    const parts = [Buffer.from('Dossier;Nom;Prénom;DDN;Sexe;Ville\n')];
    for (let start = 0; start < 200_000; start += 10_000) parts.push(Buffer.from(Array.from({ length: 10_000 }, (_, index) => row(start + index)).join('')));
    const bytes = Buffer.concat(parts);
    const before = process.memoryUsage().rss;
    const survey = await surveyTable(bytes, mappingReading, 2026);
    expect(survey).toMatchObject({ rows: 200_000, columns: [{}, {}, {}, { dateOrder: 'dmy' }, { distinct: [{ value: 'F', count: 200_000 }] }, {}] });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    await expect(surveyTable(Buffer.concat([bytes, Buffer.from(row(1))]), mappingReading, 2026)).rejects.toMatchObject({ code: 'TOO_MANY_ROWS', line: 200_002 });
  }, 120_000);
});

const mappingReading = { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 } as const;
