import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TableMapping } from '#contract/table-imports.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { bundleOf, sourceOf } from '../testing/test-bundles.ts';

/** Everything a clinic holds of people, their records and visits; of a patient not how often they changed and when last, which an undo counts on. */
const tables = ['practitioner', 'practitioner_identifier', 'patient', 'patient_identifier', 'patient_search', 'condition', 'observation', 'observation_component', 'medication', 'allergy', 'vaccination', 'referral', 'appointment', 'appointment_step'] as const;
const left: Readonly<Record<string, readonly string[]>> = { patient: ['version', 'updated_at'], patient_search: ['search_id', 'words'] };

const id = (kind: number, index: number): string => `0b5b0d2c-${String(kind).padStart(4, '0')}-4000-8000-${String(index).padStart(12, '0')}`;

/** A source's bundle, the first time and after a year: every row of it says something else the second time. */
function bundle(professionalId: string, later: boolean): Parameters<typeof bundleOf>[0] {
  const one = (index: number): Parameters<typeof bundleOf>[0] => {
    const subject = { reference: `Patient/${id(1, index)}` };
    const actors = [{ actor: subject, status: 'accepted' }, { actor: { reference: `Practitioner/${professionalId}` }, status: 'accepted' }];
    const hour = 13 + index;
    return [
      { resourceType: 'Patient', id: id(1, index), name: [{ family: later ? `Roy-${index}` : `Roy${index}`, given: ['Anne'] }], birthDate: '1958-03-14', address: later ? [{ city: 'Gaspé' }] : [], identifier: [{ system: 'http://hopital.example', value: later ? `N${index}` : `A${index}` }] },
      { resourceType: 'Practitioner', id: id(2, index), name: [{ family: `Dubois${index}`, given: ['Luc'] }], telecom: later ? [{ system: 'phone', value: '418 555-0101' }] : [], identifier: later ? [{ system: 'http://cmq.example', value: `7${index}` }] : [] },
      { resourceType: 'Condition', id: id(3, index), subject, code: { text: later ? 'Goutte tophacée' : 'Goutte' }, onsetDateTime: later ? '2019-02' : '2019' },
      {
        resourceType: 'Observation', id: id(4, index), status: later ? 'amended' : 'final', subject, code: { text: 'Tension' },
        component: [{ code: { text: 'Systolique' }, valueQuantity: { value: later ? 131.5 : 120, unit: 'mmHg' } }, ...(later ? [] : [{ code: { text: 'Diastolique' }, valueQuantity: { value: 80, unit: 'mmHg' } }])],
      },
      { resourceType: 'Observation', id: id(5, index), status: 'final', subject, code: { text: 'CRP' }, valueQuantity: { value: later ? 4.25 : 18, unit: 'mg/L' } },
      { resourceType: 'MedicationRequest', id: id(6, index), status: later ? 'stopped' : 'active', intent: 'order', subject, medicationCodeableConcept: { text: 'Méthotrexate' }, requester: { reference: `Practitioner/${id(2, index)}` } },
      { resourceType: 'AllergyIntolerance', id: id(7, index), patient: subject, code: { text: later ? 'Sulfamides' : 'Sulfas' }, criticality: later ? 'high' : 'low' },
      { resourceType: 'Immunization', id: id(10, index), patient: subject, status: later ? 'not-done' : 'completed', vaccineCode: { text: 'Influenza' }, occurrenceDateTime: '2025-10-02' },
      { resourceType: 'ServiceRequest', id: id(8, index), status: 'active', intent: 'order', subject, code: { text: later ? 'Avis pressant' : 'Avis' }, authoredOn: '2026-11-02' },
      { resourceType: 'Appointment', id: id(9, index), status: 'booked', start: `2026-12-0${later ? 3 : 2}T${hour}:00:00Z`, end: `2026-12-0${later ? 3 : 2}T${hour}:30:00Z`, basedOn: [{ reference: `ServiceRequest/${id(8, index)}` }], participant: actors },
    ];
  };
  return [...one(1), ...(later ? [...one(2), { resourceType: 'Condition', id: id(3, 1), subject: { reference: `Patient/${id(1, 1)}` }, code: { text: 'Goutte, deux fois dans le fichier' } }] : [])];
}

