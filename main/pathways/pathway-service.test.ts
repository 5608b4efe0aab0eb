import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { builtInPathways } from './pathway-content.ts';

const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!.body;
const entry = { 'ici-indicated': true, 'lives-in-area': true, 'accepts-programme': true, 'past-infusion-reaction': false, 'uncontrolled-autoimmune': false, transplant: false, 'combination-phase': false, 'interstitial-lung': false, 'past-myocarditis': false, 'prednisone-mg': 0 };
const gate = {
  'months-on-treatment': 6, 'control-ct-stable': true, 'open-toxicity-grade': 0, 'past-toxicity-grade': 1, ecog: 1, 'home-phone': true, 'home-access': true, 'second-adult': true, 'home-clean': true, 'minutes-to-emergency': 20, 'nurse-assigned': true, 'back-up-named': true, 'doctor-agrees': true, 'workshops-done': 2,
  'venous-access': true, 'drug-on-home-list': true, 'consent-signed': true,
};
const listed = (facts: Readonly<Record<string, boolean | number>>) => Object.entries(facts).map(([code, value]) => ({ code, value }));

describe.each(engines)('pathways of people on %s', (engine) => {
  let clinic: TestClinic;
  let nurse: Caller;
  let definitionId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    nurse = await clinic.caller('coordinator');
    definitionId = (await clinic.services.pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')!.definitionId;
  });
  afterAll(() => clinic.close());

  const register = (familyName: string): Promise<string> => addPatient(clinic, nurse, familyName);
  const one = async (patientId: string) => (await clinic.services.pathways.ofPatient(nurse, { patientId })).enrolments[0]!;
  const propose = async (familyName: string) => {
    const patientId = await register(familyName);
    const enrolmentId = newId();
    await clinic.services.pathways.propose(nurse, { enrolmentId, patientId, definitionId });
    return { patientId, enrolmentId };
  };
  const note = async (patientId: string, facts: Readonly<Record<string, boolean | number>>) => {
    const { id, version } = await one(patientId);
    await clinic.services.pathways.noteFacts(nurse, { enrolmentId: id, expectedVersion: version, facts: listed(facts) });
  };
  const seen = async (patientId: string) => {
    const { id, version } = await one(patientId);
    return { enrolmentId: id, expectedVersion: version };
  };
  const planOf = async (patientId: string) => (await clinic.services.plans.ofPatient(nurse, { patientId })).plans;

  test('entry is judged item by item; nobody is included while something is not met or not known', async () => {
    const { patientId } = await propose('Ferrand');
    expect((await one(patientId)).entry?.mayEnter).toBe(false);
    await note(patientId, { ...entry, transplant: true });
    const told = await one(patientId);
    expect(told.entry?.exclusions.filter(({ standing }) => standing !== 'not-met').map(({ code }) => code)).toEqual(['transplant']);
    await expect(clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-01-15', schedule: 'nivolumab-480' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await note(patientId, { transplant: false });
    await expect(clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-01-15', schedule: null })).rejects.toMatchObject({ code: 'INVALID' });
    await clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-01-15', schedule: 'nivolumab-480' });
    const running = await one(patientId);
    expect(running).toMatchObject({ state: 'running', includedOn: '2026-01-15', homeDoses: 20 });
    expect(running.phases.map(({ code, from, standing }) => [code, from, standing])).toEqual([['s1', '2026-01-15', 'now'], ['s2', '2026-07-15', 'next'], ['s3', '2027-01-15', 'later']]);
    // The steps of the phase are dated as a follow-up plan.
    const [plan] = await planOf(patientId);
    expect(plan?.state).toBe('running');
    expect(plan?.steps.find(({ code }) => code === 'workshop-1')?.roles).toEqual(['community-nurse']);
  });

  test('six months, the gate, suspension, the last sequence, the end', async () => {
    const { patientId } = await propose('Parcours');
    await note(patientId, entry);
    await clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-01-15', schedule: 'nivolumab-480' });
    await note(patientId, { ...gate, 'workshops-done': 1 });
    await expect(clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2026-07-15' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect((await one(patientId)).gate).toMatchObject({ from: '2026-07-15', isOpen: false });
    await note(patientId, { 'workshops-done': 2 });
    expect((await one(patientId)).moves).toEqual(['advance', 'suspend', 'leave']);
    await expect(clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2026-01-14' })).rejects.toMatchObject({ code: 'INVALID' });
    await clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2026-07-15' });
    expect((await planOf(patientId)).map(({ state, code }) => [code, state])).toEqual([['home-immunotherapy.s2', 'running'], ['home-immunotherapy.s1', 'ended']]);
    await clinic.services.pathways.suspend(nurse, { ...(await seen(patientId)), reason: 'infection', note: 'Bronchite' });
    expect(await one(patientId)).toMatchObject({ state: 'suspended', reason: { fr: 'Infection' }, note: 'Bronchite', moves: ['resume', 'leave'] });
    await expect(clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2026-12-15' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect((await planOf(patientId))[0]).toMatchObject({ code: 'home-immunotherapy.s2', state: 'paused' });
    await clinic.services.pathways.resume(nurse, { ...(await seen(patientId)), dates: 'stay' });
    await note(patientId, { 'six-months-without-grade-3': true, 'labs-stable': true, 'autonomy-score': 92 });
    await clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2027-01-15' });
    await clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2028-01-15' });
    const over = await one(patientId);
    expect(over).toMatchObject({ state: 'completed', moves: [], gate: null });
    expect(over.events.map(({ move }) => move)).toEqual(['advance', 'advance', 'resume', 'suspend', 'advance', 'include']);
    // Late effects are looked for during six months.
    expect((await planOf(patientId)).find(({ code }) => code === 'home-immunotherapy.afterwards')?.steps).toHaveLength(6);
    await expect(clinic.services.pathways.noteFacts(nurse, { ...(await seen(patientId)), facts: [{ code: 'ecog', value: 1 }] })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('a fact counts as long as it holds; the last one noted counts', async () => {
    const { patientId } = await propose('Périmé');
    await note(patientId, { ...entry, 'prednisone-mg': 20 });
    await note(patientId, { 'prednisone-mg': 5 });
    expect((await one(patientId)).entry?.mayEnter).toBe(true);
    const present = clinic.ports.clock.now();
    clinic.ports.clock.set(new Date(Date.parse(present) + 5 * 86_400_000).toISOString());
    const later = await one(patientId);
    expect(later.entry?.mayEnter).toBe(false);
    expect(later.facts.find(({ code }) => code === 'prednisone-mg')).toMatchObject({ value: 5, isStale: true });
    clinic.ports.clock.set(present);
  });

  test('what is not the pathway’s is refused: facts, reasons, a second time on it, an old version', async () => {
    const { patientId, enrolmentId } = await propose('Refus');
    const refuses = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });
    await refuses(clinic.services.pathways.noteFacts(nurse, { enrolmentId, expectedVersion: 1, facts: [{ code: 'colour', value: true }] }), 'INVALID');
    await refuses(clinic.services.pathways.noteFacts(nurse, { enrolmentId, expectedVersion: 1, facts: [{ code: 'ecog', value: 6 }] }), 'INVALID');
    await refuses(clinic.services.pathways.noteFacts(nurse, { enrolmentId, expectedVersion: 1, facts: [{ code: 'ecog', value: true }] }), 'INVALID');
    await refuses(clinic.services.pathways.noteFacts(nurse, { enrolmentId, expectedVersion: 7, facts: listed(entry) }), 'STALE');
    await refuses(clinic.services.pathways.propose(nurse, { enrolmentId: newId(), patientId, definitionId }), 'DUPLICATE');
    await refuses(clinic.services.pathways.leave(nurse, { enrolmentId, expectedVersion: 1, reason: 'weather', note: '' }), 'INVALID');
    await refuses(clinic.services.pathways.suspend(nurse, { enrolmentId, expectedVersion: 1, reason: 'infection', note: '' }), 'ILLEGAL_STATE');
    expect(await clinic.services.pathways.withdraw(nurse, { enrolmentId, expectedVersion: 1, reason: 'Erreur de personne' })).toEqual({ patientId });
    expect((await clinic.services.pathways.ofPatient(nurse, { patientId })).enrolments).toEqual([]);
  });

  test('the board counts and lists the same people, with what their gate waits for', async () => {
    const { patientId } = await propose('Tableau');
    await note(patientId, entry);
    await clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-10-01', schedule: 'pembrolizumab-400' });
    const board = await clinic.services.pathwayBoard.board(nurse, { code: 'home-immunotherapy' });
    expect(board.columns.map(({ code }) => code)).toEqual(['proposed', 's1', 's2', 's3', 'suspended']);
    const onTheWay = board.columns.reduce((sum, { count }) => sum + count, 0);
    expect(board.pathways.find(({ code }) => code === 'home-immunotherapy')).toMatchObject({ people: onTheWay, isRetired: false });
    // Where none is named, the one with most people.
    expect(await clinic.services.pathwayBoard.board(nurse, { code: null })).toEqual(board);
    for (const { code, count } of board.columns) expect((await clinic.services.pathwayBoard.column(nurse, { code: 'home-immunotherapy', column: code, after: null })).rows).toHaveLength(count);
    const row = (await clinic.services.pathwayBoard.column(nurse, { code: 'home-immunotherapy', column: 's1', after: null })).rows.find(({ patient }) => patient.familyName === 'Tableau');
    expect(row).toMatchObject({ gate: { from: '2027-04-01', unmet: home.phases[1]!.gate.length } });
    expect(row?.next?.dueOn).toMatch(/^2026-/);
  });
});
