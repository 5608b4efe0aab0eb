import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { anApplication, planOf } from '../follow-up-plans/testing/clinic-with-plans.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { exportedFiles } from './testing/exported-files.ts';
import { fhirValidators } from './testing/fhir-validators.ts';
import { danglingIn, wrongIn } from './testing/resource-checks.ts';

interface Written {
  readonly resourceType: string;
  readonly id: string;
  readonly status?: string;
}

describe.each(engines)('follow-up plans that leave, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const exported = (patientId: string, format: 'fhir-ndjson' | 'csv') => exportedFiles(clinic, doctor, { patientId, format, contents: ['clinical'] });

  test('as CarePlan and Task that validators take, or as tables', async () => {
    const patientId = await addPatient(clinic, doctor, 'Sortie');
    const input = await anApplication(clinic, patientId, 'FU19', '2026-11-10');
    await clinic.services.plans.apply(doctor, input);
    const plan = await planOf(clinic, doctor, patientId, input.planId);
    const [first, second] = plan.steps;
    await clinic.services.planSteps.close(doctor, { stepId: first?.id ?? '', expectedVersion: 1, as: 'done', on: '2026-11-12', words: 'Jointe', appointmentId: null, assessmentId: null });
    await clinic.services.planSteps.close(doctor, { stepId: second?.id ?? '', expectedVersion: 1, as: 'skipped', on: '2026-11-16', words: 'Vue à l’hôpital', appointmentId: null, assessmentId: null });
    const files = await exported(patientId, 'fhir-ndjson');
    const resources = [...files].flatMap(([, text]) => text.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Written));
    const tasks = resources.filter(({ resourceType }) => resourceType === 'Task');
    expect(resources.find(({ resourceType }) => resourceType === 'CarePlan')).toMatchObject({ id: plan.id, status: 'active', title: 'Après une visite manquée', period: { start: '2026-11-10' } });
    expect(tasks.map(({ status }) => status).sort()).toEqual(['cancelled', 'completed', 'requested']);
    expect(tasks.find(({ id }) => id === second?.id)).toMatchObject({ statusReason: { text: 'Vue à l’hôpital' }, restriction: { period: { start: second?.fromOn, end: second?.untilOn } } });
    expect(danglingIn(resources)).toEqual([]);
    const validators = fhirValidators();
    for (const one of resources.filter(({ resourceType }) => resourceType === 'CarePlan' || resourceType === 'Task')) {
      expect({ ...Object.fromEntries(Object.entries(validators).map(([name, judge]) => [name, judge(one)])), own: wrongIn(one) }, one.resourceType).toEqual({ medplum: [], ajv: [], fhir: [], own: [] });
    }
    const tables = await exported(patientId, 'csv');
    expect(tables.get('etapes-de-suivi.csv')).toContain('Appel du secrétariat');
    expect(tables.get('plans-de-suivi.csv')).toContain('FU19');
  });
});
