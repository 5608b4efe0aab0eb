import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { bundleOf, sourceOf } from '../imports/testing/test-bundles.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

type Save = Inputs['prevention']['saveVaccination'];

describe.each(engines)('vaccinations, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let physio: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, physio] = [await clinic.caller('rheumatologist'), await clinic.caller('physiotherapist')];
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const service = () => clinic.services.vaccinations;
  const one = (patientId: string, part: Partial<Save> = {}): Save => ({
    vaccinationId: clinic.ports.newId(), patientId, expectedVersion: null, vaccine: 'influenza', text: '', status: 'completed', reason: null, reasonNote: '', givenOn: '2026-10-20', lot: 'U7781A', expiresOn: '2027-06', site: 'LA', route: 'IM',
    doseNumber: null, source: 'given-here', note: '', ...part,
  });
  const list = (patientId: string) => service().list(doctor, { patientId });
  const actions = async (id: string): Promise<string[]> => (await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity_id', '=', id).orderBy('seq').execute()).map(({ action }) => action);

  test('entered, corrected with a trace, taken out; each step in the trail', async () => {
    const patientId = await addPatient(clinic, doctor, 'Vaccinée');
    const entered = one(patientId);
    expect(await service().save(doctor, entered)).toEqual({ version: 1 });
    expect(await service().save(doctor, entered)).toEqual({ version: 1 });
    await expect(service().save(doctor, one(patientId))).rejects.toMatchObject({ code: 'DUPLICATE' });
    await service().save(doctor, one(patientId, { vaccine: 'zoster-recombinant', status: 'not-done', reason: 'refused', reasonNote: 'y réfléchira', givenOn: '2026-09' }));
    const { vaccinations, proposals, mayWrite } = await list(patientId);
    expect(mayWrite).toBe(true);
    expect(vaccinations).toMatchObject([
      { vaccine: 'influenza', text: 'Influenza, inactivé', code: '140', live: false, givenOn: '2026-10-20', lot: 'U7781A', expiresOn: '2027-06', site: 'LA', source: 'given-here', imported: false, recordedBy: doctor.displayName, warning: null },
      { vaccine: 'zoster-recombinant', status: 'not-done', reason: 'refused', reasonNote: 'y réfléchira', lot: '' },
    ]);
    expect(proposals.find(({ code }) => code === 'influenza')).toMatchObject({ state: 'done', doses: 1, lastOn: '2026-10-20' });
    expect(await service().save(doctor, { ...entered, expectedVersion: 1, givenOn: '2026-10-21', source: 'registry' })).toEqual({ version: 2 });
    await expect(service().save(doctor, { ...entered, expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE', data: { version: 2 } });
    expect((await list(patientId)).vaccinations[0]).toMatchObject({ givenOn: '2026-10-21', source: 'registry' });
    await service().withdraw(doctor, { vaccinationId: entered.vaccinationId, expectedVersion: 2, reason: 'Autre personne' });
    expect((await list(patientId)).vaccinations).toHaveLength(1);
    expect(await actions(entered.vaccinationId)).toEqual(['vaccination.added', 'vaccination.corrected', 'vaccination.withdrawn']);
    const history = await clinic.services.patientEdits.history(doctor, { patientId, after: null, limit: 10 });
    const told = history.changes.filter(({ entity, origin }) => entity === 'vaccination' && origin === 'edit').map(({ reason, changes }) => [reason, changes.map(({ field, from, to }) => [field, from, to])]);
    expect(told).toEqual([['Autre personne', [['vaccine', 'Influenza, inactivé', null]]], [null, [['givenOn:Influenza, inactivé', '2026-10-20', '2026-10-21'], ['vaccinationSource:Influenza, inactivé', 'given-here', 'registry']]]]);
  });

  test('a live vaccine under a biologic is kept only once confirmed, and stays marked; others read', async () => {
    const patientId = await addPatient(clinic, doctor, 'Vivante');
    const dose = { amount: 40, unit: 'mg', times: 1, perDays: 14, asNeeded: false } as const;
    await clinic.store.unitOfWork.write((db) =>
      db.insertInto('medication').values({
        id: clinic.ports.newId(), patient_id: patientId, code_system: 'http://www.whocc.no/atc', code: 'L04AB04', text: 'Adalimumab', other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: clinic.ports.clock.now(), updated_at: clinic.ports.clock.now(),
        kind: 'statement', status: 'active', intent: null, authored_on: null, started_on: '2026-03-01', ended_on: null, dosage: JSON.stringify([{ text: String(dose.amount) }]), reason_text: null, practitioner_id: null, stop_reason: null, stop_note: null,
      }).execute(),
    );
    expect((await list(patientId)).live).toMatchObject({ level: 'contraindicated' });
    const live = one(patientId, { vaccine: 'yellow-fever', givenOn: '2026-05-01' });
    await expect(service().save(doctor, live)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'confirmed', code: 'LIVE' }] } });
    await service().save(doctor, { ...live, confirmed: true });
    await service().save(doctor, one(patientId, { vaccine: 'mmr', givenOn: '2026-02-15', confirmed: true }));
    await service().save(doctor, one(patientId, { vaccine: 'varicella', givenOn: '2026-01-15' }));
    expect((await list(patientId)).vaccinations.map(({ vaccine, warning }) => [vaccine, warning?.text.fr ?? null])).toEqual([
      ['yellow-fever', 'Vaccin vivant contre-indiqué sous adalimumab.'],
      ['mmr', 'Vaccin vivant moins de 4 semaines avant le début d’un traitement\u00A0: adalimumab.'],
      ['varicella', null],
    ]);
    await expect(service().save(physio, one(patientId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await service().list(physio, { patientId })).toMatchObject({ mayWrite: false });
  });

  test('imported from FHIR, recognised by its code; what leaves and comes back is the same row', async () => {
    const person = '0b5b0d2c-0001-4000-8000-000000000077';
    const source = bundleOf([
      { resourceType: 'Patient', id: person, name: [{ family: 'Venue', given: ['Ana'] }], birthDate: '1966-01-02' },
      { resourceType: 'Immunization', id: '0b5b0d2c-0002-4000-8000-000000000077', status: 'completed', patient: { reference: `Patient/${person}` }, vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '216' }], text: 'PCV20' }, occurrenceDateTime: '2024-11-03', primarySource: false, reportOrigin: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/immunization-origin', code: 'record' }] }, site: { text: 'Bras gauche' } },
    ]);
    const { userId } = await clinic.caller('secretary');
    expect((await clinic.services.imports.importSources(userId, [sourceOf('a.json', source)])).created).toEqual({ Patient: 1, Immunization: 1 });
    const { id: patientId } = await clinic.store.database.db.selectFrom('patient').select('id').where('family_name', '=', 'Venue').executeTakeFirstOrThrow();
    const [line] = (await list(patientId)).vaccinations;
    expect(line).toMatchObject({ vaccine: 'pneumococcal-20', text: 'PCV20', source: 'booklet', imported: true, site: 'Bras gauche', givenOn: '2024-11-03' });
    await service().save(doctor, { ...one(patientId), vaccinationId: line!.id, expectedVersion: line!.version, vaccine: 'pneumococcal-20', givenOn: '2024-11-04', site: null, source: 'booklet' });
    expect((await list(patientId)).vaccinations).toMatchObject([{ id: line!.id, text: 'PCV20', code: '216', site: 'Bras gauche', givenOn: '2024-11-04', imported: false }]);
    // What was put right here stays so.
    expect((await clinic.services.imports.importSources(userId, [sourceOf('b.json', source)])).unchanged).toMatchObject({ Immunization: 1 });
    expect((await list(patientId)).vaccinations).toMatchObject([{ givenOn: '2024-11-04' }]);
  });
});
