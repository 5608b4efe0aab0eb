import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

describe.each(engines)('the checklist before a biologic and plans of operations, on %s', (engine) => {
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

  const newId = () => clinic.ports.newId();
  const open = (patientId: string, drug: string | null = 'adalimumab') => clinic.services.checklist.open(doctor, { patientId, drug });
  const start = (patientId: string, part: Partial<Inputs['treatments']['add']> = {}): Inputs['treatments']['add'] => ({
    lineId: newId(), patientId, ingredient: 'adalimumab', text: '', din: null, dose: { amount: 40, unit: 'mg', times: 1, perDays: 14, asNeeded: false }, route: 'SC', startedOn: '2026-11-16', endedOn: null, stopReason: null, stopNote: '', indication: 'PR', weight: null, confirmations: [], ...part,
  });
  const state = (patientId: string, item: string, part: Partial<Inputs['prevention']['stateCheck']> = {}) => clinic.services.checklist.state(doctor, { checkId: newId(), patientId, item, outcome: 'clear', on: '2026-11-16', note: '', ...part });

  test('results typed and what is stated fill it; starting all the same asks for a reason that stays with the line', async () => {
    const patientId = await addPatient(clinic, doctor, 'Bilan');
    const before = await open(patientId);
    expect(before).toMatchObject({ drug: 'adalimumab', mayWrite: true });
    const typed = (test: string, number: number | null, unit: string | null, words: string | null) => ({ resultId: newId(), test, number, comparator: null, unit, words });
    await clinic.services.monitoredResults.record(doctor, { patientId, takenOn: '2026-11-02', results: [typed('igra', null, null, 'négatif'), typed('hbsag', null, null, 'négatif'), typed('anti-hbc', null, null, 'positif'), typed('anti-hbs', null, null, 'négatif'), typed('alt', 22, 'U/L', null)], confirmed: true });
    const after = await open(patientId);
    expect(Object.fromEntries(after.items.map((one) => [one.code, one.state]))).toMatchObject({ 'tb-test': 'done', hbv: 'abnormal', liver: 'done', cbc: 'missing', infection: 'missing' });
    expect(after.items.find(({ code }) => code === 'hbv')?.evidence.map(({ on, words, state: how }) => [on, words?.fr, how])).toEqual([['2026-11-02', 'négatif', 'done'], ['2026-11-02', 'positif', 'abnormal'], ['2026-11-02', 'négatif', 'done']]);
    await expect(state(patientId, 'rien')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(state(patientId, 'skin', { on: '2026-11-17' })).rejects.toMatchObject({ data: { issues: [{ path: 'on', code: 'FUTURE' }] } });
    await expect(state(patientId, 'skin', { outcome: 'abnormal' })).rejects.toMatchObject({ data: { issues: [{ path: 'note', code: 'REQUIRED' }] } });
    const checkId = newId();
    expect(await state(patientId, 'hbv', { checkId, note: 'Hépatologue : prophylaxie' })).toEqual({ stated: true });
    expect(await state(patientId, 'hbv', { checkId })).toEqual({ stated: false });
    expect((await open(patientId)).items.find(({ code }) => code === 'hbv')).toMatchObject({ state: 'done', statement: { note: 'Hépatologue : prophylaxie', by: doctor.displayName } });
    await clinic.services.checklist.withdraw(doctor, { checkId });
    await expect(clinic.services.checklist.withdraw(doctor, { checkId })).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const line = start(patientId);
    const { findings } = await clinic.services.treatments.check(doctor, { patientId, plan: { lineId: null, ingredient: 'adalimumab', dose: line.dose, from: line.startedOn, endedOn: null, weightKg: null } });
    expect(findings).toMatchObject([{ code: 'pre-biologic', asks: true }]);
    expect(findings[0]?.text.fr).toContain('Hépatite B');
    await expect(clinic.services.treatments.add(doctor, line)).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'guard.pre-biologic', code: 'CONFIRM' }] } });
    await clinic.services.treatments.add(doctor, { ...line, confirmations: [{ guard: 'pre-biologic', reason: 'vascularite sévère' }] });
    const [kept] = (await clinic.services.treatments.list(doctor, { patientId })).lines;
    expect(kept?.confirmations).toMatchObject([{ guard: 'pre-biologic', reason: 'vascularite sévère' }]);
    expect(kept?.confirmations[0]?.detail).toContain('Hépatite B\u00A0: HBsAg, anti-HBc, anti-HBs (anormal)');
    // Of the drug that is taken, unless another is asked about.
    expect((await open(patientId, null)).drug).toBe('adalimumab');
  });

  test('an older line is entered, not started; another class asks for nothing; a whole checklist is silent', async () => {
    const patientId = await addPatient(clinic, doctor, 'Ancienne');
    await clinic.services.treatments.add(doctor, start(patientId, { startedOn: '2026-10-18' }));
    await clinic.services.treatments.add(doctor, start(patientId, { ingredient: 'apremilast', route: 'PO', confirmations: [{ guard: 'two-targeted', reason: 'relais' }] }));
    const whole = await addPatient(clinic, doctor, 'Complète');
    for (const { code } of (await open(whole)).items) await state(whole, code, { outcome: 'not-applicable', note: 'vu ailleurs' });
    expect((await open(whole)).open).toBe(0);
    await clinic.services.treatments.add(doctor, start(whole));
  });

  test('a plan of an operation is worked out from the lines, kept as it was, and taken back with a reason', async () => {
    const patientId = await addPatient(clinic, doctor, 'Opérée');
    await clinic.services.treatments.add(doctor, start(patientId, { startedOn: '2024-01-01' }));
    const holds = (event: string | null, on: string | null, who = doctor) => clinic.services.holds.open(who, { patientId, event, on });
    expect((await holds(null, null)).plan).toBeNull();
    const { plan } = await holds('arthroplasty', '2027-03-01');
    expect(plan?.holds).toMatchObject([{ drug: 'adalimumab', action: 'stop', dose: '40\u00A0mg', noDoseFrom: '2027-02-15', restartOn: '2027-03-15' }]);
    await expect(holds('rien', '2027-03-01')).rejects.toMatchObject({ code: 'INVALID' });
    const keep = { planId: newId(), patientId, event: 'arthroplasty', on: '2027-03-01', note: 'genou droit' };
    await expect(clinic.services.holds.keep(doctor, { ...keep, on: '2026-11-15' })).rejects.toMatchObject({ data: { issues: [{ path: 'on', code: 'PAST' }] } });
    await expect(clinic.services.holds.keep(physio, keep)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await clinic.services.holds.keep(doctor, keep)).toEqual({ kept: true });
    expect(await clinic.services.holds.keep(doctor, keep)).toEqual({ kept: false });
    expect((await holds(null, null, physio)).kept).toMatchObject([{ id: keep.planId, note: 'genou droit', by: doctor.displayName, holds: plan?.holds }]);
    await clinic.services.holds.withdraw(doctor, { planId: keep.planId, reason: 'opération remise' });
    expect((await holds(null, null)).kept).toEqual([]);
    await expect(clinic.services.holds.withdraw(doctor, { planId: keep.planId, reason: 'encore' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
