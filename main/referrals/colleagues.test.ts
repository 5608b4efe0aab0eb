import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { aPatient, aRequest, findingsOf } from './testing/referral-fixtures.ts';

describe.each(engines)('work given to colleagues on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let other: Caller;
  let ips: Caller;
  let nurse: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    ips = await clinic.caller('ips');
    nurse = await clinic.caller('nurse');
    secretary = await clinic.caller('secretary');
    other = { ...rheumatologist, userId: clinic.ports.newId() };
    await clinic.store.unitOfWork.write(async (db) => {
      const account = await db.selectFrom('user_account').selectAll().where('id', '=', rheumatologist.userId).executeTakeFirstOrThrow();
      await db.insertInto('user_account').values({ ...account, id: other.userId, login: 'autre', display_name: 'Dr Autre', practitioner_id: null }).execute();
      await db.insertInto('user_role').values({ user_id: other.userId, role: 'rheumatologist' }).execute();
    });
  });
  afterAll(() => clinic.close());

  const entered = async () => {
    const request = aRequest(clinic, await aPatient(clinic), { findings: findingsOf.B });
    await clinic.services.referrals.enter(secretary, request);
    return request.referralId;
  };
  const accepted = async () => {
    const referralId = await entered();
    const { version } = await clinic.services.referrals.accept(rheumatologist, { referralId, expectedVersion: 1, seenCls: 'B', redirectTo: null, note: null, route: [] });
    return { referralId, expectedVersion: version };
  };
  const open = (caller: Caller, referralId: string) => clinic.services.triageDesk.open(caller, { referralId });
  const listOf = async (caller: Caller, list: 'mine' | 'opinions') => (await clinic.services.triageDesk.queue(caller, { list, role: null, after: null, limit: 100 })).rows.map(({ id }) => id);

  test('those one may give work to are named with their roles, and who may be asked', async () => {
    const found = await clinic.services.opinions.colleagues();
    expect(found.find(({ userId }) => userId === other.userId)).toEqual({ userId: other.userId, name: 'Dr Autre', roles: ['rheumatologist'], mayGiveOpinion: true });
    expect(found.find(({ userId }) => userId === secretary.userId)?.mayGiveOpinion).toBe(false);
  });

  test('given to somebody of its queue, from one to the other; who, when, to whom and why stay', async () => {
    const { referralId, expectedVersion } = await accepted();
    const first = await clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion, to: other.userId, reason: null });
    expect([await listOf(other, 'mine'), await listOf(rheumatologist, 'mine')].map((list) => list.includes(referralId))).toEqual([true, false]);
    // Whoever has it gives it on; so may another of the same queue.
    await clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion: first.version, to: rheumatologist.userId, reason: 'Connaît la patiente' });
    const shown = await open(rheumatologist, referralId);
    expect(shown.claimed).toMatchObject({ byMe: true });
    expect(first.before).toBeNull();
    expect(shown.history.filter(({ what }) => what === 'assigned').map(({ by, reason }) => [by, reason])).toEqual([['Essai rheumatologist', 'Dr Autre'], ['Essai rheumatologist', 'Essai rheumatologist — Connaît la patiente']]);
  });

  test('a giving is taken back to whoever had it, or to nobody; not once it has changed since', async () => {
    const { referralId, expectedVersion } = await accepted();
    const first = await clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion, to: other.userId, reason: null });
    const second = await clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion: first.version, to: rheumatologist.userId, reason: null });
    expect([first.before, second.before]).toEqual([null, other.userId]);
    const back = await clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion: second.version, to: second.before, reason: null });
    expect((await open(rheumatologist, referralId)).claimed).toMatchObject({ by: 'Dr Autre' });
    await expect(clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion: second.version, to: null, reason: null })).rejects.toMatchObject({ code: 'STALE' });
    await clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion: back.version, to: null, reason: null });
    const shown = await open(rheumatologist, referralId);
    expect(shown.claimed).toBeNull();
    expect(shown.history.map(({ what }) => what)).toContain('released');
  });

  test('not to somebody of another queue, not before it is accepted, not by somebody outside the queue who may not decide otherwise', async () => {
    const { referralId, expectedVersion } = await accepted();
    await expect(clinic.services.deskWork.assign(rheumatologist, { referralId, expectedVersion, to: nurse.userId, reason: null })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.services.deskWork.assign(nurse, { referralId, expectedVersion, to: other.userId, reason: null })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(clinic.services.deskWork.assign(ips, { referralId, expectedVersion: 1, to: other.userId, reason: null })).rejects.toMatchObject({ code: 'STALE' });
    await expect(clinic.services.deskWork.assign(rheumatologist, { referralId: await entered(), expectedVersion: 1, to: other.userId, reason: null })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.services.deskWork.assign(ips, { referralId, expectedVersion, to: other.userId, reason: null });
  });

  test('an opinion is asked, waits in the list of whoever was asked, is given and stays; class, state and clock do not move', async () => {
    const referralId = await entered();
    const before = await open(nurse, referralId);
    const { version } = await clinic.services.opinions.ask(nurse, { referralId, expectedVersion: 1, of: rheumatologist.userId, question: 'Échographie avant?' });
    expect(await listOf(rheumatologist, 'opinions')).toEqual([referralId]);
    expect((await clinic.services.triageDesk.counts(rheumatologist)).opinions).toBe(1);
    expect(await listOf(nurse, 'opinions')).toEqual([]);
    const asked = await open(rheumatologist, referralId);
    expect(asked.opinion).toMatchObject({ ofMe: true, question: 'Échographie avant?', askedBy: 'Essai nurse' });
    expect([asked.state, asked.proposal?.decision.cls, asked.delay]).toEqual([before.state, before.proposal?.decision.cls, before.delay]);
    expect((await open(nurse, referralId)).allowedActions).toEqual(expect.arrayContaining(['withdraw-opinion']));
    expect((await open(ips, referralId)).allowedActions).not.toContain('give-opinion');
    await expect(clinic.services.opinions.give(ips, { referralId, expectedVersion: version, words: 'Oui' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.services.opinions.give(rheumatologist, { referralId, expectedVersion: version, words: 'Oui, et classe B.' });
    const given = await open(nurse, referralId);
    expect(given.opinion).toBeNull();
    expect(given.history.slice(-2).map(({ what, by, reason }) => [what, by, reason])).toEqual([['opinion-asked', 'Essai nurse', 'Essai rheumatologist — Échographie avant?'], ['opinion-given', 'Essai rheumatologist', 'Oui, et classe B.']]);
    expect(await listOf(rheumatologist, 'opinions')).toEqual([]);
  });

  test('not of oneself, of somebody who does not triage, or twice; taken back by whoever asked; ended with the request', async () => {
    const referralId = await entered();
    const ask = (of: string, expectedVersion = 1) => clinic.services.opinions.ask(nurse, { referralId, expectedVersion, of, question: 'Votre avis?' });
    for (const of of [nurse.userId, secretary.userId]) await expect(ask(of)).rejects.toMatchObject({ code: 'INVALID' });
    const { version } = await ask(ips.userId);
    await expect(ask(rheumatologist.userId, version)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const back = await clinic.services.opinions.withdraw(nurse, { referralId, expectedVersion: version });
    const again = await ask(ips.userId, back.version);
    await clinic.services.deskWork.end(nurse, { referralId, expectedVersion: again.version, outcome: 'cancelled', reason: 'Vue ailleurs' });
    expect(await listOf(ips, 'opinions')).toEqual([]);
  });
});
