import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DelaySettings } from '#contract/delays.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { givenDelays } from '../triage/delay-settings-rules.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

// Today is Monday 2026-11-16 in the test clinic; requests are complete on Friday the 6th.
describe.each(engines)('the delays of a clinic on %s', (engine) => {
  let clinic: TestClinic;
  let administrator: Caller;
  let rheumatologist: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    administrator = await clinic.caller('administrator');
    rheumatologist = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());
  afterEach(() => choose('calendar'));

  const choose = (counting: DelaySettings['counting'], days: Partial<DelaySettings['days']> = {}) =>
    clinic.services.delaySettings.setDelays(administrator, { counting, days: { ...givenDelays.days, ...days } });
  const entered = async (cls: keyof typeof findingsOf = 'C') => {
    const request = aRequest(clinic, await aPatient(clinic), { findings: findingsOf[cls], receivedOn: '2026-11-06' });
    await clinic.services.referrals.enter(secretary, request);
    return request.referralId;
  };
  const open = (referralId: string) => clinic.services.triageDesk.open(rheumatologist, { referralId });
  const rowOf = async (referralId: string, list: 'to-triage' | 'to-book' = 'to-triage') => (await clinic.services.triageDesk.queue(rheumatologist, { list })).rows.find(({ id }) => id === referralId);
  const accept = (referralId: string, expectedVersion = 1) => clinic.services.referrals.accept(rheumatologist, { referralId, expectedVersion, seenCls: 'C', redirectTo: null, note: null });
  const pause = (referralId: string, expectedVersion: number) =>
    clinic.services.deskWork.pause(secretary, { referralId, expectedVersion, pauseId: clinic.ports.newId(), cause: 'patient', reason: 'À l’étranger', from: '2026-11-10', until: '2026-11-16' });
  const refusal = async (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => error);

  test('those given, until some are chosen; laxer ones are refused; a choice is kept in the trail once', async () => {
    expect(await clinic.services.delaySettings.delays()).toEqual({ settings: givenDelays, given: { A: 3, B: 10, C: 28, D: 90, E: 365 } });
    expect(await refusal(choose('calendar', { C: 29 }))).toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'days.C', code: 'OUT_OF_RANGE' }] } });
    expect(await choose('working', { C: 15 })).toEqual({ changed: true });
    expect(await choose('working', { C: 15 })).toEqual({ changed: false });
    expect((await clinic.services.delaySettings.delays()).settings).toEqual({ counting: 'working', days: { A: 3, B: 10, C: 15, D: 90, E: 365 } });
    const lines = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['user_id', 'detail']).where('action', '=', 'referral.delays-set').execute());
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ user_id: administrator.userId });
    expect(JSON.parse(lines[0]?.detail ?? '{}')).toMatchObject({ counting: 'working', days: 'A 3, B 10, C 15, D 90, E 365', daysBefore: 'A 3, B 10, C 28, D 90, E 365' });
  });

  test('what is undecided follows at once, in the queue too; what is decided keeps its delay, a pause after it counted', async () => {
    const [waiting, paused, decided] = [await entered(), await entered(), await entered()];
    await pause(paused, 1);
    await accept(decided);
    await choose('calendar', { C: 14 });
    // Without anybody having opened them.
    expect([(await rowOf(waiting))?.dueOn, (await rowOf(paused))?.dueOn, (await rowOf(decided, 'to-book'))?.dueOn]).toEqual(['2026-11-20', '2026-11-26', '2026-12-04']);
    expect(await open(waiting)).toMatchObject({ proposal: { dueOn: '2026-11-20', decision: { dueInDays: 28 } }, delay: { dueOn: '2026-11-20' } });
    expect(await open(decided)).toMatchObject({ proposal: { dueOn: '2026-12-04' }, delay: { dueOn: '2026-12-04' }, decisions: [{ dueOn: '2026-12-04' }] });
    await accept(waiting);
    expect(await open(waiting)).toMatchObject({ decisions: [{ dueOn: '2026-11-20' }] });
    await choose('calendar');
    expect([(await rowOf(waiting, 'to-book'))?.dueOn, (await rowOf(paused))?.dueOn]).toEqual(['2026-11-20', '2026-12-10']);
    await pause(waiting, 2);
    expect(await open(waiting)).toMatchObject({ delay: { dueOn: '2026-11-26', originalDueOn: '2026-11-20' } });
  });

  test('decided anew, by the delays of now; that taken back, by those of the decision before', async () => {
    const referralId = await entered();
    await accept(referralId);
    await pause(referralId, 2);
    await choose('calendar', { B: 5 });
    await clinic.services.referrals.override(rheumatologist, { referralId, expectedVersion: 3, cls: 'B', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'book', reason: 'Plus grave.', redirectTo: null, note: null });
    expect(await open(referralId)).toMatchObject({ delay: { dueOn: '2026-11-17', originalDueOn: '2026-11-11' }, decisions: [{ dueOn: '2026-11-17' }, {}] });
    await clinic.services.deskWork.undoDecision(rheumatologist, { referralId, expectedVersion: 4 });
    expect(await open(referralId)).toMatchObject({ delay: { dueOn: '2026-12-10', originalDueOn: '2026-12-04' } });
  });

  test('returned to triage, it is undecided again', async () => {
    const referralId = await entered();
    await accept(referralId);
    await choose('calendar', { C: 14 });
    await clinic.services.deskWork.return(rheumatologist, { referralId, expectedVersion: 2, reason: 'À revoir.' });
    expect(await rowOf(referralId)).toMatchObject({ dueOn: '2026-11-20' });
  });

  test('working days leave out weekends and closures; a closure moves what is undecided alone', async () => {
    await choose('working', { C: 10 });
    const [waiting, decided] = [await entered(), await entered()];
    expect(await rowOf(waiting)).toMatchObject({ dueOn: '2026-11-20' });
    await accept(decided);
    const closure = { absenceId: clinic.ports.newId(), practitionerId: null, firstDate: '2026-11-18', lastDate: '2026-11-18', startsAt: null, endsAt: null, words: 'Formation' };
    await clinic.services.absences.add(secretary, closure);
    expect([(await rowOf(waiting))?.dueOn, (await rowOf(decided, 'to-book'))?.dueOn]).toEqual(['2026-11-23', '2026-11-20']);
    await clinic.services.absences.remove(secretary, { absenceId: closure.absenceId, back: false });
    expect(await rowOf(waiting)).toMatchObject({ dueOn: '2026-11-20' });
    // Never later than the calendar days of the class: 28 working days would be the 16th of December.
    await choose('working');
    expect(await rowOf(waiting)).toMatchObject({ dueOn: '2026-12-04' });
  });
});
