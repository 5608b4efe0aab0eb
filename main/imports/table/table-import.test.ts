import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TableMapping } from '#contract/table-imports.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { workHere } from '../../testing/work-here.ts';
import type { Caller } from '../../users/caller.ts';
import { importTable } from './table-command.ts';
import { messyWorkbook } from './testing/messy-registry.ts';
import { tableSteps } from './testing/table-steps.ts';

describe.each(engines)('tables on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let steps: ReturnType<typeof tableSteps>;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    workHere(clinic.services);
    secretary = await clinic.caller('secretary');
    steps = tableSteps(clinic, secretary);
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const rows = async <T>(query: string): Promise<T[]> => (await sql.raw<T>(query).execute(clinic.store.database.db)).rows;

  test('the registry of a secretary: proposed, checked, mended, taken, and nothing is lost', async () => {
    const prepared = await steps.begin(await messyWorkbook(), 'registre.xlsx');
    expect(prepared.mapping.reading).toEqual({ format: 'workbook', encoding: null, separator: null, sheet: null, headerLine: 3 });
    expect(prepared.mapping.columns.map(({ field }) => field)).toEqual([
      'fileNumber', 'familyName', 'givenName', 'birthDate', 'sex', 'nam', 'phone', 'email', 'city', 'postalCode', 'diagnosis', 'medication', 'medicationOn', 'result', 'allergy', null,
    ]);
    expect(prepared.mapping.dateOrder).toBe('dmy');
    // What `2` means is for a person to say.
    expect(prepared.mapping.values.sex).toEqual({ F: 'F', f: 'F', H: 'M', Madame: 'F' });
    expect(prepared.survey.columns[13]).toMatchObject({ formulas: 1 });

    const first = await steps.check(prepared);
    expect(first.total).toBe(13);
    expect(first.problems).toMatchObject({ DATE_UNREADABLE: 1, NAME_MISSING: 2, VALUE_UNKNOWN: 1, EMAIL_INVALID: 1, NAM_FORMAT: 1, CELL_ERROR: 1, NAM_CHECK_DIGIT: 1 });
    expect(first.states).toEqual({ ready: 6, problem: 7 });
    expect({ creates: first.creates, merges: first.merges }).toEqual({ creates: 5, merges: 1 });

    const counts = await steps.check(prepared, { values: { ...prepared.mapping.values, sex: { ...prepared.mapping.values.sex, 2: 'M' } } });
    expect(counts.states).toEqual({ ready: 7, problem: 6 });
    const problem = (await steps.shown(prepared.importId, 'problem'))[0]!;
    expect(problem).toMatchObject({ line: 7, name: 'D’Amours, Luc', problems: [{ code: 'EMAIL_INVALID', field: 'email', column: 7, value: 'luc.damours' }, { code: 'NAM_CHECK_DIGIT' }] });
    const mended = await clinic.services.tableImports.correct(secretary, { importId: prepared.importId, line: 7, cells: [{ column: 7, text: 'luc.damours@exemple.ca' }] });
    expect(mended.row).toMatchObject({ state: 'ready', decision: { kind: 'create' } });

    const report = await steps.run(prepared.importId);
    expect(report).toMatchObject({ created: { Patient: 7, Condition: 8, MedicationStatement: 8, AllergyIntolerance: 1, Observation: 2 }, updated: { Patient: 1 }, cancelled: false });
    expect(report.counts.states).toEqual({ taken: 8, problem: 5 });
    expect(report.rejected.map(({ line }) => line)).toEqual([9, 10, 11, 13, 17]);

    const [maryse] = await rows<{ phone: string; postal_code: string; city: string; import_id: string }>(`select phone, postal_code, city, import_id from patient where sort_key = 'beland  maryse'`);
    // The second line about her fills blanks only; the first one's phone stays.
    expect(maryse).toEqual({ phone: '514 555-0117', postal_code: 'H2X 1Y4', city: 'Montréal', import_id: prepared.importId });
    expect((await rows<{ text: string }>(`select text from medication where patient_id = (select id from patient where sort_key = 'beland  maryse') order by text`)).map(({ text }) => text)).toEqual(['Alendronate', 'Hydroxychloroquine', 'Méthotrexate 15 mg']);
    expect((await rows<{ value: string }>(`select value from patient_identifier where system = 'urn:relais:identifier:clinic-file' order by value`)).map(({ value }) => value)).toContain('00017');
    // Rows that were taken let go of the file's words; the others keep them, and can be mended still.
    expect((await steps.shown(prepared.importId, 'taken')).every(({ cells }) => cells.length === 0)).toBe(true);
    await clinic.services.tableImports.correct(secretary, { importId: prepared.importId, line: 9, cells: [{ column: 3, text: '19/05/1938' }] });
    expect((await steps.run(prepared.importId)).counts.states).toEqual({ taken: 9, problem: 4 });
    expect((await clinic.services.imports.list(secretary, { after: null })).batches).toMatchObject([{ id: prepared.importId, kind: 'table', state: 'done', table: { created: { Patient: 8 } } }]);
  });

  test('a second import of the same file changes nothing', async () => {
    const text = 'Nom;Prénom;DDN;No dossier\nRoy;Anne;1950-01-02;A1\nLavoie;Luc;1960-03-04;A2\n';
    const one = await steps.begin(Buffer.from(text));
    expect((await steps.check(one)).states).toEqual({ ready: 2 });
    await steps.run(one.importId);
    const two = await steps.begin(Buffer.from(text));
    expect((await steps.check(two)).states).toEqual({ unchanged: 2 });
    // A birth date was mended in one row: it is that person still, by name and number.
    const three = await steps.begin(Buffer.from(text.replace('1960-03-04', '1960-03-05')));
    expect(await steps.check(three)).toMatchObject({ states: { unchanged: 1, ready: 1 }, merges: 1 });
    expect((await rows<{ count: number }>('select count(*) as count from patient'))[0]).toMatchObject({ count: 2 });
  });

  test('dates that can be read two ways are asked, never guessed', async () => {
    const prepared = await steps.begin(Buffer.from('Nom;Prénom;DDN\nRoy;Anne;03/04/1950\nCyr;Zoé;05/06/1951\n'));
    expect(prepared.survey.columns[2]).toMatchObject({ dateOrder: 'ask' });
    expect(prepared.mapping.dateOrder).toBeNull();
    expect((await steps.check(prepared)).problems).toEqual({ DATE_AMBIGUOUS: 2 });
    expect((await steps.check(prepared, { dateOrder: 'mdy' })).states).toEqual({ ready: 2 });
    expect((await steps.shown(prepared.importId)).map(({ birthDate }) => birthDate)).toEqual(['1950-03-04', '1951-05-06']);
  });

  test('likely duplicates wait for a decision; merged, what is on file stays unless the file replaces it', async () => {
    const patientId = clinic.ports.newId();
    await clinic.services.patients.register(secretary, {
      patientId, familyName: 'Béland', givenName: 'Maryse', birthFamilyName: null, birthDate: '1958-03-14', administrativeSex: 'F', nam: null, fileNumber: 'B-1', language: 'fr', phone: '514 555-0000', email: null,
      addressLine: null, city: null, postalCode: null, regionCode: null, mobility: 'unknown', teleSuitability: 'unknown',
    });
    const text = 'Nom;Prénom;DDN;Tél.;Ville;Dx\nBeland;Marise;1958-03-14;450 555-1111;Laval;Goutte\n';
    const prepared = await steps.begin(Buffer.from(text));
    expect((await steps.check(prepared)).states).toEqual({ undecided: 1 });
    expect((await steps.run(prepared.importId)).rejected).toEqual([{ line: 2, name: 'Beland, Marise', codes: ['UNDECIDED'] }]);
    const [row] = await steps.shown(prepared.importId, 'undecided');
    expect(row?.candidates).toMatchObject([{ patientId, sure: false, patient: { familyName: 'Béland', fileNumber: 'B-1' } }]);
    await expect(clinic.services.tableImports.decide(secretary, { importId: prepared.importId, lines: [2], decision: { kind: 'merge', patientId: clinic.ports.newId() } })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.services.tableImports.decide(secretary, { importId: prepared.importId, lines: null, decision: { kind: 'mergeSurest' } });
    expect(await steps.run(prepared.importId)).toMatchObject({ updated: { Patient: 1 }, created: { Condition: 1 }, rejected: [] });
    expect(await rows('select family_name, phone, city from patient')).toEqual([{ family_name: 'Béland', phone: '514 555-0000', city: 'Laval' }]);
    const again = await steps.begin(Buffer.from(text.replace('Goutte', '"Goutte; Lupus"')));
    expect((await steps.check(again, { merge: 'replace' })).states).toEqual({ ready: 1 });
    await steps.run(again.importId);
    expect(await rows('select family_name, phone, city from patient')).toEqual([{ family_name: 'Beland', phone: '450 555-1111', city: 'Laval' }]);
    expect((await rows<{ text: string }>('select text from condition order by text')).map((one) => one.text)).toEqual(['Goutte', 'Lupus']);
  });

  test('the command line gives the same, and a check leaves nothing', async () => {
    const prepared = await steps.begin(await messyWorkbook(), 'registre.xlsx');
    const mapping = { ...prepared.mapping, values: { ...prepared.mapping.values, sex: { ...prepared.mapping.values.sex, 2: 'M' } } };
    const counts = await steps.check(prepared, mapping);
    await clinic.services.tableImports.discard(secretary, { importId: prepared.importId });
    const folder = mkdtempSync(join(tmpdir(), 'relais-table-'));
    try {
      const [table, saved] = [join(folder, 'registre.xlsx'), join(folder, 'correspondance.json')];
      writeFileSync(table, await messyWorkbook());
      writeFileSync(saved, JSON.stringify(mapping));
      const options = { shouldStop: () => false };
      const checked = await importTable(clinic, secretary, table, saved, { ...options, checkOnly: true });
      expect(checked.json.counts).toEqual(counts);
      expect(await rows('select 1 as one from import_row union select 1 as one from patient')).toEqual([]);
      const taken = await importTable(clinic, secretary, table, saved, { ...options, checkOnly: false });
      expect(taken.json).toMatchObject({ created: { Patient: 6 }, updated: { Patient: 1 }, rejected: checked.json.rejected });
      writeFileSync(saved, '{"version":2}');
      await expect(importTable(clinic, secretary, table, saved, { ...options, checkOnly: true })).rejects.toMatchObject({ message: 'not a mapping' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a mapping is remembered by the titles, in whatever order they stand', async () => {
    const prepared = await steps.begin(Buffer.from('Nom;Prénom;DDN;Code;Genre\nRoy;Anne;03/04/1950;77;1\nCyr;Luc;05/06/1951;78;2\n'));
    const mapping: TableMapping = { ...prepared.mapping, dateOrder: 'dmy', values: { sex: { 1: 'F', 2: 'M' } }, columns: prepared.mapping.columns.map((column, index) => (index === 3 ? { ...column, field: 'fileNumber' } : column)) };
    await clinic.services.tableImports.remember(secretary, { name: 'Registre mensuel', mapping });
    const next = await steps.begin(Buffer.from('GENRE;Nom;Prénom;Code;DDN\n1;Dubé;Zoé;79;07/08/1952\n'));
    expect(next).toMatchObject({ remembered: 'Registre mensuel', mapping: { dateOrder: 'dmy', values: { sex: { 1: 'F', 2: 'M' } } } });
    expect(next.mapping.columns.map(({ field }) => field)).toEqual(['sex', 'familyName', 'givenName', 'fileNumber', 'birthDate']);
    expect((await steps.check(next)).states).toEqual({ ready: 1 });
    const [saved] = await clinic.services.tableImports.mappings(secretary);
    expect(saved?.name).toBe('Registre mensuel');
    expect(await clinic.services.tableImports.forget(secretary, { id: saved!.id })).toEqual({ forgotten: true });
  });

  test('what cannot be read is refused with its place, and the file is not kept', async () => {
    await expect(steps.begin(Buffer.from(`Nom;Prénom\nRoy;"Anne${'\nx'.repeat(100)}`))).rejects.toMatchObject({ code: 'UNREADABLE_FILE', data: { cause: 'QUOTE_NOT_CLOSED', line: 2 } });
    expect(await clinic.services.tableImports.unfinished(secretary)).toEqual([]);
  });

  test('what was begun is there the next day, and is forgotten after thirty', async () => {
    const prepared = await steps.begin(Buffer.from('Nom;Prénom;DDN\nRoy;Anne;1950-01-02\n'));
    await steps.check(prepared);
    expect(await clinic.services.tableImports.unfinished(secretary)).toMatchObject([{ importId: prepared.importId, stage: 'checked', byName: 'Essai secretary' }]);
    expect(await clinic.services.tableImports.open(secretary, { importId: prepared.importId })).toMatchObject({ stage: 'checked', counts: { states: { ready: 1 } } });
    // Another mapping: what was checked no longer holds, and cannot be imported.
    expect(await clinic.services.tableImports.keep(secretary, { importId: prepared.importId, mapping: prepared.mapping })).toEqual({ stage: 'checked' });
    expect(await clinic.services.tableImports.keep(secretary, { importId: prepared.importId, mapping: { ...prepared.mapping, merge: 'replace' } })).toEqual({ stage: 'reading' });
    expect(await clinic.services.tableImports.open(secretary, { importId: prepared.importId })).toMatchObject({ stage: 'reading', counts: null, mapping: { merge: 'replace' } });
    await expect(clinic.services.tableImports.run(secretary, { importId: prepared.importId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    clinic.ports.clock.set('2027-01-30T12:00:00.000Z');
    expect(await clinic.services.tableImports.forgetOld()).toBe(1);
    await expect(clinic.services.tableImports.open(secretary, { importId: prepared.importId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
