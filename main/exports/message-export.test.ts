import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { keepMessage } from '../messages/message-repository.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { exportedFiles } from './testing/exported-files.ts';
import { fhirValidators } from './testing/fhir-validators.ts';
import { danglingIn, wrongIn } from './testing/resource-checks.ts';

describe.each(engines)('messages that left, in an export, on %s', (engine) => {
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

  test('as Communication that validators take, or as a table; what has not left stays', async () => {
    const patientId = await addPatient(clinic, doctor, 'Courrier');
    const now = clinic.ports.clock.now();
    const message = (key: string) => ({
      id: clinic.ports.newId(), key, ruleCode: 'to-book', ruleVersion: 1, occasion: 'visit-to-book', patientId, appointmentId: null, stepId: null, visitStartsAt: null, language: 'fr' as const, channel: 'email' as const, subject: 'Un rendez-vous à fixer', body: 'Bonjour,\n\nAppelez-nous.', state: 'prepared' as const, cause: null, dueAt: now, expiresAt: null, now,
    });
    const [sent, failed, unclear, open] = ['a', 'b', 'c', 'd'].map(message);
    await clinic.store.unitOfWork.write(async (db) => {
      for (const [one, state] of [[sent, 'sent'], [failed, 'failed'], [unclear, 'unclear'], [open, 'prepared']] as const) {
        await keepMessage(db, one!);
        await db.updateTable('message').set({ state, cause: state === 'failed' ? 'refused' : null }).where('id', '=', one!.id).execute();
      }
    });
    const files = await exportedFiles(clinic, doctor, { patientId, format: 'fhir-ndjson', contents: ['visits'] });
    const resources = [...files.values()].flatMap((text) => text.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { resourceType: string; id: string; status?: string }));
    const found = resources.filter(({ resourceType }) => resourceType === 'Communication');
    expect(Object.fromEntries(found.map(({ id, status }) => [id, status]))).toEqual({ [sent!.id]: 'completed', [failed!.id]: 'not-done', [unclear!.id]: 'unknown' });
    expect(found.find(({ id }) => id === sent!.id)).toMatchObject({ sent: now, language: 'fr', payload: [{ contentString: 'Bonjour,\n\nAppelez-nous.' }], recipient: [{ reference: `Patient/${patientId}` }] });
    expect(danglingIn(resources)).toEqual([]);
    const validators = fhirValidators();
    for (const one of found) expect({ ...Object.fromEntries(Object.entries(validators).map(([name, judge]) => [name, judge(one)])), own: wrongIn(one) }, one.id).toEqual({ medplum: [], ajv: [], fhir: [], own: [] });
    expect((await exportedFiles(clinic, doctor, { patientId, format: 'csv', contents: ['visits'] })).get('messages.csv')).toContain('Un rendez-vous à fixer');
  });
});
