import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

describe.each(engines)('the end of a request on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const entered = async () => {
    const request = aRequest(clinic, await aPatient(clinic), { findings: findingsOf.C });
    await clinic.services.referrals.enter(secretary, request);
    return request.referralId;
  };
  const open = (referralId: string) => clinic.services.triageDesk.open(rheumatologist, { referralId });
  const end = (caller: Caller, referralId: string, expectedVersion: number, outcome: 'declined' | 'cancelled' | 'closed') => clinic.services.deskWork.end(caller, { referralId, expectedVersion, outcome, reason: 'Déjà suivi ailleurs.' });
  const listed = async (list: 'to-triage' | 'done', referralId: string) => (await clinic.services.triageDesk.queue(rheumatologist, { list })).rows.some(({ id }) => id === referralId);
  const refusal = async (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => error);

  test('declined with a reason: off the list, told with who and why, its letter kept; opened again it is triaged as before', async () => {
    const referralId = await entered();
    expect(await refusal(end(secretary, referralId, 1, 'declined'))).toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await end(rheumatologist, referralId, 1, 'declined')).toEqual({ version: 2, state: 'declined' });
    expect([await listed('to-triage', referralId), await listed('done', referralId)]).toEqual([false, true]);
    expect(await open(referralId)).toMatchObject({ state: 'declined', ended: { by: rheumatologist.displayName, reason: 'Déjà suivi ailleurs.' }, allowedActions: ['reopen'] });
    const letter = await clinic.services.letters.write(secretary, { letterId: clinic.ports.newId(), referralId, kind: 'refusal', language: 'fr', addressee: 'Dre Fortin', body: 'Nous ne pouvons y donner suite.' });
    expect(letter.name).toMatch(/^Demande non retenue/);
    expect(await clinic.services.deskWork.reopen(rheumatologist, { referralId, expectedVersion: 2, reason: 'Nouveaux résultats.' })).toEqual({ version: 3, state: 'received' });
    const again = await open(referralId);
    expect(again).toMatchObject({ state: 'received', ended: null, proposal: { decision: { cls: 'C' } } });
    // The clock stands still: the order is that of no day.
    expect(again.history.map(({ what, reason }) => `${what} ${reason ?? ''}`).sort()).toEqual(['declined Déjà suivi ailleurs.', 'entered ', 'reopened Nouveaux résultats.', 'written Dre Fortin']);
  });

  test('cancelled while an answer is awaited: nothing is awaited any more', async () => {
    const referralId = await entered();
    await clinic.services.deskWork.ask(secretary, { referralId, expectedVersion: 1, items: [], message: 'Merci.' });
    expect(await end(secretary, referralId, 2, 'cancelled')).toMatchObject({ state: 'cancelled' });
    expect(await open(referralId)).toMatchObject({ asking: null, allowedActions: ['reopen'] });
    expect((await clinic.services.triageDesk.queue(rheumatologist, { list: 'incomplete' })).rows.map(({ id }) => id)).not.toContain(referralId);
  });

  test('closed only once what was decided is done; then for good', async () => {
    const referralId = await entered();
    expect(await refusal(end(rheumatologist, referralId, 1, 'closed'))).toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.services.referrals.override(rheumatologist, { referralId, expectedVersion: 1, cls: 'E', primary: 'RHEUM', modality: 'ECONSULT', disposition: 'advice', reason: 'Avis écrit.', redirectTo: null, note: 'Physiothérapie.' });
    expect(await refusal(end(secretary, referralId, 2, 'closed'))).toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.services.letters.write(rheumatologist, { letterId: clinic.ports.newId(), referralId, kind: 'advice', language: 'fr', addressee: 'Dr Roy', body: 'Physiothérapie.' });
    expect(await end(secretary, referralId, 3, 'closed')).toEqual({ version: 4, state: 'closed' });
    expect((await open(referralId)).allowedActions).toEqual([]);
    expect(await refusal(end(secretary, referralId, 4, 'cancelled'))).toMatchObject({ code: 'ILLEGAL_STATE' });
  });
});
