import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { applied, planOf } from './testing/clinic-with-plans.ts';

describe.each(engines)('facts recognised as steps, and the history of plans, on %s', (engine) => {
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

  test('results of a day are proposed with what they hold and what is missing; taken once, they serve no other step of the plan', async () => {
    const patientId = await addPatient(clinic, doctor, 'Analyses');
    const plan = await applied(clinic, doctor, patientId, 'FU01', '2026-11-02');
    const results = [{ test: 'alt', number: 22, unit: 'U/L' }, { test: 'creatinine', number: 70, unit: 'µmol/L' }].map((one) => ({ resultId: clinic.ports.newId(), ...one, comparator: null, words: null }));
    await clinic.services.monitoredResults.record(doctor, { patientId, takenOn: '2026-11-16', results, confirmed: true });
    const labs = async () => (await planOf(clinic, doctor, patientId, plan.id)).steps.filter(({ code }) => code === 'lab-w2')[0];
    const step = await labs();
    expect(step).toMatchObject({ standing: 'due', recognised: { kind: 'results', on: '2026-11-16', missing: [{ fr: 'FSC' }] } });
    expect(step?.recognised?.said.map(({ en }) => en).sort()).toEqual(['ALT', 'Creatinine']);
    const fact = { kind: 'results' as const, id: step?.recognised?.id ?? '' };
    const close = { stepId: step?.id ?? '', expectedVersion: 1, as: 'done' as const, on: '2026-11-16', words: '', appointmentId: null, assessmentId: null };
    const steps = clinic.services.planSteps;
    await expect(steps.close(doctor, { ...close, fact: { kind: 'results', id: clinic.ports.newId() } })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'fact', code: 'UNKNOWN' }] } });
    await expect(steps.close(doctor, { ...close, on: '2026-11-15', fact })).rejects.toMatchObject({ code: 'INVALID' });
    await steps.close(doctor, { ...close, fact });
    expect(await labs()).toMatchObject({ standing: 'done', doneOn: '2026-11-16' });
    expect((await planOf(clinic, doctor, patientId, plan.id)).steps.every(({ recognised }) => recognised === null)).toBe(true);
    await steps.reopen(doctor, { stepId: close.stepId, expectedVersion: 2 });
    expect(await labs()).toMatchObject({ recognised: { kind: 'results' } });
  });

  test('an attempt to reach somebody is proposed as the call; the history of the record tells the plan and its steps, value by value', async () => {
    const patientId = await addPatient(clinic, doctor, 'Histoire');
    const plan = await applied(clinic, doctor, patientId, 'FU19', '2026-11-13');
    await clinic.services.followLists.noteContact(doctor, { contactId: clinic.ports.newId(), patientId, way: 'phone', outcome: 'reached', words: '' });
    const call = (await planOf(clinic, doctor, patientId, plan.id)).steps.find(({ code }) => code === 'call');
    expect(call?.recognised).toMatchObject({ kind: 'contact', on: '2026-11-16' });
    await clinic.services.planSteps.close(doctor, { stepId: call?.id ?? '', expectedVersion: 1, as: 'done', on: '2026-11-16', words: 'Viendra', appointmentId: null, assessmentId: null, fact: { kind: 'contact', id: call?.recognised?.id ?? '' } });
    await clinic.services.plans.move(doctor, { planId: plan.id, expectedVersion: 1, anchors: { [plan.anchors[0]?.code ?? '']: '2026-11-12' } });
    await clinic.services.plans.pause(doctor, { planId: plan.id, expectedVersion: 2, reason: 'En voyage' });
    const told = async () => (await clinic.services.patientEdits.history(doctor, { patientId, after: null, limit: 20 })).changes.filter(({ entity }) => entity.startsWith('plan'));
    const [paused, moved, done, begun] = await told();
    expect(paused).toMatchObject({ reason: 'En voyage', changes: [{ field: 'planState:FU19', from: 'running', to: 'paused' }] });
    expect(moved?.changes).toMatchObject([{ from: { on: '2026-11-13' }, to: { on: '2026-11-12' } }]);
    expect(done).toMatchObject({ entity: 'plan-step', changes: [{ field: 'planStep:FU19', from: { state: 'open' }, to: { state: 'done', on: '2026-11-16', words: 'Viendra', fr: 'Appel du secrétariat' } }] });
    expect(begun).toMatchObject({ origin: 'created' });
    expect(begun?.changes[0]).toMatchObject({ field: 'plan', from: null, to: { code: 'FU19' } });
    // Without clinical reading, the history tells identity alone.
    const secretary = await clinic.caller('secretary');
    expect((await clinic.services.patientEdits.history(secretary, { patientId, after: null, limit: 20 })).changes.filter(({ entity }) => entity.startsWith('plan'))).toEqual([]);
  });

  test('a step of a paused plan whose window has passed is late by no day and still told by its window', async () => {
    const patientId = await addPatient(clinic, doctor, 'Passée');
    const plan = await applied(clinic, doctor, patientId, 'FU19', '2026-10-01');
    await clinic.services.plans.pause(doctor, { planId: plan.id, expectedVersion: 1, reason: 'x' });
    const [first] = (await planOf(clinic, doctor, patientId, plan.id)).steps;
    expect(first).toMatchObject({ standing: 'later', daysLate: 0 });
    expect(first && first.untilOn < '2026-11-16').toBe(true);
    const { moved } = await clinic.services.plans.previewMove(doctor, { planId: plan.id, anchors: { [plan.anchors[0]?.code ?? '']: '2026-10-08' } });
    expect(moved[0]).toMatchObject({ isPast: true });
  });
});
