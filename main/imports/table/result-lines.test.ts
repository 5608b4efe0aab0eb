import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { TableMapping } from '#contract/table-imports.ts';
import { reachOf } from '../../access/record-reach.ts';
import type { Caller } from '../../users/caller.ts';
import { readTable } from './table-reading-job.ts';
import { tableSteps } from './testing/table-steps.ts';

/** As a hospital's laboratory sends it: French Excel, a result a line, its own mistakes. */
const laboratory = [
  'No dossier;NAM;Date de naissance;Date du prélèvement;Analyse;LOINC;Résultat;Unité',
  '00017;;14/03/1958;28/10/2026;Protéine C réactive;1988-5;12,4;mg/L',
  '00017;;;28/10/2026 07:45;ALAT;;130;U/L',
  ';BELM 5853 1411;;28/10/2026;Créatinine;;88;µmol/L',
  '00017;;;27/10/2026;CRP;;<0,5;mg/L',
  '00017;;;28/10/2026;AgHBs;5195-3;Négatif;',
  '00017;;;28/10/2026;PCR;;12,4;mg/L',
  '99999;;;28/10/2026;CRP;;5;mg/L',
  '00017;;;28/10/2026;Troponine;;5;ng/L',
  '00017;;;28/10/2026;CRP;;5;mmol/L',
  '00017;;;28/10/2026;Potassium;;44;mmol/L',
  '00017;;;28/10/2026;Créatinine;14682-9;0,9;mg/dL',
  '00017;;;28/10/2026;Plaquettes;;22;10*9/L',
  '00017;;;10/2026;CRP;;4;mg/L',
  '00017;;15/03/1958;28/10/2026;CRP;;6;mg/L',
  '00018;BELM 5853 1411;;28/10/2026;CRP;;7;mg/L',
  ';;;28/10/2026;CRP;;8;mg/L',
  '00017;;;28/10/2026;CRP;;hémolysé;mg/L',
  '00017;;;28/10/2026;ALT;1988-5;30;U/L',
  '',
].join('\r\n');

