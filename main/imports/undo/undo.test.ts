import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TableMapping } from '#contract/table-imports.ts';
import type { UndoReport } from '#contract/table-reports.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { bundleOf, readTestBundle, sourceOf } from '../testing/test-bundles.ts';

describe.each(engines)('undoing an import on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const rows = async <T>(query: string): Promise<T[]> => (await sql.raw<T>(query).execute(clinic.store.database.db)).rows;
  const count = async (table: string): Promise<number> => Number((await rows<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n);
  const undo = async (undoes: string): Promise<UndoReport> => clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
  const importTable = async (text: string, change: Partial<TableMapping> = {}): Promise<string> => {
    const mapping: TableMapping = {
      version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, dateOrder: 'ymd', decimal: 'comma', values: { sex: { F: 'F' } }, merge: 'fill', sure: 'merge', likely: 'create',
      columns: (['familyName', 'givenName', 'birthDate', 'fileNumber', 'city', 'diagnosis'] as const).map((field, index) => ({ header: ['Nom', 'Prénom', 'DDN', 'Dossier', 'Ville', 'Dx'][index] ?? '', field, label: null, unit: null })), ...change,
    };
    const content = Buffer.from(`Nom;Prénom;DDN;Dossier;Ville;Dx\n${text}`);
    const { importId } = await clinic.services.tableImports.importWhole(secretary, { name: 'r.csv', bytes: content.length, sha256: 'x', content }, mapping, { checkOnly: false, onProgress: () => undefined, shouldStop: () => false });
    return importId;
  };

  test('what nobody touched goes; who was there before is as before; what was used or changed stays and is listed', async () => {
    const before = await importTable('Cyr;Zoé;1950-01-02;C1;;\n');
    clinic.ports.clock.set('2026-11-16T16:00:00.000Z');
    const importId = await importTable('Cyr;Zoé;1950-01-02;C1;Laval;Lupus\nRoy;Anne;1960-03-04;R1;Lévis;Goutte\nDubé;Luc;1970-05-06;D1;Québec;\nLavoie;Paul;1980-07-08;L1;Gaspé;Sjögren\n');
    const idOf = async (name: string): Promise<string> => (await rows<{ id: string }>(`select id from patient where family_name = '${name}'`))[0]!.id;
    expect(await count('patient')).toBe(4);
    expect(await rows(`select city from patient where family_name = 'Cyr'`)).toEqual([{ city: 'Laval' }]);
    // Somebody moves one of them, and somebody asks for an appointment for another.
    const { holdPatient, changePatient } = await import('../../patients/patient-change.ts');
    const dube = await idOf('Dubé');
    await clinic.store.unitOfWork.write(async (db) => changePatient(db, (await holdPatient(db, dube))!, { fields: { city: 'Montréal' }, userId: secretary.userId, origin: 'edit' }, { now: clinic.ports.clock.now(), newId: clinic.ports.newId }));
    const lavoie = await idOf('Lavoie');
    await rows(`insert into allergy (id, patient_id, text, created_at, updated_at) values ('${clinic.ports.newId()}', '${lavoie}', 'Sulfas', '2026-11-16T16:00:00.000Z', '2026-11-16T16:00:00.000Z')`);

    const report = await undo(importId);
    expect(report).toMatchObject({ undoes: importId, removed: { Patient: 1, Condition: 3 }, restored: { Patient: 1 }, keptCount: 2, cancelled: false });
    expect(report.kept).toEqual(expect.arrayContaining([
      { type: 'Patient', patientId: dube, name: 'Dubé, Luc', reason: 'CHANGED', byName: 'Essai secretary', at: '2026-11-16T16:00:00.000Z' },
      { type: 'Patient', patientId: lavoie, name: 'Lavoie, Paul', reason: 'USED', byName: null, at: null },
    ]));
    expect((await rows<{ family_name: string; city: string | null }>('select family_name, city from patient order by family_name'))).toEqual([{ family_name: 'Cyr', city: null }, { family_name: 'Dubé', city: 'Montréal' }, { family_name: 'Lavoie', city: 'Gaspé' }]);
    expect(await count('condition')).toBe(0);
    const { batches } = await clinic.services.imports.list(secretary, { after: null });
    expect(batches.find(({ id }) => id === importId)).toMatchObject({ kind: 'table', undoneBy: { byName: 'Essai secretary' } });
    expect(batches.find(({ kind }) => kind === 'undo')).toMatchObject({ state: 'done', undo: { keptCount: 2 } });
    expect((await rows<{ action: string }>(`select action from audit_event where action like 'import.und%' order by seq`)).map(({ action }) => action)).toEqual(['import.undo-started', 'import.undone']);
    await expect(clinic.services.undoImports.undo(secretary, { importId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'undone' } });
    // The earlier import can be taken back too, and the same file imported again.
    expect(await undo(before)).toMatchObject({ keptCount: expect.any(Number) as number });
    await importTable('Roy;Anne;1960-03-04;R1;Lévis;Goutte\n');
    expect(await rows(`select city from patient where family_name = 'Roy'`)).toEqual([{ city: 'Lévis' }]);
  });

  test('a FHIR batch goes the same way, through the long-work thread', async () => {
    const { importId } = await clinic.services.imports.importSources(secretary.userId, [sourceOf('p59.json', readTestBundle('p59.json'))]);
    expect(await count('observation')).toBeGreaterThan(10);
    let report: UndoReport | null = null;
    for await (const event of await clinic.services.undoImports.undo(secretary, { importId })) if (event.kind === 'report') report = event.report;
    expect(report).toMatchObject({ keptCount: 0, removed: { Patient: 1 } });
    for (const table of ['patient', 'patient_identifier', 'observation', 'condition', 'medication', 'allergy']) expect([table, await count(table)]).toEqual([table, 0]);
    await expect(clinic.services.undoImports.undo(secretary, { importId: clinic.ports.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('requests and visits go with their batch, unless somebody worked on them; what was only brought up to date is as before to be', async () => {
    const { userId } = secretary;
    const { practitionerId } = await clinic.caller('rheumatologist');
    const person = { resourceType: 'Patient', id: '0b5b0d2c-1111-4000-8000-000000000001', name: [{ family: 'Roy', given: ['Anne'] }], birthDate: '1958-03-14' };
    const subject = { reference: `Patient/${person.id}` };
    const problem = (text: string) => ({ resourceType: 'Condition', id: '0b5b0d2c-1111-4000-8000-000000000002', subject, code: { text } });
    const request = (index: number) => ({ resourceType: 'ServiceRequest', id: `0b5b0d2c-1111-4000-8000-00000000001${index}`, status: 'active', intent: 'order', subject, code: { text: `Avis ${index}` }, authoredOn: '2026-11-02' });
    const visit = (index: number, answers: number) => ({
      resourceType: 'Appointment', id: `0b5b0d2c-1111-4000-8000-00000000002${index}`, status: 'booked', start: `2026-12-0${index + 1}T15:00:00Z`, end: `2026-12-0${index + 1}T15:30:00Z`,
      basedOn: [{ reference: `ServiceRequest/${request(answers).id}` }], participant: [{ actor: subject, status: 'accepted' }, { actor: { reference: `Practitioner/${practitionerId}` }, status: 'accepted' }],
    });
    await clinic.services.imports.importSources(userId, [sourceOf('avant.json', bundleOf([person, problem('Goutte')]))]);
    clinic.ports.clock.set('2026-11-16T16:00:00.000Z');
    const { importId, created, updated } = await clinic.services.imports.importSources(userId, [sourceOf('apres.json', bundleOf([person, problem('Goutte tophacée'), request(1), request(2), visit(1, 1), visit(2, 2)]))]);
    expect({ created, updated }).toEqual({ created: { ServiceRequest: 2, Appointment: 2 }, updated: { Condition: 1 } });
    // Somebody moves one of the visits.
    await rows(`update appointment set version = 2 where id = (select id from appointment where starts_at = '2026-12-03T15:00:00.000Z')`);
    const report = await undo(importId);
    expect(report).toMatchObject({ removed: { Appointment: 1, ServiceRequest: 1 }, restored: { Condition: 1 }, keptCount: 2 });
    expect(report.kept.map(({ type, name, reason }) => [type, name, reason])).toEqual([['Appointment', '', 'CHANGED'], ['ServiceRequest', '', 'USED']]);
    expect([await count('patient'), await count('appointment'), await count('referral')]).toEqual([1, 1, 1]);
  });
});
