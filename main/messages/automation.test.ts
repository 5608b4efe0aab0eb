import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageRule } from '#contract/messages.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { applied } from '../follow-up-plans/testing/clinic-with-plans.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { shippedRules } from './message-content.ts';
import { isWithinHours } from './message-timing.ts';

test('hours are those of the clinic, the end not included, through both changes of clock', () => {
  const hours = { from: '09:00', until: '17:00' };
  const within = (instant: string) => isWithinHours(instant, hours, 'America/Toronto');
  expect(['2026-11-16T13:59:00.000Z', '2026-11-16T14:00:00.000Z', '2026-11-16T21:59:00.000Z', '2026-11-16T22:00:00.000Z'].map(within)).toEqual([false, true, true, false]);
  expect(['2026-07-16T12:59:00.000Z', '2026-07-16T13:00:00.000Z'].map(within)).toEqual([false, true]);
});

describe.each(engines)('visits to book and messages that leave by themselves, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let secretary: Caller;
  let administrator: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, secretary, administrator] = [await clinic.caller('rheumatologist'), await clinic.caller('secretary'), await clinic.caller('administrator')];
    await save({ isOn: true });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const save = async (part: Partial<MessageRule>) => {
    const rule = (await clinic.services.messageRules.rules(administrator)).rules.find(({ code }) => code === 'to-book') ?? shippedRules[0]!;
    const { isOn, automatic, days, modalities, channels, fr, en, clinicalReason } = rule;
    return clinic.services.messageRules.saveRule(administrator, { code: 'to-book', expectedVersion: rule.version, rule: { isOn, automatic, days, modalities, channels, fr, en, clinicalReason, ...part } });
  };
  const prepare = () => clinic.services.messagePreparation.prepare(secretary.userId);
  const automation = () => clinic.services.messageAutomation;
  const release = () => automation().release(['email'], 'system:schedule');
  const messagesOf = async (patientId: string) => (await clinic.services.outbox.ofPatient(secretary, { patientId, after: null, limit: 20 })).rows;
  /** Somebody with an address, and a plan with a visit to book from next Monday on. */
  const planned = async (name: string) => {
    const patientId = await addPatient(clinic, doctor, name);
    await clinic.store.unitOfWork.write((db) => db.updateTable('patient').set({ email: 'maryse@exemple.test', language: 'fr' }).where('id', '=', patientId).execute());
    await clinic.services.outbox.setPreference(secretary, { patientId, channel: 'email', wants: true, note: '' });
    return { patientId, plan: await applied(clinic, doctor, patientId, 'FU19', '2026-11-16') };
  };

  test('a visit to book is announced once, without what is clinical; booked, closed or paused, the message is withdrawn', async () => {
    const { patientId, plan } = await planned('Àfixer');
    expect(await prepare()).toMatchObject({ prepared: 1 });
    expect(await prepare()).toEqual({ prepared: 0, withdrawn: 0 });
    const [message] = await messagesOf(patientId);
    const visit = plan.steps.find(({ kind }) => kind === 'visit');
    expect(message).toMatchObject({ occasion: 'visit-to-book', state: 'prepared', visit: null, untilOn: visit?.untilOn, isAutomatic: false });
    const { body, subject } = await clinic.services.outbox.open(secretary, { messageId: message?.id ?? '' });
    expect(subject).toContain('à fixer avant le');
    expect(body).toContain('Pour ne plus recevoir ces courriels, dites-le-nous');
    expect(body).not.toContain(plan.title.fr);
    expect(body).not.toContain('{');
    await clinic.services.plans.pause(doctor, { planId: plan.id, expectedVersion: 1, reason: 'Voyage' });
    expect(await prepare()).toEqual({ prepared: 0, withdrawn: 1 });
    await clinic.services.plans.resume(doctor, { planId: plan.id, expectedVersion: 2, dates: 'stay' });
    expect(await prepare()).toEqual({ prepared: 1, withdrawn: 0 });
    await clinic.services.planSteps.close(doctor, { stepId: visit?.id ?? '', expectedVersion: 1, as: 'skipped', on: '2026-11-16', words: 'Ailleurs', appointmentId: null, assessmentId: null });
    expect(await prepare()).toEqual({ prepared: 0, withdrawn: 1 });
    // Who is followed here no longer is not written to.
    const gone = await planned('Partie');
    await clinic.services.followLists.depart(doctor, { departureId: clinic.ports.newId(), patientId: gone.patientId, reason: 'moved', sinceOn: '2026-11-01', words: '' });
    expect(await prepare()).toEqual({ prepared: 0, withdrawn: 0 });
  });

  test('by itself only what a rule marked so, once switched on, in the hours, up to the limit, as it was written; stopped, it is to be looked at', async () => {
    const [one, two, three] = [await planned('Un'), await planned('Deux'), await planned('Trois')];
    await save({ automatic: true });
    expect(await prepare()).toMatchObject({ prepared: 3 });
    clinic.ports.clock.set('2026-11-18T15:00:00.000Z');
    expect(await release()).toBe(0);
    await automation().save(administrator, { expectedVersion: 0, dailyLimit: 1, from: '10:00', until: '12:00' });
    expect(await release()).toBe(0);
    await automation().switch(administrator, { expectedVersion: 1, isOn: true });
    await expect(automation().switch(administrator, { expectedVersion: 1, isOn: true })).rejects.toMatchObject({ code: 'STALE' });
    await expect(automation().save(administrator, { expectedVersion: 2, dailyLimit: 1, from: '12:00', until: '21:00' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'until', code: 'OUTSIDE_DAY' }] } });
    // Something somebody changed stays to be looked at.
    const due = async () => (await Promise.all([one, two, three].map(({ patientId }) => messagesOf(patientId)))).map(([row]) => row?.state);
    const [edited] = await messagesOf(one.patientId);
    await clinic.services.outbox.edit(secretary, { messageId: edited?.id ?? '', expectedVersion: edited?.version ?? 0, subject: 'Autrement', body: 'Autrement' });
    clinic.ports.clock.set('2026-11-18T14:30:00.000Z');
    expect(await release()).toBe(0);
    clinic.ports.clock.set('2026-11-18T15:00:00.000Z');
    expect(await release()).toBe(1);
    expect(await release()).toBe(0);
    expect(await automation().read()).toMatchObject({ isOn: true, today: 1, dailyLimit: 1 });
    expect((await due()).sort()).toEqual(['prepared', 'prepared', 'ready']);
    expect((await due())[0]).toBe('prepared');
    clinic.ports.clock.set('2026-11-19T15:00:00.000Z');
    expect(await release()).toBe(1);
    expect((await messagesOf(three.patientId))[0]).toMatchObject({ state: 'ready', isAutomatic: true });
    // The front desk stops it; what has not left is looked at again.
    expect(await automation().stop(secretary)).toEqual({ putBack: 2 });
    expect(await automation().stop(secretary)).toEqual({ putBack: 0 });
    expect(await due()).toEqual(['prepared', 'prepared', 'prepared']);
    expect(await automation().read()).toMatchObject({ isOn: false, today: 0 });
    expect(await release()).toBe(0);
  });

  test('what tells of somebody’s health never leaves by itself', async () => {
    await expect(save({ automatic: true, clinicalReason: 'Cohorte' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'automatic', code: 'CLINICAL' }] } });
  });
});