describe.each(engines)('a table with a result a line, on %s', (engine) => {
  let clinic: TestClinic;
  let nurse: Caller;
  let steps: ReturnType<typeof tableSteps>;
  let maryse: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    nurse = await clinic.caller('nurse');
    steps = tableSteps(clinic, nurse);
    await run((await checked('Nom;Prénom;DDN;Sexe;No dossier;NAM;Rx\nBéland;Maryse;1958-03-14;F;00017;BELM58531411;Méthotrexate 15 mg\nRoy;Luc;1960-01-02;M;00018;;\n')).importId);
    maryse = (await clinic.services.patients.search(nurse, { text: 'Béland', limit: 2 })).patients[0]?.id ?? '';
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  // In this process: a thread of its own for each step would take longer than all of the rest.
  const hooks = { onProgress: () => undefined, shouldStop: () => false };
  const checked = async (file: string | Buffer | Uint8Array, change: (mapping: TableMapping) => Partial<TableMapping> = () => ({})) => {
    const content = Buffer.from(file as Buffer);
    const read = await readTable(content, null, null, '2026-11-16');
    if ('refusal' in read) throw new Error(read.refusal);
    const mapping = { ...read.mapping, ...change(read.mapping) };
    const { importId } = await clinic.services.tableImports.importWhole(nurse, { name: 'laboratoire.csv', bytes: content.length, sha256: 'x', content }, mapping, { checkOnly: true, ...hooks });
    return { importId, mapping, states: (await clinic.services.tableImports.countsOf(importId)).states };
  };
  const run = (importId: string) => clinic.services.tableImports.runHeld({ importId, userId: nurse.userId, reach: reachOf(nurse, 'patient.read', clinic.ports.clock.now()) }, hooks);
  const results = async () =>
    clinic.store.database.db.selectFrom('observation').select(['text', 'code', 'effective_at', 'value_kind', 'value_number', 'value_unit', 'value_text']).where('patient_id', '=', maryse).orderBy('code').orderBy('effective_at').execute();

  test('people are recognised by number, values read and coded; what cannot be is left with its reason', async () => {
    const prepared = await checked(Buffer.from(laboratory, 'latin1'));
    expect(prepared.mapping.columns.map(({ field }) => field)).toEqual(['fileNumber', 'nam', 'birthDate', 'resultOn', 'resultName', 'resultName', 'resultValue', 'resultUnit']);
    expect(prepared.mapping).toMatchObject({ dateOrder: 'dmy', decimal: 'comma' });
    const rows = await steps.shown(prepared.importId);
    expect(rows.map(({ line, state, problems }) => [line, state, ...problems.map(({ code }) => code)])).toEqual([
      [2, 'ready'], [3, 'ready'], [4, 'ready'], [5, 'ready'], [6, 'ready'],
      [7, 'unchanged'], [8, 'problem', 'PERSON_UNKNOWN'], [9, 'problem', 'TEST_UNKNOWN'], [10, 'problem', 'UNIT_UNKNOWN'], [11, 'problem', 'RESULT_IMPOSSIBLE'],
      [12, 'problem', 'UNIT_UNKNOWN'], [13, 'undecided', 'RESULT_IMPLAUSIBLE'], [14, 'problem', 'DATE_PARTIAL'], [15, 'problem', 'PERSON_DISAGREES'], [16, 'problem', 'PERSON_DISAGREES'],
      [17, 'problem', 'PERSON_NUMBER_MISSING'], [18, 'problem', 'RESULT_UNREADABLE'], [19, 'problem', 'TEST_UNKNOWN'],
    ]);
    expect(rows[0]).toMatchObject({ name: 'Béland, Maryse', birthDate: '1958-03-14', decision: { kind: 'merge', patientId: maryse } });
    expect(rows[6]).toMatchObject({ name: '99999' });
    expect(prepared.states).toEqual({ ready: 5, unchanged: 1, undecided: 1, problem: 11 });

    // Nobody new comes of a result, and an extreme value goes in when somebody has looked at it.
    await expect(clinic.services.tableImports.decide(nurse, { importId: prepared.importId, lines: [13], decision: { kind: 'create' } })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const before = await clinic.store.database.db.selectFrom('patient').selectAll().orderBy('id').execute();
    const report = await run(prepared.importId);
    expect(report).toMatchObject({ created: { Observation: 5 }, updated: {}, resultsOf: 1, counts: { states: { taken: 5, unchanged: 1, undecided: 1, problem: 11 } } });
    expect(report.rejected.find(({ line }) => line === 13)?.codes).toEqual(['RESULT_IMPLAUSIBLE']);
    await clinic.services.tableImports.decide(nurse, { importId: prepared.importId, lines: [13], decision: { kind: 'merge', patientId: maryse } });
    expect((await run(prepared.importId)).created).toEqual({ Observation: 6 });
    expect(await clinic.store.database.db.selectFrom('patient').selectAll().orderBy('id').execute()).toEqual(before);
    expect(await results()).toMatchObject([
      { text: 'Créatinine', code: '14682-9', value_number: 88, value_unit: 'µmol/L' },
      { text: 'ALAT', code: '1742-6', effective_at: '2026-10-28', value_number: 130, value_unit: 'U/L' },
      { text: 'CRP', code: '1988-5', effective_at: '2026-10-27', value_kind: 'comparison', value_number: null, value_text: '< 0.5 mg/L' },
      { text: 'Protéine C réactive', code: '1988-5', effective_at: '2026-10-28', value_kind: 'quantity', value_number: 12.4 },
      { text: 'AgHBs', code: '5195-3', value_kind: 'string', value_text: 'Négatif' },
      { text: 'Plaquettes', code: '777-3', value_number: 22 },
    ]);
    const { alerts, items, unread } = await clinic.services.monitoring.open(nurse, { patientId: maryse });
    expect(items.find(({ check }) => check === 'creatinine')).toMatchObject({ doneOn: '2026-10-28' });
    expect(items.find(({ check }) => check === 'liver')).toMatchObject({ doneOn: '2026-10-28', values: [{ number: 130, unit: 'U/L' }] });
    expect(alerts.flatMap(({ values }) => values.map((one) => one.test))).toEqual(expect.arrayContaining(['alt', 'platelets']));
    expect(unread).toEqual([]);
  });

  test('the same results again, in other words or another unit, are those already there', async () => {
    const held = await results();
    expect((await checked(Buffer.from(laboratory, 'latin1'))).states).toEqual({ unchanged: 7, problem: 11 });
    const otherwise = await checked('Dossier,Date,Test,Value,Unit\n00017,2026-10-28,1988-5,1.24,mg/dL\n00017,2026-10-29,1988-5,2.5,mg/L\n');
    expect(otherwise.mapping.columns.map(({ field }) => field)).toEqual(['fileNumber', 'resultOn', 'resultName', 'resultValue', 'resultUnit']);
    expect(otherwise.states).toEqual({ unchanged: 1, ready: 1 });
    expect((await run(otherwise.importId)).created).toEqual({ Observation: 1 });
    expect(await results()).toHaveLength(held.length + 1);
    // Of a code alone, the test's own name.
    expect((await results()).find(({ effective_at: on }) => on === '2026-10-29')).toMatchObject({ text: 'CRP', value_number: 2.5 });
    const wide = await checked('Nom;Prénom;DDN;No dossier;Date du résultat;CRP\nBéland;Maryse;1958-03-14;00017;2026-10-30;3,5\n', ({ columns }) => ({ columns: columns.map((column) => (column.field === 'result' ? { ...column, unit: 'mg/L' } : column)) }));
    await run(wide.importId);
    const long = await checked('No dossier;Date;Analyse;Valeur;Unité\n00017;2026-10-30;PCR;3,5;mg/L\n');
    expect(long.states).toEqual({ unchanged: 1 });
  });

  test('of a record closed to whoever checks, nothing is told but that it is', async () => {
    const doctor = await clinic.caller('rheumatologist');
    const luc = (await clinic.services.patients.search(nurse, { text: 'Roy', limit: 2 })).patients[0]?.id ?? '';
    await clinic.services.access.restrict(doctor, { patientId: luc, reason: 'person-request', words: 'x' });
    const { importId, states } = await checked('No dossier;Date;Analyse;Valeur;Unité\n00018;2026-10-28;CRP;5,5;mg/L\n');
    expect(states).toEqual({ problem: 1 });
    expect(await steps.shown(importId)).toMatchObject([{ name: '00018', birthDate: null, candidates: [], problems: [{ code: 'RECORD_CLOSED' }] }]);
  });

  test('lines not taken leave as a workbook that says why, and the import is undone whole', async () => {
    const prepared = await checked('No dossier;Date;Analyse;Valeur;Unité\n00017;2026-10-20;CRP;5,5;mg/L\n00017;2026-10-28;CRP;900,5;mg/L\n77777;2026-10-28;CRP;5,5;mg/L\n');
    expect(prepared.states).toEqual({ ready: 1, undecided: 1, problem: 1 });
    await run(prepared.importId);
    const session = { caller: nurse };
    const { deliveryId } = await clinic.services.tableImports.rejectedFile(session, nurse, { importId: prepared.importId });
    const back = await checked((await clinic.services.files.take(session, deliveryId))!.content);
    expect(back.states).toEqual({ undecided: 1, problem: 1 });
    expect((await steps.shown(back.importId)).map(({ cells }) => cells.at(-1))).toEqual([expect.stringContaining('invraisemblable'), expect.stringContaining('Personne au registre')]);
    const count = async () => Number((await clinic.store.database.db.selectFrom('observation').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
    const held = await count();
    const report = await clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes: prepared.importId, userId: nurse.userId }, hooks);
    expect(report).toMatchObject({ removed: { Observation: 1 }, restored: {}, kept: [] });
    expect(await count()).toBe(held - 1);
  });
});
