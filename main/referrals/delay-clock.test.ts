import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMilliseconds } from '../platform/clock.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

describe.each(engines)('the delay of a request on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const entered = async (cls: keyof typeof findingsOf, receivedOn = '2026-11-06') => {
    const request = aRequest(clinic, await aPatient(clinic), { findings: findingsOf[cls], receivedOn });
    await clinic.services.referrals.enter(secretary, request);
    return request.referralId;
  };
  const open = (referralId: string) => clinic.services.triageDesk.open(rheumatologist, { referralId });
  const rowOf = async (referralId: string) => (await clinic.services.triageDesk.queue(rheumatologist, { list: 'to-triage' })).rows.find(({ id }) => id === referralId);
  const pause = (referralId: string, expectedVersion: number, said: Partial<{ pauseId: string; from: string; until: string | null }> = {}) =>
    clinic.services.deskWork.pause(secretary, { referralId, expectedVersion, pauseId: said.pauseId ?? clinic.ports.newId(), cause: 'patient', reason: 'À l’étranger', from: said.from ?? '2026-11-10', until: said.until === undefined ? '2026-11-16' : said.until });
  const refusal = async (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => error);
  const stepsOf = (days: number) => clinic.ports.clock.set(addMilliseconds(clinic.ports.clock.now(), days * 86_400_000));

  test('a pause of the patient moves the due date and the place in the queue; the first one stays shown', async () => {
    const [paused, other] = [await entered('C'), await entered('C', '2026-11-08')];
    expect(await open(paused)).toMatchObject({ delay: { dueOn: '2026-12-04', originalDueOn: '2026-12-04', isPaused: false, pauses: [] } });
    const before = (await clinic.services.triageDesk.queue(rheumatologist, { list: 'to-triage' })).rows.map(({ id }) => id).filter((id) => [paused, other].includes(id));
    expect(before).toEqual([paused, other]);
    await pause(paused, 1);
    expect(await open(paused)).toMatchObject({
      version: 2, proposal: { dueOn: '2026-12-10' },
      delay: { dueOn: '2026-12-10', originalDueOn: '2026-12-04', isPaused: false, pauses: [{ cause: 'patient', reason: 'À l’étranger', from: '2026-11-10', until: '2026-11-16' }] },
    });
    const after = (await clinic.services.triageDesk.queue(rheumatologist, { list: 'to-triage' })).rows.map(({ id }) => id).filter((id) => [paused, other].includes(id));
    expect(after).toEqual([other, paused]);
    // What is decided is due by the delay as it stands.
    await clinic.services.referrals.accept(rheumatologist, { referralId: paused, expectedVersion: 2, seenCls: 'C', redirectTo: null, note: null });
    expect((await open(paused)).decisions[0]).toMatchObject({ dueOn: '2026-12-10' });
  });

  test('a question to the referrer stops the delay of a class C until its answer, never that of a class B', async () => {
    const [routine, urgent] = [await entered('C'), await entered('B')];
    for (const referralId of [routine, urgent]) await clinic.services.deskWork.ask(secretary, { referralId, expectedVersion: 1, items: ['XR_HANDS_FEET'], message: 'Merci.' });
    expect(await open(routine)).toMatchObject({ delay: { dueOn: '2026-12-04', isPaused: true, pauses: [{ id: null, cause: 'referrer', from: '2026-11-16', until: null }] } });
    expect(await open(urgent)).toMatchObject({ delay: { dueOn: '2026-11-16', isPaused: false, pauses: [] } });
    stepsOf(3);
    expect(await rowOf(routine)).toMatchObject({ dueOn: '2026-12-07', daysLeft: 18, paused: true, asked: true });
    expect(await rowOf(urgent)).toMatchObject({ dueOn: '2026-11-16', daysLeft: -3, paused: false });
    await clinic.services.deskWork.endAsking(secretary, { referralId: routine, expectedVersion: 2, outcome: 'answered' });
    stepsOf(2);
    expect(await rowOf(routine)).toMatchObject({ dueOn: '2026-12-07', daysLeft: 16, paused: false });
    stepsOf(-5);
  });

  test('a question taken back never stopped it', async () => {
    const referralId = await entered('C');
    await clinic.services.deskWork.ask(secretary, { referralId, expectedVersion: 1, items: [], message: 'Merci.' });
    stepsOf(4);
    await clinic.services.deskWork.endAsking(secretary, { referralId, expectedVersion: 2, outcome: 'withdrawn' });
    expect(await open(referralId)).toMatchObject({ delay: { dueOn: '2026-12-04', pauses: [] } });
    stepsOf(-4);
  });

  test('a pause without an end is due a day later each day, until it is ended by hand', async () => {
    const referralId = await entered('D');
    const pauseId = clinic.ports.newId();
    await pause(referralId, 1, { pauseId, from: '2026-11-14', until: null });
    expect(await rowOf(referralId)).toMatchObject({ dueOn: '2027-02-06', paused: true });
    stepsOf(10);
    expect(await rowOf(referralId)).toMatchObject({ dueOn: '2027-02-16' });
    expect(await clinic.services.deskWork.resume(secretary, { referralId, expectedVersion: 2, pauseId, on: '2026-11-20' })).toMatchObject({ version: 3 });
    expect(await rowOf(referralId)).toMatchObject({ dueOn: '2027-02-10', paused: false });
    stepsOf(-10);
  });

  test('what contradicts itself is refused', async () => {
    const referralId = await entered('C');
    const issue = (path: string, code: string) => ({ code: 'INVALID', data: { issues: [{ path, code }] } });
    expect(await refusal(pause(referralId, 1, { from: '2026-11-01' }))).toMatchObject(issue('from', 'BEFORE_THE_REQUEST'));
    expect(await refusal(pause(referralId, 1, { from: '2026-11-30', until: null }))).toMatchObject(issue('from', 'IN_THE_FUTURE'));
    expect(await refusal(pause(referralId, 1, { until: '2026-11-10' }))).toMatchObject(issue('until', 'END_BEFORE_START'));
    expect(await refusal(pause(referralId, 1, { until: '2029-11-10' }))).toMatchObject(issue('until', 'TOO_LONG'));
    expect(await refusal(pause(referralId, 4))).toMatchObject({ code: 'STALE' });
    const resume = (pauseId: string, on: string) => clinic.services.deskWork.resume(secretary, { referralId, expectedVersion: 1, pauseId, on });
    expect(await refusal(resume(clinic.ports.newId(), '2026-11-16'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the forecast: accepted requests take the first places in order of their due dates', async () => {
    const forecast = async () => (await clinic.services.triageDesk.forecast(rheumatologist)).breaches;
    const referralId = await entered('C');
    await clinic.services.referrals.accept(rheumatologist, { referralId, expectedVersion: 1, seenCls: 'C', redirectTo: null, note: null });
    // Nobody has hours yet: no place at all.
    expect((await forecast()).find((one) => one.referralId === referralId)).toMatchObject({ cls: 'C', dueOn: '2026-12-04', placeOn: null });
    await clinic.store.unitOfWork.write((db) =>
      db.insertInto('weekly_opening').values([1, 2, 3, 4, 5].map((weekday) => ({
        id: clinic.ports.newId(), practitioner_id: rheumatologist.practitionerId ?? '', weekday, starts_at: '09:00', ends_at: '12:00', modalities: JSON.stringify(['IN_PERSON', 'PHONE', 'VIDEO']),
      }))).execute(),
    );
    expect((await forecast()).map((one) => one.referralId)).not.toContain(referralId);
  });
});