describe.each(engines)('an import and its undo on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let professionalId: string;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    professionalId = (await clinic.caller('rheumatologist')).practitionerId ?? '';
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const digests = async (): Promise<Readonly<Record<string, string>>> => {
    const found: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(clinic.store.database.db);
      const lines = rows.map((row) => JSON.stringify(Object.entries(row).filter(([column]) => !left[table]?.includes(column)).sort())).sort();
      found[table] = `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12)}`;
    }
    return found;
  };
  const undo = async (undoes: string) => clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
  const take = async (later: boolean) => {
    clinic.ports.clock.set(later ? '2026-11-17T15:00:00.000Z' : '2026-11-16T15:00:00.000Z');
    const report = await clinic.services.imports.importSources(secretary.userId, [sourceOf(later ? 'apres.json' : 'avant.json', bundleOf(bundle(professionalId, later)))]);
    expect(report.rejected).toEqual([]);
    return report;
  };

  test('leave every table as it was: one alone, and a second over a first, in the order they came', async () => {
    const empty = await digests();
    const first = await take(false);
    const afterFirst = await digests();
    expect(await undo(first.importId)).toMatchObject({ keptCount: 0, restored: {} });
    expect(await digests()).toEqual(empty);

    const again = await take(false);
    const before = await digests();
    expect(Object.keys(before).filter((table) => before[table]?.startsWith('0 ') !== afterFirst[table]?.startsWith('0 '))).toEqual([]);
    const second = await take(true);
    expect(second.updated).toEqual({ Patient: 1, Practitioner: 1, Condition: 2, Observation: 2, MedicationRequest: 1, AllergyIntolerance: 1, Immunization: 1, ServiceRequest: 1, Appointment: 1 });
    const report = await undo(second.importId);
    expect(report).toMatchObject({ keptCount: 0, kept: [], restored: { Patient: 1, Practitioner: 1, Condition: 1, Observation: 2, MedicationStatement: 1, AllergyIntolerance: 1, Immunization: 1, ServiceRequest: 1, Appointment: 1 } });
    expect(report.removed).toEqual({ Patient: 1, Practitioner: 1, Condition: 1, Observation: 2, MedicationStatement: 1, AllergyIntolerance: 1, Immunization: 1, ServiceRequest: 1, Appointment: 1 });
    expect(await digests()).toEqual(before);
    expect(await undo(again.importId)).toMatchObject({ keptCount: 0, restored: {} });
    expect(await digests()).toEqual(empty);
    expect(await sql`select * from import_before`.execute(clinic.store.database.db)).toMatchObject({ rows: [] });
  });

  test('what somebody has changed since is left and told with who did it; the rest goes back', async () => {
    await take(false);
    const before = await digests();
    const second = await take(true);
    const doctor = await clinic.caller('rheumatologist');
    const db = clinic.store.database.db;
    const [visit] = await db.selectFrom('appointment').select(['id', 'version']).where('source_id', 'like', `%${id(9, 1)}`).execute();
    await clinic.services.visitLife.cancel(doctor, { appointmentId: visit!.id, expectedVersion: visit!.version, party: 'clinic', cause: 'closed', note: null, request: 'waits' });
    const report = await undo(second.importId);
    expect(report.kept).toEqual([expect.objectContaining({ type: 'Appointment', reason: 'CHANGED', byName: 'Essai rheumatologist' })]);
    const after = await digests();
    expect(Object.keys(before).filter((table) => after[table] !== before[table])).toEqual(['appointment', 'appointment_step']);
  });

  test('a time given to another visit since is not taken back; the later of two imports is named when the first is undone before it', async () => {
    const first = await take(false);
    const second = await take(true);
    await sql`insert into appointment (id, patient_id, professional_id, starts_at, ends_at, local_start, zone, modality, status, live, created_at, created_by, updated_at)
      select ${clinic.ports.newId()}, patient_id, professional_id, '2026-12-02T14:00:00.000Z', '2026-12-02T14:30:00.000Z', '2026-12-02T09:00', 'America/Toronto', 'PHONE', 'booked', 1, updated_at, created_by, updated_at
      from appointment where source_id like ${`%${id(9, 2)}`}`.execute(clinic.store.database.db);
    const early = await undo(first.importId);
    expect(early.removed).toEqual({});
    expect(new Set(early.kept.map(({ type, reason, byName }) => `${type} ${reason} ${byName ?? ''}`))).toEqual(
      new Set(['Appointment', 'ServiceRequest', 'Observation', 'MedicationStatement', 'AllergyIntolerance', 'Immunization', 'Condition', 'Practitioner', 'Patient'].map((type) => `${type} CHANGED Essai secretary`)),
    );
    const report = await undo(second.importId);
    expect(report.kept.map(({ type, reason }) => `${type} ${reason}`).sort()).toEqual(['Appointment TAKEN', 'Patient USED']);
  });

  test('of a table merged into people on file', async () => {
    const mapping: TableMapping = {
      version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, dateOrder: 'ymd', decimal: 'comma', values: {}, merge: 'replace', sure: 'merge', likely: 'create',
      columns: (['familyName', 'givenName', 'birthDate', 'fileNumber', 'city', 'diagnosis'] as const).map((field, index) => ({ header: ['Nom', 'Prénom', 'DDN', 'Dossier', 'Ville', 'Dx'][index] ?? '', field, label: null, unit: null })),
    };
    const takeTable = async (text: string): Promise<string> => {
      const content = Buffer.from(`Nom;Prénom;DDN;Dossier;Ville;Dx\n${text}`);
      return (await clinic.services.tableImports.importWhole(secretary, { name: 'r.csv', bytes: content.length, sha256: 'x', content }, mapping, { checkOnly: false, onProgress: () => undefined, shouldStop: () => false })).importId;
    };
    await take(false);
    const empty = await digests();
    const first = await takeTable('Cyr;Zoé;1950-01-02;C1;;\nRoy1;Anne;1958-03-14;R1;Laval;Lupus\n');
    const before = await digests();
    clinic.ports.clock.set('2026-11-18T15:00:00.000Z');
    const second = await takeTable('Cyr;Zoé;1950-01-02;C1;Laval;Goutte\nRoy1;Anne;1958-03-14;R1;Percé;Lupus\nCyr;Zoé;1950-01-02;C1;Laval;Polyarthrite\n');
    expect(await digests()).not.toEqual(before);
    expect(await undo(second)).toMatchObject({ keptCount: 0 });
    expect(await digests()).toEqual(before);
    expect(await undo(first)).toMatchObject({ keptCount: 0 });
    expect(await digests()).toEqual(empty);
  });
});
