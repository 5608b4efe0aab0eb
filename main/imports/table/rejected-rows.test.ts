import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from '#contract/deliveries.ts';
import { tableMapping } from '#contract/table-imports.ts';
import french from '../../../renderer/text/fr/tables.json' with { type: 'json' };
import english from '../../../renderer/text/en/tables.json' with { type: 'json' };
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { workHere } from '../../testing/work-here.ts';
import type { Caller } from '../../users/caller.ts';
import type { Session } from '../../users/session.ts';
import content from './content/rejected-rows.json' with { type: 'json' };
import { openTable } from './reading/open-table.ts';
import { importTable } from './table-command.ts';
import { tableSteps } from './testing/table-steps.ts';

const registry = ['Nom;Prénom;DDN;Courriel;No dossier', 'Roy;Anne;1950-01-02;anne@exemple.ca;00017', 'Cyr;Zoé;1951-02-30;=1+1;00018', 'Lavoie;;1960-03-04;;+15', 'Dubé;Luc;1970-01-01;luc;', ''].join('\n');

test('the file says why in the words of the screen', () => {
  expect(Object.fromEntries(Object.entries(content.problems).map(([code, { fr }]) => [code, fr]))).toEqual(french.problem);
  expect(Object.fromEntries(Object.entries(content.problems).map(([code, { en }]) => [code, en]))).toEqual(english.problem);
});

describe.each(engines)('rows not taken, on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let session: Session;
  let steps: ReturnType<typeof tableSteps>;
  let folder: string;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    workHere(clinic.services);
    secretary = await clinic.caller('secretary');
    session = { caller: secretary };
    steps = tableSteps(clinic, secretary);
    folder = mkdtempSync(join(tmpdir(), 'relais-rejected-'));
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
    rmSync(folder, { recursive: true });
  });

  const fetched = async ({ deliveryId }: Delivery): Promise<Uint8Array> => (await clinic.services.files.take(session, deliveryId))!.content;
  const linesOf = async (bytes: Uint8Array): Promise<readonly (readonly string[])[]> => {
    const found: (readonly string[])[] = [];
    for await (const { cells } of (await openTable(bytes, { format: 'workbook', encoding: null, separator: null, sheet: null, headerLine: 1 })).lines()) found.push(cells);
    return found;
  };

  test('leave as the same table with a column that says why, and are known again when they come back corrected', async () => {
    const prepared = await steps.begin(Buffer.from(registry), 'Liste 2025.csv');
    const mapping = { ...prepared.mapping, dateOrder: 'dmy' as const };
    expect((await steps.check(prepared, mapping)).states).toEqual({ ready: 1, problem: 3 });
    const file = await clinic.services.tableImports.rejectedFile(session, secretary, { importId: prepared.importId });
    expect(file.name).toBe('Liste 2025, à corriger.xlsx');
    const bytes = await fetched(file);
    expect(await linesOf(bytes)).toEqual([
      ['Nom', 'Prénom', 'DDN', 'Courriel', 'No dossier', 'Relais\u00a0: pourquoi cette ligne n’est pas importée'],
      // What a spreadsheet might run is text, and zeros stay.
      ['Cyr', 'Zoé', '1951-02-30', '=1+1', '00018', expect.stringMatching(/^Ligne 3\. DDN\u00a0: Cette date n’existe pas ou ne se lit pas\. Courriel\u00a0: Ce n’est pas/)],
      ['Lavoie', '', '1960-03-04', '', '+15', 'Ligne 4. Prénom\u00a0: Le nom ou le prénom manque.'],
      ['Dubé', 'Luc', '1970-01-01', 'luc', '', 'Ligne 5. Courriel\u00a0: Ce n’est pas une adresse de courriel.'],
    ]);
    // Corrected in a spreadsheet and saved as text by it.
    const corrected = (await linesOf(bytes)).map((cells) => cells.join(';').replace('1951-02-30', '1951-02-28').replace('=1+1', '').replace('Lavoie;;', 'Lavoie;Guy;').replace(';luc;', ';luc@exemple.ca;')).join('\r\n');
    const again = await steps.begin(Buffer.from(`\uFEFF${corrected}`), 'corrigé.csv');
    // Of the order of dates and of the columns nothing has to be said again.
    expect(again).toMatchObject({ remembered: 'Liste 2025.csv', mapping: { dateOrder: 'dmy' } });
    expect(again.mapping.columns.map(({ field }) => field)).toEqual(['familyName', 'givenName', 'birthDate', 'email', 'fileNumber', null]);
    expect((await steps.check(again)).states).toEqual({ ready: 3 });
    await expect(clinic.services.tableImports.rejectedFile(session, secretary, { importId: again.importId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const trail = await sql<{ action: string; detail: string }>`select action, detail from audit_event where action = 'import.rows-saved'`.execute(clinic.store.database.db);
    expect(trail.rows).toMatchObject([{ detail: '{"rows":3}' }]);
  });

  test.runIf(engine === 'sqlite')('a file without titles keeps having none', async () => {
    const prepared = await steps.begin(Buffer.from('Roy|Anne|1950-01-02\nCyr|Zoé|1951-02-30\n'), 'sans titres.csv');
    const columns = (['familyName', 'givenName', 'birthDate'] as const).map((field) => ({ header: '', field, label: null, unit: null }));
    const mapping = tableMapping.parse({ ...prepared.mapping, columns });
    expect((await steps.check(prepared, mapping)).states).toEqual({ ready: 1, problem: 1 });
    const bytes = await fetched(await clinic.services.tableImports.rejectedFile(session, secretary, { importId: prepared.importId }));
    expect((await linesOf(bytes)).map((cells) => cells.slice(0, 3))).toEqual([['Cyr', 'Zoé', '1951-02-30']]);
    const [table, saved] = [join(folder, 'reste.xlsx'), join(folder, 'm.json')];
    writeFileSync(table, bytes);
    writeFileSync(saved, JSON.stringify(mapping));
    expect((await importTable(clinic, secretary, table, saved, { checkOnly: true, shouldStop: () => false })).json).toMatchObject({ counts: { total: 1, states: { problem: 1 } }, rejected: [{ name: 'Cyr, Zoé' }] });
  });

  test.runIf(engine === 'sqlite')('the mapping saved on the screen gives the command line the same result, and its rejected rows too', async () => {
    const prepared = await steps.begin(Buffer.from(`Registre de la clinique\n${registry}`), 'registre.csv');
    const counts = await steps.check(prepared);
    const file = await clinic.services.tableImports.mappingFile(session, secretary, { importId: prepared.importId, mapping: prepared.mapping });
    expect(file.name).toBe('registre, correspondance.json');
    const [table, saved, rest] = [join(folder, 'registre.csv'), join(folder, file.name), join(folder, 'reste.xlsx')];
    writeFileSync(table, `Registre de la clinique\n${registry}`);
    writeFileSync(saved, await fetched(file));
    const rejected = (bytes: AsyncIterable<Uint8Array>): Promise<void> => pipeline(bytes, createWriteStream(rest));
    const { json } = await importTable(clinic, secretary, table, saved, { checkOnly: true, shouldStop: () => false, rejected });
    expect(json.counts).toEqual(counts);
    expect((await linesOf(readFileSync(rest))).map((cells) => cells[0])).toEqual(['Nom', 'Cyr', 'Lavoie', 'Dubé']);
    // In the file of what is left the titles stand on the first line, without the one above them.
    expect((await importTable(clinic, secretary, rest, saved, { checkOnly: true, shouldStop: () => false })).json.counts).toMatchObject({ total: 3, states: { problem: 3 } });
  });
});
