import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { enrolAtHome, homeGate, listed } from './doses/testing/dosed-patient.ts';

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
    expect((await shown()).undoable).toBeNull();
    await clinic.services.pathways.advance(coordinator, { ...(await seen()), on: '2026-11-16' });
    expect(await shown()).toMatchObject({ undoable: 'advance' });
    await expect(clinic.services.pathwayUndo.undo(coordinator, { ...(await seen()), expectedVersion: 1 })).rejects.toMatchObject({ code: 'STALE' });
    await clinic.services.pathwayUndo.undo(coordinator, await seen());
    expect({ phases: (await shown()).phases, plans: await planStates() }).toEqual(before);
    expect(await shown()).toMatchObject({ undoable: null, stateSince: '2026-05-04', events: [{ move: 'advance', undone: { by: 'Essai coordinator' } }, { move: 'include', undone: null }] });
    await expect(clinic.services.pathwayUndo.undo(coordinator, await seen())).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'undo' } });
    await clinic.services.pathways.suspend(coordinator, { ...(await seen()), reason: 'infection', note: 'Grippe' });
    await clinic.services.pathwayUndo.undo(coordinator, await seen());
    expect(await shown()).toMatchObject({ state: 'running', stateSince: '2026-05-04', reason: null, note: null });
    expect(await planStates()).toEqual(before.plans);
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
});
