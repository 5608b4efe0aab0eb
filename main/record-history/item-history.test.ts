import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldChange } from '#contract/record-history.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { changedField, changedValue } from '../record-copies/history-lines.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const noSigns = { rheumatoidFactor: null, antiCcp: null, ana: null, hlaB27: null, erosions: null } as const;

describe.each(engines)('the history of a record tells its clinical parts field by field, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let patientId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
    patientId = await addPatient(clinic, doctor, 'Histoire');
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  /** Oldest first. */
  const told = async (entity: string, reader = doctor) => {
    const { changes } = await clinic.services.patientEdits.history(reader, { patientId, after: null, limit: 200 });
    return changes.filter((change) => change.entity === entity).toReversed();
  };
  const changesOf = async (entity: string): Promise<readonly (readonly FieldChange[])[]> => (await told(entity)).map(({ changes }) => changes);

  test('a diagnosis: what it began with, what was corrected, that it was taken out', async () => {
    const one = { diagnosisId: clinic.ports.newId(), patientId, expectedVersion: null, code: 'M05.9', text: '', status: 'active', verification: 'confirmed', onsetOn: '2019-03', endedOn: null, signs: { ...noSigns, antiCcp: 'positive' } } as const;
    await clinic.services.diagnoses.save(doctor, one);
    await clinic.services.diagnoses.save(doctor, { ...one, expectedVersion: 1, status: 'remission', signs: { ...one.signs, erosions: 'negative' } });
    await clinic.services.diagnoses.withdraw(doctor, { diagnosisId: one.diagnosisId, expectedVersion: 2 });
    const what = 'Polyarthrite rhumatoïde séropositive';
    expect(await changesOf('diagnosis')).toEqual([
      [
        { field: 'diagnosis', from: null, to: what }, { field: `diagnosisStatus:${what}`, from: null, to: 'active' }, { field: `verification:${what}`, from: null, to: 'confirmed' }, { field: `onsetOn:${what}`, from: null, to: '2019-03' },
        { field: `antiCcp:${what}`, from: null, to: 'positive' },
      ],
      [{ field: `diagnosisStatus:${what}`, from: 'active', to: 'remission' }, { field: `erosions:${what}`, from: null, to: 'negative' }],
      [{ field: 'diagnosis', from: what, to: null }],
    ]);
    expect((await told('diagnosis')).map(({ origin, byName, version }) => [origin, byName, version])).toEqual([['created', doctor.displayName, 1], ['edit', doctor.displayName, 2], ['edit', doctor.displayName, 3]]);
    expect([changedField(`erosions:${what}`, 'fr'), changedValue(`erosions:${what}`, 'negative', 'fr'), changedValue(`onsetOn:${what}`, '2019-03', 'en')]).toEqual([`Érosions (${what})`, 'absentes', 'March\u00a02019']);
  });

  test('allergies, which who reads identity alone sees too, and nothing else of what is clinical', async () => {
    await clinic.services.diagnoses.stateNoAllergy(doctor, { allergyId: clinic.ports.newId(), patientId });
    await clinic.services.diagnoses.addAllergy(doctor, { allergyId: clinic.ports.newId(), patientId, substance: 'Sulfa', reaction: 'Urticaire', criticality: 'high' });
    expect(await changesOf('allergy')).toEqual([
      [{ field: 'allergy', from: null, to: 'Aucune allergie connue' }], [{ field: 'allergy', from: 'Aucune allergie connue', to: null }],
      [{ field: 'allergy', from: null, to: 'Sulfa' }, { field: 'reaction:Sulfa', from: null, to: 'Urticaire' }, { field: 'criticality:Sulfa', from: null, to: 'high' }],
    ]);
    const secretary = await clinic.caller('secretary');
    expect(await told('allergy', secretary)).toHaveLength(3);
    expect(await told('diagnosis', secretary)).toEqual([]);
  });

  test('a treatment: dose, adverse event, coverage, stop, each before and after; in words in the copy of a record', async () => {
    const { treatments } = clinic.services;
    const lineId = clinic.ports.newId();
    const dose = { amount: 15, unit: 'mg', times: 1, perDays: 7, asNeeded: false } as const;
    await treatments.add(doctor, { lineId, patientId, ingredient: 'methotrexate', text: '', din: null, dose, route: 'SC', startedOn: '2024-03-01', endedOn: null, stopReason: null, stopNote: '', indication: 'PR', weight: null, confirmations: [] });
    await treatments.changeDose(doctor, { lineId, expectedVersion: 1, from: '2025-01-10', dose: { ...dose, amount: 20 }, route: 'SC', weight: null, confirmations: [] });
    const eventId = clinic.ports.newId();
    await treatments.addEvent(doctor, { lineId, expectedVersion: 2, eventId, on: '2025-06', term: 'Nausées', grade: 2, serious: false, outcome: 'recovered', note: '' });
    await treatments.withdrawEvent(doctor, { lineId, expectedVersion: 3, eventId });
    await treatments.cover(doctor, { lineId, expectedVersion: 4, coverage: { payer: 'RAMQ', sentOn: null, approvedOn: '2025-02-01', renewsOn: '2026-02-01', note: '' } });
    await treatments.cover(doctor, { lineId, expectedVersion: 5, coverage: { payer: 'RAMQ', sentOn: null, approvedOn: '2025-02-01', renewsOn: '2027-02-01', note: '' } });
    await treatments.stop(doctor, { lineId, expectedVersion: 6, on: '2026-03', reason: 'secondary-inefficacy', note: '' });
    const of = (field: string): string => `${field}:Méthotrexate`;
    const [first, second] = [{ ...dose, route: 'SC', from: '2024-03-01' }, { ...dose, amount: 20, route: 'SC', from: '2025-01-10' }];
    const event = { on: '2025-06', term: 'Nausées', grade: 2, serious: false, outcome: 'recovered', note: null };
    expect(await changesOf('treatment')).toEqual([
      [{ field: 'treatment', from: null, to: 'Méthotrexate' }, { field: of('startedOn'), from: null, to: '2024-03-01' }, { field: of('dose'), from: null, to: first }, { field: of('indication'), from: null, to: 'PR' }],
      [{ field: of('dose'), from: first, to: second }],
      [{ field: of('adverseEvent'), from: null, to: event }],
      [{ field: of('adverseEvent'), from: event, to: null }],
      [{ field: of('coveragePayer'), from: null, to: 'RAMQ' }, { field: of('coverageApprovedOn'), from: null, to: '2025-02-01' }, { field: of('coverageRenewsOn'), from: null, to: '2026-02-01' }],
      [{ field: of('coverageRenewsOn'), from: '2026-02-01', to: '2027-02-01' }],
      [{ field: of('endedOn'), from: null, to: '2026-03' }, { field: of('stopReason'), from: null, to: 'secondary-inefficacy' }],
    ]);
    expect([changedField(of('dose'), 'en'), changedValue(of('dose'), second, 'en'), changedValue(of('adverseEvent'), event, 'fr'), changedValue(of('stopReason'), 'secondary-inefficacy', 'fr')]).toEqual([
      'Dose (Méthotrexate)', '20 mg SC once a week (January\u00a010, 2025)', 'Nausées, juin\u00a02025, grade CTCAE 2, rétabli', 'inefficacité secondaire',
    ]);
  });

  test('a vaccination: given, corrected, taken out with the reason', async () => {
    const vaccinationId = clinic.ports.newId();
    const given = { vaccinationId, patientId, expectedVersion: null, vaccine: null, text: 'Grippe', status: 'completed', reason: null, reasonNote: '', givenOn: '2025-10-01', lot: 'A1', expiresOn: null, site: 'LA', route: 'IM', doseNumber: null, source: 'given-here', note: '', confirmed: false } as const;
    await clinic.services.vaccinations.save(doctor, given);
    await clinic.services.vaccinations.save(doctor, { ...given, expectedVersion: 1, lot: 'B2' });
    await clinic.services.vaccinations.withdraw(doctor, { vaccinationId, expectedVersion: 2, reason: 'autre personne' });
    const [begun, corrected, taken] = await told('vaccination');
    expect(begun?.origin).toBe('created');
    expect(begun?.changes.map(({ field, to }) => [field, to])).toEqual([
      ['vaccine', 'Grippe'], ['vaccinationStatus:Grippe', 'completed'], ['givenOn:Grippe', '2025-10-01'], ['lot:Grippe', 'A1'], ['vaccinationSite:Grippe', 'LA'], ['vaccinationRoute:Grippe', 'IM'], ['vaccinationSource:Grippe', 'given-here'],
    ]);
    expect(corrected?.changes).toEqual([{ field: 'lot:Grippe', from: 'A1', to: 'B2' }]);
    expect(taken).toMatchObject({ reason: 'autre personne', changes: [{ field: 'vaccine', from: 'Grippe', to: null }] });
  });
});
