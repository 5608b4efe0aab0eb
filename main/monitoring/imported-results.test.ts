import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf, sourceOf } from '../imports/testing/test-bundles.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';

const loinc = (code: string, display: string) => ({ coding: [{ system: 'http://loinc.org', code, display }], text: display });
const ucum = (value: number, unit: string, comparator?: '<') => ({ value, unit, code: unit, system: 'http://unitsofmeasure.org', ...(comparator ? { comparator } : {}) });
const observation = (id: string, code: string, display: string, more: object) => ({
  resourceType: 'Observation', id, status: 'final', subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' }, effectiveDateTime: '2026-11-03T08:30:00-05:00', code: loinc(code, display), ...more,
});

/** As laboratories write them: conventional units, a bound, a coded finding, a measure in two parts, and the report over them. */
const laboratory = [
  { resourceType: 'Patient', id: '00000000-0000-4000-8000-000000000001', name: [{ family: 'Laboratoire', given: ['Essai'] }], birthDate: '1970-05-02', gender: 'female' },
  observation('00000000-0000-4000-8000-000000000002', '38483-4', 'Creatinine', { valueQuantity: ucum(1, 'mg/dL') }),
  observation('00000000-0000-4000-8000-000000000003', '777-3', 'Platelets', { valueQuantity: ucum(95, '10*3/uL') }),
  observation('00000000-0000-4000-8000-000000000004', '1988-5', 'CRP', { valueQuantity: ucum(5, 'mg/L', '<') }),
  observation('00000000-0000-4000-8000-000000000005', '5195-3', 'HBsAg', { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '260385009', display: 'Negative' }] } }),
  observation('00000000-0000-4000-8000-000000000006', '85354-9', 'Blood pressure', { component: [{ code: loinc('8480-6', 'Systolic'), valueQuantity: ucum(118, 'mm[Hg]') }, { code: loinc('8462-4', 'Diastolic'), valueQuantity: ucum(74, 'mm[Hg]') }] }),
  observation('00000000-0000-4000-8000-000000000007', '1742-6', 'ALT', { valueQuantity: { value: 30 } }),
  { resourceType: 'MedicationRequest', id: '00000000-0000-4000-8000-000000000008', status: 'active', intent: 'order', subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' }, authoredOn: '2024-01-01', medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'L04AX03' }], text: 'Methotrexate' } },
  { resourceType: 'DiagnosticReport', id: '00000000-0000-4000-8000-000000000009', status: 'final', code: loinc('58410-2', 'CBC'), subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' }, result: [{ reference: 'urn:uuid:00000000-0000-4000-8000-000000000003' }] },
];

/** A report that holds its results, dated once, of a patient it holds too. */
const report = {
  resourceType: 'DiagnosticReport', id: '00000000-0000-4000-8000-00000000000b', status: 'final', code: loinc('24323-8', 'Panel'), subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' }, effectiveDateTime: '2026-11-10T09:00:00-05:00', issued: '2026-11-10T15:00:00Z',
  contained: [
    { resourceType: 'Observation', id: 'alt', status: 'final', code: loinc('1742-6', 'ALT'), valueQuantity: ucum(130, 'U/L') },
    { resourceType: 'Observation', id: 'crp', status: 'final', code: loinc('1988-5', 'CRP'), effectiveDateTime: '2026-11-08', valueQuantity: ucum(4, 'mg/L') },
  ],
  result: [{ reference: '#alt' }, { reference: '#crp' }],
};

describe.each(engines)('results that came by FHIR, on %s', (engine) => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  test('are read by the rules in their own units, bounds and words; one without a unit is told', async () => {
    const nurse = await clinic.caller('nurse');
    await clinic.services.imports.importSources(nurse.userId, [sourceOf('labo.json', bundleOf(laboratory))]);
    const { patients } = await clinic.services.patients.search(nurse, { text: 'Laboratoire', limit: 2 });
    const patientId = patients[0]?.id ?? '';
    const { alerts, items, unread } = await clinic.services.monitoring.open(nurse, { patientId });
    expect(alerts).toMatchObject([{ id: 'platelets-major', severity: 'major', values: [{ number: 95, unit: '10*3/uL', on: '2026-11-03' }] }]);
    expect(items.find(({ check }) => check === 'creatinine')).toMatchObject({ state: 'done', doneOn: '2026-11-03', values: [{ number: 1, unit: 'mg/dL' }] });
    expect(items.find(({ check }) => check === 'liver')).toMatchObject({ doneOn: null });
    expect(unread).toMatchObject([{ test: 'alt', reason: 'no-unit', number: 30 }]);
    const { tests } = await clinic.services.monitoredResults.entry(nurse, { patientId });
    const last = (code: string) => tests.find((one) => one.code === code)?.previous;
    expect(last('crp')).toMatchObject({ number: null, comparator: '<', words: '< 5 mg/L' });
    expect(last('systolic')).toMatchObject({ number: 118 });
    expect(last('hbsag')).toMatchObject({ on: '2026-11-03' });
  });

  test('inside a report, count as those beside it: dated by the report, asked for no more, alerting; once however often it comes', async () => {
    const nurse = await clinic.caller('nurse');
    const bundle = bundleOf([...laboratory.filter(({ resourceType }) => resourceType === 'Patient'), report]);
    expect((await clinic.services.imports.importSources(nurse.userId, [sourceOf('rapport.json', bundle)])).created).toEqual({ Observation: 2 });
    expect(await clinic.services.imports.importSources(nurse.userId, [sourceOf('encore.json', bundle)])).toMatchObject({ created: {}, unchanged: { Observation: 2 }, notKept: { DiagnosticReport: 1 }, rejected: [] });
    const { patients } = await clinic.services.patients.search(nurse, { text: 'Laboratoire', limit: 2 });
    const { alerts, items } = await clinic.services.monitoring.open(nurse, { patientId: patients[0]?.id ?? '' });
    expect(items.find(({ check }) => check === 'liver')).toMatchObject({ state: 'done', doneOn: '2026-11-10', values: [{ number: 130, unit: 'U/L' }] });
    expect(alerts.flatMap(({ values }) => values.map(({ test: code }) => code))).toContain('alt');
    const off = { ...report, id: '00000000-0000-4000-8000-00000000000c', status: 'entered-in-error' };
    expect(await clinic.services.imports.importSources(nurse.userId, [sourceOf('erreur.json', bundleOf([...laboratory.filter(({ resourceType }) => resourceType === 'Patient'), off]))])).toMatchObject({ created: {}, notKept: { DiagnosticReport: 1, 'Observation (contained)': 2 } });
  });
});
