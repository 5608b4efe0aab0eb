import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../../assessments/testing/assessed-patient.ts';
import { anEntry } from '../../assessments/testing/assessment-fixtures.ts';
import { pathwayBlocks } from '../../record-copies/pathway-blocks.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { everyPathwayOf } from '../pathway-copy-repository.ts';

/** Monday 16 November 2026 in the clinic. */
describe.each(engines)('what the record answers to a pathway on %s', (engine) => {
  let clinic: TestClinic;
  let nurse: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    nurse = await clinic.caller('nurse');
  });
  afterAll(() => clinic.close());

  const definitionOf = async (pathway: string): Promise<string> => (await clinic.services.pathways.definitions()).find(({ code }) => code === pathway)!.definitionId;
  const one = async (patientId: string) => (await clinic.services.pathways.ofPatient(nurse, { patientId })).enrolments[0]!;
  const seen = async (patientId: string) => {
    const { id, version } = await one(patientId);
    return { enrolmentId: id, expectedVersion: version };
  };
  const note = async (patientId: string, facts: Readonly<Record<string, boolean | number>>) => clinic.services.pathways.noteFacts(nurse, { ...(await seen(patientId)), facts: Object.entries(facts).map(([code, value]) => ({ code, value })) });
  const propose = async (familyName: string, pathway: string): Promise<string> => {
    const patientId = await addPatient(clinic, nurse, familyName);
    await clinic.services.pathways.propose(nurse, { enrolmentId: newId(), patientId, definitionId: await definitionOf(pathway) });
    return patientId;
  };
  const sign = async (patientId: string, on: string, patientGlobal: number, physicianGlobal: number) => {
    const { assessments } = clinic.services;
    const { assessmentId } = await assessments.begin(nurse, { patientId, appointmentId: null });
    await assessments.save(nurse, { assessmentId, expectedVersion: 1, entry: anEntry({ on, jointSet: '28', instruments: ['cdai'], values: { patient_global_mm: patientGlobal, physician_global_mm: physicianGlobal } }) });
    await assessments.sign(nurse, { assessmentId, expectedVersion: 2 });
  };
  const reading = async (patientId: string, code: string) => (await one(patientId)).facts.find((fact) => fact.code === code)?.reading ?? null;

  test('the response at week 12 is worked out of the signed scores, and counts once somebody has noted it', async () => {
    const patientId = await propose('Ferrand', 'new-biologic');
    await note(patientId, { 'drug-chosen': true, 'active-infection': false });
    await clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-07-06', schedule: null });
    await note(patientId, { 'tuberculosis-settled': true, 'hepatitis-settled': true, 'vaccines-reviewed': true, authorised: true, 'active-infection': false });
    await clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2026-08-03' });
    expect(await reading(patientId, 'response-50')).toBeNull();
    await sign(patientId, '2026-08-01', 90, 90);
    await sign(patientId, '2026-10-26', 45, 45);
    expect(await reading(patientId, 'response-50')).toMatchObject({ value: true, lines: [{ label: { fr: 'CDAI' }, words: { fr: '18' }, on: '2026-08-01' }, { words: { fr: '9' }, on: '2026-10-26' }, { label: { fr: 'Baisse' }, words: { fr: '50\u00A0%' } }] });
    const { gate, facts } = await one(patientId);
    expect(gate?.items.map(({ code, standing, facts: asked }) => [code, standing, asked])).toEqual([['response', 'unknown', ['response-50']], ['taught', 'unknown', ['taught']]]);
    expect(facts.find(({ code }) => code === 'response-50')?.value).toBeNull();
    await expect(clinic.services.pathways.advance(nurse, { ...(await seen(patientId)), on: '2026-11-16' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    // What an earlier phase began with is settled with it.
    expect(facts.find(({ code }) => code === 'hepatitis-settled')?.reading).toBeNull();
    // A lesser response since is told at once.
    await sign(patientId, '2026-11-10', 60, 60);
    expect((await reading(patientId, 'response-50'))?.value).toBe(false);
  });

  test('what is asked before a biologic comes from the checklist and from the authorisation, with the day it is renewed', async () => {
    const patientId = await propose('Gagné', 'new-biologic');
    await note(patientId, { 'drug-chosen': true, 'active-infection': false });
    await clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-11-02', schedule: null });
    expect(await reading(patientId, 'hepatitis-settled')).toMatchObject({ value: null, lines: [{ words: { fr: 'à faire' } }, { words: { fr: 'à faire' } }] });
    for (const item of ['hbv', 'hcv']) await clinic.services.checklist.state(nurse, { checkId: newId(), patientId, item, outcome: 'clear', on: '2026-11-10', note: '' });
    expect((await reading(patientId, 'hepatitis-settled'))?.value).toBe(true);
    expect(await reading(patientId, 'authorised')).toBeNull();
    const lineId = newId();
    const doctor = await clinic.caller('rheumatologist');
    const { version } = await clinic.services.treatments.add(doctor, { lineId, patientId, ingredient: 'adalimumab', text: '', din: null, dose: null, route: null, startedOn: '2026-11-16', endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [{ guard: 'pre-biologic', reason: 'Essai du parcours' }] });
    await clinic.services.treatments.cover(doctor, { lineId, expectedVersion: version, coverage: { payer: 'RAMQ', sentOn: '2026-11-03', approvedOn: '2026-11-12', renewsOn: '2027-04-12', note: '' } });
    expect(await reading(patientId, 'authorised')).toMatchObject({ value: true, lines: [{ words: { fr: 'RAMQ' } }, { on: '2026-11-12' }, { label: { fr: 'À renouveler avant le' }, on: '2027-04-12' }] });
  });

  test('months at target come from the scores; a call of the follow-up asks for training', async () => {
    const patientId = await propose('Hébert', 'stable-tele-follow-up');
    await sign(patientId, '2026-04-10', 20, 20);
    await sign(patientId, '2026-11-10', 20, 10);
    expect(await reading(patientId, 'months-at-target')).toMatchObject({ value: 7, lines: [{ on: '2026-04-10' }, { on: '2026-11-10' }, { words: { fr: '10 ou moins' } }] });
    await note(patientId, { 'months-at-target': 7, 'tele-suitable': true, 'treatment-changed': false, 'pregnancy-planned': false });
    await clinic.services.pathways.include(nurse, { ...(await seen(patientId)), on: '2026-07-16', schedule: null });
    const contact = async () => (await clinic.services.plans.ofPatient(nurse, { patientId })).plans[0]!.steps.find(({ code }) => code === 'contact')!;
    const close = async () => {
      const { id, version } = await contact();
      return clinic.services.planSteps.close(nurse, { stepId: id, expectedVersion: version, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null });
    };
    await expect(close()).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    const administrator = await clinic.caller('administrator');
    await clinic.services.credentials.add(administrator, { credentialId: newId(), practitionerId: nurse.practitionerId!, kind: 'inflammatory-diseases', hours: 7, obtainedOn: '2026-01-10', expiresOn: null, issuer: '' });
    await close();
    expect((await contact()).standing).toBe('done');
  });

  test('an answer keeps what it rested on, and whether it was taken as proposed; the one before stays', async () => {
    const patientId = await propose('Ibrahim', 'stable-tele-follow-up');
    await sign(patientId, '2026-04-10', 20, 20);
    await sign(patientId, '2026-11-10', 20, 10);
    const known = async () => (await one(patientId)).facts.find(({ code }) => code === 'months-at-target')!;
    await note(patientId, { 'months-at-target': 9, 'tele-suitable': true });
    expect(await known()).toMatchObject({ value: 9, restedOn: { taking: 'otherwise', reading: { value: 7, lines: [{ on: '2026-04-10' }, { on: '2026-11-10' }, {}] } }, earlier: [] });
    expect((await one(patientId)).facts.find(({ code }) => code === 'tele-suitable')?.restedOn).toBeNull();
    const onBoard = async () => (await clinic.services.pathwayBoard.column(nurse, { code: 'stable-tele-follow-up', column: 'proposed', after: null })).rows.find(({ patient }) => patient.id === patientId)?.otherwise;
    expect(await onBoard()).toBe(1);
    await note(patientId, { 'months-at-target': 7 });
    expect(await onBoard()).toBe(0);
    // What the record says later does not change what the answer rested on.
    await sign(patientId, '2026-11-15', 90, 90);
    expect(await known()).toMatchObject({ value: 7, reading: { value: 0 }, restedOn: { taking: 'as-proposed', reading: { value: 7 } }, earlier: [{ value: 9, restedOn: { taking: 'otherwise' } }] });
    const copied = await clinic.store.unitOfWork.read((db) => everyPathwayOf(db, patientId));
    const words = JSON.stringify(pathwayBlocks(copied, 'fr'));
    expect(words).toContain('comme proposé du dossier\u00A0: CDAI');
    expect(words).toContain('autrement que proposé du dossier\u00A0: CDAI');
  });
});
