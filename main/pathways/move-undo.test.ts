import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { enrolAtHome, homeGate, lastGate, listed, noSymptoms } from './doses/testing/dosed-patient.ts';

describe.each(engines)('a gate passed with a reason, a move taken back, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  let oncologist: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [coordinator, oncologist] = [await clinic.caller('coordinator'), await clinic.caller('oncologist')];
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });
  const person = async (familyName: string) => {
    const patientId = await addPatient(clinic, coordinator, familyName);
    const enrolmentId = await enrolAtHome({ services: clinic.services, newId, coordinator }, patientId, { includedOn: '2026-05-04', advancedOn: null, schedule: 'nivolumab-480' });
    const shown = async (caller = coordinator) => (await clinic.services.pathways.ofPatient(caller, { patientId })).enrolments[0]!;
    const seen = async () => ({ enrolmentId, expectedVersion: (await shown()).version });
    const planStates = async () => (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans.map(({ code, state }) => [code, state]);
    return { patientId, enrolmentId, shown, seen, planStates };
  };

  test('by whoever may, with why; what was missing is kept and shown', async () => {
    const { enrolmentId, shown, seen } = await person('Seuil');
    await clinic.services.pathways.noteFacts(coordinator, { ...(await seen()), facts: listed({ ...homeGate, ecog: 3 }).filter(({ code }) => code !== 'consent-signed') });
    const pass = async (caller: Caller, waiver?: string) => clinic.services.pathways.advance(caller, { ...(await seen()), on: '2026-11-16', ...(waiver !== undefined && { waiver }) });
    await expect(pass(oncologist)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'gate' } });
    await expect(pass(oncologist, '')).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(pass(coordinator, 'Décision de l’équipe')).rejects.toMatchObject({ code: 'FORBIDDEN', data: { access: 'pathway.manage' } });
    expect([(await shown()).mayWaive, (await shown(oncologist)).mayWaive]).toEqual([false, true]);
    await pass(oncologist, 'Décision de l’équipe');
    expect(await shown()).toMatchObject({ events: [{ move: 'advance', note: 'Décision de l’équipe', by: 'Essai oncologist', undone: null }, { move: 'include', unmet: [] }] });
    expect((await shown()).events[0]?.unmet.map(({ fr }) => fr).sort()).toHaveLength(2);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', '=', enrolmentId).where('action', '=', 'pathway.waived').execute());
    expect(trail).toHaveLength(1);
  });

  test('a phase entered and a suspension are taken back, with the steps; the move stays, marked', async () => {
    const { shown, seen, planStates } = await person('Retour');
    const before = { phases: (await shown()).phases, plans: await planStates() };
    await clinic.services.pathways.noteFacts(coordinator, { ...(await seen()), facts: listed(homeGate) });
    await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-16' });
    expect(await shown()).toMatchObject({ undoable: 'advance' });
    await expect(clinic.services.pathwayUndo.undo(coordinator, { ...(await seen()), expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE' });
    await clinic.services.pathwayUndo.undo(coordinator, await seen());
    expect({ phases: (await shown()).phases, plans: await planStates() }).toEqual(before);
    expect(await shown()).toMatchObject({ undoable: 'include', stateSince: '2026-05-04', events: [{ move: 'advance', undone: { by: 'Essai coordinator' } }, { move: 'include', undone: null }] });
    await clinic.services.pathways.suspend(coordinator, { ...(await seen()), reason: 'infection', note: 'Grippe' });
    await clinic.services.pathwayUndo.undo(coordinator, await seen());
    expect(await shown()).toMatchObject({ state: 'running', stateSince: '2026-05-04', reason: null, note: null });
    expect(await planStates()).toEqual(before.plans);
  });

  test('an inclusion, with why, while nothing rests on it: proposed again, without plan or doses; a year typed wrong is refused at once', async () => {
    const { patientId, enrolmentId, shown, seen, planStates } = await person('Homonyme');
    const course = async () => (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses.flatMap(({ doses }) => doses);
    expect(await course()).not.toEqual([]);
    const undo = async (reason?: string) => clinic.services.pathwayUndo.undo(coordinator, { ...(await seen()), ...(reason !== undefined && { reason }) });
    await expect(undo()).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'reason', code: 'REQUIRED' }] } });
    await undo('Incluse pour une homonyme');
    expect(await shown()).toMatchObject({ state: 'proposed', includedOn: null, schedule: null, undoable: null, moves: ['include', 'leave'], events: [{ move: 'include', undone: { by: 'Essai coordinator', reason: 'Incluse pour une homonyme' } }] });
    expect([await planStates(), await course()]).toEqual([[], []]);
    await expect(clinic.services.pathwayUndo.undo(coordinator, await seen())).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'undo' } });
    const include = async (on: string) => clinic.services.pathways.include(coordinator, { ...(await seen()), on, schedule: 'nivolumab-480' });
    await expect(include('2027-11-16')).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'on', code: 'TOO_FAR' }] } });
    await include('2026-11-16');
    const [first] = await course();
    await clinic.services.doses.give(coordinator, { doseId: first!.id, expectedVersion: first!.version, on: '2026-11-16' });
    await expect(undo('Trop tard')).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'touched' } });
    expect(await shown()).toMatchObject({ id: enrolmentId, state: 'running', includedOn: '2026-11-16' });
  });

  test('not once a dose was given or a step done since', async () => {
    const { patientId, shown, seen } = await person('Touché');
    await clinic.services.pathways.noteFacts(coordinator, { ...(await seen()), facts: listed(homeGate) });
    await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-16' });
    clinic.ports.clock.set('2026-11-16T16:00:00.000Z');
    const dose = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses[0]!.doses.find(({ dueOn }) => dueOn <= '2026-11-16')!;
    await clinic.services.doses.move(coordinator, { doseId: dose.id, expectedVersion: dose.version, on: '2026-11-16', following: false, site: 'hospital', reason: 'decision', words: '' });
    await clinic.services.doses.give(coordinator, { doseId: dose.id, expectedVersion: dose.version + 1, on: '2026-11-16' });
    await expect(clinic.services.pathwayUndo.undo(coordinator, await seen())).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'touched' } });
    expect(await shown()).toMatchObject({ undoable: 'advance', state: 'running' });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  const coursed = async (patientId: string) => {
    const [course] = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses;
    return { doses: course?.doses.map(({ id, number, idealOn, dueOn, state, reason, words }) => ({ id, number, idealOn, dueOn, state, reason, words })), calls: course?.calls.map(({ id, state }) => [id, state]) };
  };
  const undo = async (seen: () => Promise<{ enrolmentId: string; expectedVersion: number }>, reason?: string) => clinic.services.pathwayUndo.undo(coordinator, { ...(await seen()), ...(reason !== undefined && { reason }) });

  test('an exit is taken back with why: the phase, its steps, its doses and calls are there as they were', async () => {
    const { patientId, shown, seen, planStates } = await person('Sortie');
    const whole = async () => ({ phases: (await shown()).phases, state: (await shown()).state, since: (await shown()).stateSince, plans: await planStates(), course: await coursed(patientId) });
    const before = await whole();
    await clinic.services.pathways.leave(coordinator, { ...(await seen()), reason: 'death', note: '' });
    expect(await shown()).toMatchObject({ state: 'left', undoable: 'leave' });
    await expect(undo(seen)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'reason', code: 'REQUIRED' }] } });
    await undo(seen, 'Autre patient');
    expect(await whole()).toEqual(before);
    expect(await shown()).toMatchObject({ state: 'running', undoable: 'include', reason: null, events: [{ move: 'leave', undone: { by: 'Essai coordinator', reason: 'Autre patient' } }, { move: 'include' }] });
    // From a suspension, it is suspended again, since the same day.
    await clinic.services.pathways.suspend(coordinator, { ...(await seen()), reason: 'infection', note: 'Grippe' });
    const suspended = await whole();
    await clinic.services.pathways.leave(coordinator, { ...(await seen()), reason: 'refusal', note: '' });
    await undo(seen, 'Mal compris');
    expect(await whole()).toEqual(suspended);
  });

  test('the end of a pathway is taken back', async () => {
    const { patientId, shown, seen, planStates } = await person('Fin');
    await clinic.services.pathways.noteFacts(coordinator, { ...(await seen()), facts: listed({ ...homeGate, ...lastGate }) });
    for (let left = 2; left > 0; left -= 1) await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-16' });
    const before = { plans: await planStates(), course: await coursed(patientId), phases: (await shown()).phases };
    await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-16' });
    expect(await shown()).toMatchObject({ state: 'completed', undoable: 'complete' });
    await undo(seen, 'Un mois trop tôt');
    expect({ plans: await planStates(), course: await coursed(patientId), phases: (await shown()).phases }).toEqual(before);
  });

  test('a resumption is taken back: suspended since the same day, doses and steps on the days they had', async () => {
    const { patientId, shown, seen } = await person('Reprise');
    await clinic.services.pathways.suspend(coordinator, { ...(await seen()), reason: 'infection', note: '' });
    const steps = async () => (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans.map(({ state, stateSince, steps: own }) => [state, stateSince, own.map(({ code, dueOn }) => [code, dueOn])]);
    clinic.ports.clock.set('2026-11-26T15:12:00.000Z');
    const before = { steps: await steps(), course: await coursed(patientId), since: (await shown()).stateSince };
    await clinic.services.pathways.resume(coordinator, { ...(await seen()), dates: 'put-off' });
    expect(await coursed(patientId)).not.toEqual(before.course);
    expect(await shown()).toMatchObject({ state: 'running', undoable: 'resume' });
    await undo(seen, 'Encore fébrile');
    expect({ steps: await steps(), course: await coursed(patientId), since: (await shown()).stateSince }).toEqual(before);
    expect(await shown()).toMatchObject({ state: 'suspended', moves: ['resume', 'leave'] });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });

  test('not once a call was made since, nor while the person is on the pathway anew', async () => {
    const { patientId, enrolmentId, seen } = await person('Rappel');
    await clinic.services.pathways.leave(coordinator, { ...(await seen()), reason: 'progression', note: '' });
    const definitionId = (await clinic.services.pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')?.definitionId ?? '';
    const { version } = (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments.find(({ id }) => id === enrolmentId)!;
    const anew = newId();
    await clinic.services.pathways.propose(coordinator, { enrolmentId: anew, patientId, definitionId });
    const input = { enrolmentId, expectedVersion: version, reason: 'x' };
    await expect(clinic.services.pathwayUndo.undo(coordinator, input)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'anew' } });
    await clinic.services.pathways.withdraw(coordinator, { enrolmentId: anew, expectedVersion: 1, reason: 'x' });
    clinic.ports.clock.set('2026-11-16T16:00:00.000Z');
    await clinic.services.toxicityCalls.record(coordinator, { callId: newId(), enrolmentId, doseId: null, answers: { ...noSymptoms }, words: '' });
    await expect(clinic.services.pathwayUndo.undo(coordinator, input)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'touched' } });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });
});
