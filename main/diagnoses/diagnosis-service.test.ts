import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { anEntry } from '../assessments/testing/assessment-fixtures.ts';
import { sourceOf } from '../imports/testing/test-bundles.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

type Save = Inputs['diagnoses']['save'];
const noSigns = { rheumatoidFactor: null, antiCcp: null, ana: null, hlaB27: null, erosions: null } as const;

describe.each(engines)('diagnoses, on %s', (engine) => {
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

  const diagnoses = () => clinic.services.diagnoses;
  const aDiagnosis = (patientId: string, part: Partial<Save> = {}): Save => ({
    diagnosisId: clinic.ports.newId(), patientId, expectedVersion: null, code: 'M05.9', text: '', status: 'active', verification: 'confirmed', onsetOn: '2019-03', endedOn: null, signs: noSigns, ...part,
  });
  const list = (patientId: string) => diagnoses().list(doctor, { patientId });
  const actions = async (id: string): Promise<string[]> => (await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity_id', '=', id).orderBy('seq').execute()).map(({ action }) => action);

  test('coded from the list, corrected, ended, taken out; each step in the trail; the registry and the header name it', async () => {
    const patientId = await addPatient(clinic, doctor, 'Diagnostic');
    const one = aDiagnosis(patientId, { signs: { ...noSigns, rheumatoidFactor: 'positive', antiCcp: 'positive', erosions: 'negative' } });
    expect(await diagnoses().save(doctor, one)).toEqual({ version: 1 });
    expect(await diagnoses().save(doctor, one)).toEqual({ version: 1 });
    await diagnoses().save(doctor, aDiagnosis(patientId, { code: 'I10', onsetOn: '2021' }));
    await diagnoses().save(doctor, aDiagnosis(patientId, { code: null, text: 'Migraine', onsetOn: null }));
    const { diagnoses: shown } = await list(patientId);
    expect(shown.map(({ text, code, isRheumatic }) => [text, code, isRheumatic])).toEqual([['Polyarthrite rhumatoïde séropositive', 'M05.9', true], ['Hypertension artérielle', 'I10', false], ['Migraine', null, false]]);
    expect(shown[0]).toMatchObject({ signs: one.signs, recordedBy: doctor.displayName, imported: false, isOpen: true, verification: 'confirmed' });
    expect((await clinic.services.patients.open(doctor, { patientId })).clinical?.problems[0]).toMatchObject({ text: 'Polyarthrite rhumatoïde séropositive', onsetOn: '2019-03' });
    await expect(diagnoses().save(doctor, aDiagnosis(patientId))).rejects.toMatchObject({ code: 'DUPLICATE' });
    await expect(diagnoses().save(doctor, aDiagnosis(patientId, { code: null, text: 'MIGRAINE' }))).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(await diagnoses().save(doctor, { ...one, expectedVersion: 1, status: 'remission', endedOn: '2025' })).toEqual({ version: 2 });
    await expect(diagnoses().save(doctor, { ...one, expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE', data: { version: 2 } });
    expect((await list(patientId)).diagnoses.at(-1)).toMatchObject({ id: one.diagnosisId, isOpen: false, status: 'remission', endedOn: '2025' });
    await diagnoses().withdraw(doctor, { diagnosisId: one.diagnosisId, expectedVersion: 2 });
    expect((await list(patientId)).diagnoses).toHaveLength(2);
    expect(await actions(one.diagnosisId)).toEqual(['diagnosis.added', 'diagnosis.corrected', 'diagnosis.withdrawn']);
  });

  test('what cannot be is told by field; whoever keeps only their own notes reads', async () => {
    const patientId = await addPatient(clinic, doctor, 'Refus');
    const refused = async (part: Partial<Save>, issue: object): Promise<void> => expect(diagnoses().save(doctor, aDiagnosis(patientId, part))).rejects.toMatchObject({ code: 'INVALID', data: { issues: [issue] } });
    await refused({ code: 'X99' }, { path: 'code', code: 'UNKNOWN' });
    await refused({ code: null }, { path: 'text', code: 'REQUIRED' });
    await refused({ onsetOn: '2027' }, { path: 'onsetOn', code: 'FUTURE' });
    await refused({ onsetOn: '2023-02-30' }, { path: 'onsetOn', code: 'NOT_A_DATE' });
    await refused({ onsetOn: '2020-05', endedOn: '2020-04-30', status: 'resolved' }, { path: 'endedOn', code: 'BEFORE_ONSET' });
    await refused({ onsetOn: '2020', endedOn: '2021' }, { path: 'status', code: 'ENDED' });
    await expect(diagnoses().save(physio, aDiagnosis(patientId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await diagnoses().list(physio, { patientId })).toMatchObject({ mayWrite: false, diagnoses: [] });
  });

  test('no known allergy is said by somebody, on a day; an allergy ends it, and it is not said beside one', async () => {
    const patientId = await addPatient(clinic, doctor, 'Allergie');
    const statedId = clinic.ports.newId();
    await diagnoses().stateNoAllergy(doctor, { allergyId: statedId, patientId });
    expect((await list(patientId)).allergies).toMatchObject([{ id: statedId, code: '716186003', text: 'Aucune allergie connue', isOpen: true, recordedOn: '2026-11-16', recordedBy: doctor.displayName }]);
    const allergyId = clinic.ports.newId();
    await diagnoses().addAllergy(doctor, { allergyId, patientId, substance: 'Pénicilline', reaction: 'urticaire', criticality: 'high' });
    await expect(diagnoses().addAllergy(doctor, { allergyId: clinic.ports.newId(), patientId, substance: 'penicilline', reaction: '', criticality: 'low' })).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect((await list(patientId)).allergies).toMatchObject([{ text: 'Pénicilline', reaction: 'urticaire', criticality: 'high', isOpen: true }, { id: statedId, isOpen: false }]);
    await expect(diagnoses().stateNoAllergy(doctor, { allergyId: clinic.ports.newId(), patientId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await diagnoses().withdrawAllergy(doctor, { allergyId, expectedVersion: 1 });
    await expect(diagnoses().withdrawAllergy(doctor, { allergyId, expectedVersion: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await diagnoses().stateNoAllergy(doctor, { allergyId: clinic.ports.newId(), patientId });
    expect(await actions(allergyId)).toEqual(['allergy.added', 'allergy.withdrawn']);
  });

  test('an imported diagnosis is a diagnosis like any other; corrected here, a later import leaves it, and its antibodies leave and come back', async () => {
    const patient = { resourceType: 'Patient', id: '2f0c2a7e-0000-4000-8000-000000000001', name: [{ family: 'Venue', given: ['Ida'] }], birthDate: '1961-02-03', gender: 'female' };
    const condition = (text: string) => ({ resourceType: 'Condition', id: '2f0c2a7e-0000-4000-8000-000000000002', clinicalStatus: { coding: [{ code: 'active' }] }, subject: { reference: `Patient/${patient.id}` }, code: { coding: [{ system: 'http://snomed.info/sct', code: '69896004' }], text } });
    const take = (text: string) => clinic.services.imports.importSources(doctor.userId, [sourceOf(`${text}.ndjson`, [patient, condition(text)].map((one) => JSON.stringify(one)).join('\n'))]);
    await take('Rheumatoid arthritis');
    const [found] = (await clinic.services.patients.search(doctor, { text: 'Venue', limit: 5 })).patients;
    const patientId = found!.id;
    const [row] = (await list(patientId)).diagnoses;
    expect(row).toMatchObject({ imported: true, isRheumatic: true, code: '69896004' });
    const signs = { ...noSigns, antiCcp: 'positive' } as const;
    await diagnoses().save(doctor, aDiagnosis(patientId, { diagnosisId: row!.id, expectedVersion: 1, code: '69896004', text: 'Polyarthrite', signs }));
    expect(await take('RA')).toMatchObject({ updated: {} });
    expect((await list(patientId)).diagnoses).toMatchObject([{ text: 'Polyarthrite', code: '69896004', codeSystem: 'http://snomed.info/sct', imported: false, signs }]);
    const files: string[] = [];
    await clinic.services.exports.writeFiles(doctor, { scope: { kind: 'patient', patientId }, format: 'fhir-ndjson', contents: ['clinical'], purpose: 'transfer', note: null, passphrase: null }, { onProgress: () => undefined, shouldStop: () => false }, async ({ name, content }) => {
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      if (/Patient|Condition/.test(name)) files.push(Buffer.concat(parts).toString('utf8'));
    });
    expect(await clinic.services.imports.importSources(doctor.userId, [sourceOf('back.ndjson', files.join(''))])).toMatchObject({ created: {}, updated: {}, rejected: [] });
    const there = await openTestClinic(engine);
    try {
      await there.services.imports.importSources(doctor.userId, [sourceOf('out.ndjson', files.join(''))]);
      const caller = await there.caller('rheumatologist');
      const [person] = (await there.services.patients.search(caller, { text: 'Venue', limit: 5 })).patients;
      expect((await there.services.diagnoses.list(caller, { patientId: person!.id })).diagnoses).toMatchObject([{ text: 'Polyarthrite', signs }]);
    } finally {
      await there.services.longWork.close();
      await there.close();
    }
  });

  test('classification criteria come from a signed visit, with score, version and day', async () => {
    const patientId = await addPatient(clinic, doctor, 'Critères');
    const { assessmentId } = await clinic.services.assessments.begin(doctor, { patientId, appointmentId: null });
    const entry = anEntry({ instruments: ['caspar'], choices: { caspar: { psoriasis: 'current' } }, values: { nail_dystrophy: true, rf_negative: true, dactylitis: false, juxta_articular_new_bone: false, inflammatory_articular_disease: true } });
    const { version } = await clinic.services.assessments.save(doctor, { assessmentId, expectedVersion: 1, entry });
    expect((await list(patientId)).criteria).toEqual([]);
    await clinic.services.assessments.sign(doctor, { assessmentId, expectedVersion: version });
    expect((await list(patientId)).criteria).toMatchObject([{ instrument: 'caspar', on: '2026-11-16' }]);
  });

  test('the reception desk enters allergies and takes them back, and reads nothing else; a physiotherapist enters none', async () => {
    const patientId = await addPatient(clinic, doctor, 'Accueil');
    const secretary = await clinic.caller('secretary');
    const allergyId = clinic.ports.newId();
    await diagnoses().addAllergy(secretary, { allergyId, patientId, substance: 'Sulfamides', reaction: 'urticaire', criticality: 'low' });
    expect(await diagnoses().allergies(secretary, { patientId })).toMatchObject({ mayWrite: true, allergies: [{ text: 'Sulfamides', reaction: 'urticaire', isOpen: true }] });
    await diagnoses().withdrawAllergy(secretary, { allergyId, expectedVersion: 1 });
    await diagnoses().stateNoAllergy(secretary, { allergyId: clinic.ports.newId(), patientId });
    await expect(diagnoses().save(secretary, aDiagnosis(patientId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(diagnoses().addAllergy(physio, { allergyId: clinic.ports.newId(), patientId, substance: 'Latex', reaction: '', criticality: 'low' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
