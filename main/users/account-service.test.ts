import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { verifyAuditTrail } from '../audit/audit-verification.ts';
import { engines } from '../testing/test-clinic.ts';
import { openTestHost, type TestHost, testPassword } from '../testing/test-host.ts';
import type { Caller } from './caller.ts';
import type { Session } from './session.ts';

describe.each(engines)('people of the clinic on %s', (engine) => {
  let clinic: TestHost;
  let administrator: Caller;
  let session: Session;

  beforeEach(async () => {
    clinic = await openTestHost(engine);
    session = clinic.session;
    administrator = session.caller as Caller;
  });
  afterEach(() => clinic.close());

  const add = (login = 's.gagnon', roles: readonly Role[] = ['nurse']) =>
    clinic.accounts.people.add(administrator, { userId: clinic.newId(), givenName: 'Sophie', familyName: 'Gagnon', login, roles, language: 'fr' });
  const signedIn = async (login: string, password: string): Promise<Session> => {
    const other = clinic.sessions.newSession();
    await clinic.sessions.signIn(other, login, password);
    return other;
  };
  const db = () => clinic.open().store.database.db;
  const actions = async (): Promise<string[]> => (await db().selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);

  test('somebody added has a temporary password, to be changed before anything else', async () => {
    const { account, temporaryPassword } = await add();
    expect(account).toMatchObject({ login: 's.gagnon', displayName: 'Sophie Gagnon', roles: ['nurse'], state: 'temporary-password', lastSignedInAt: null });
    expect(temporaryPassword).toMatch(/^([2-9b-z]{4}-){3}[2-9b-z]{4}$/);

    const other = await signedIn('s.gagnon', temporaryPassword);
    expect(other.caller).toBeNull();
    expect(await clinic.sessions.status(other)).toMatchObject({ phase: 'change-password', caller: { login: 's.gagnon' } });
    await expect(clinic.sessions.choosePassword(other, 'motdepasse123')).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'WEAK_PASSWORD' }] } });
    await expect(clinic.sessions.choosePassword(other, temporaryPassword)).rejects.toMatchObject({ data: { issues: [{ code: 'SAME_PASSWORD' }] } });
    expect(await clinic.sessions.choosePassword(other, testPassword)).toMatchObject({ phase: 'signed-in' });

    await clinic.sessions.signOut(other);
    await expect(signedIn('s.gagnon', temporaryPassword)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect((await signedIn('s.gagnon', testPassword)).caller?.practitionerId).not.toBeNull();
    const [listed] = (await clinic.accounts.people.list()).filter(({ login }) => login === 's.gagnon');
    expect(listed).toMatchObject({ state: 'active', lastSignedInAt: clinic.ports.clock.now() });
    expect(await actions()).toEqual(expect.arrayContaining(['account.created', 'account.password-changed']));
  });

  test('a session ended while its password was being chosen is not seated by it', async () => {
    const { temporaryPassword } = await add();
    const other = await signedIn('s.gagnon', temporaryPassword);
    const choosing = clinic.sessions.choosePassword(other, testPassword);
    clinic.sessions.end(other);
    expect(await choosing).toMatchObject({ phase: 'signed-out', caller: null });
    expect(other.caller).toBeNull();
  });

  test('languages spoken are kept with the professional, once each, left alone where a change says nothing of them, and told in the trail', async () => {
    const { account } = await add();
    const change = (expectedVersion: number, languages?: readonly string[]) =>
      clinic.accounts.people.change(administrator, { userId: account.userId, expectedVersion, givenName: 'Sophie', familyName: 'Gagnon', roles: ['nurse'], languages });
    expect((await change(account.version, ['fr', 'ar', 'fr'])).languages).toEqual(['ar', 'fr']);
    expect((await change(account.version + 1)).languages).toEqual(['ar', 'fr']);
    const professional = (await clinic.open().services.people.professionals(administrator)).find(({ givenName }) => givenName === 'Sophie');
    expect(professional?.languages).toEqual(['ar', 'fr']);
    const trail = await db().selectFrom('audit_event').select('detail').where('action', '=', 'account.changed').orderBy('seq').execute();
    expect(trail.map(({ detail }) => JSON.parse(detail ?? '{}') as unknown)).toEqual([{ added: [], removed: [], languages: ['ar', 'fr'] }, { added: [], removed: [] }]);
  });

  test('a login is given once, and the store holds no password', async () => {
    await add();
    await expect(add()).rejects.toMatchObject({ code: 'DUPLICATE', data: { field: 'login' } });
    expect(clinic.slots().filter((slot) => slot.kind === 'user')).toHaveLength(2);
  });

  test('roles change at once for those signed in, and the calendar follows them', async () => {
    const { account, temporaryPassword } = await add();
    const other = await signedIn('s.gagnon', temporaryPassword);
    await clinic.sessions.choosePassword(other, testPassword);
    const practitionerId = other.caller?.practitionerId;
    const active = async () => (await db().selectFrom('practitioner').select(['active', 'clinic_role', 'family_name']).where('id', '=', practitionerId ?? '').executeTakeFirst()) ?? null;

    const secretary = await clinic.accounts.people.change(administrator, { userId: account.userId, givenName: 'Sophie', familyName: 'Gagnon-Roy', roles: ['secretary'], expectedVersion: account.version });
    expect(secretary).toMatchObject({ displayName: 'Sophie Gagnon-Roy', roles: ['secretary'], version: account.version + 1 });
    expect(other.caller).toMatchObject({ roles: ['secretary'], displayName: 'Sophie Gagnon-Roy' });
    expect(await active()).toMatchObject({ active: 0, family_name: 'Gagnon-Roy' });

    await clinic.accounts.people.change(administrator, { userId: account.userId, givenName: 'Sophie', familyName: 'Gagnon', roles: ['ips'], expectedVersion: secretary.version });
    expect(await active()).toMatchObject({ active: 1, clinic_role: 'ips' });
  });

  test('two who change the same person: the second is told who came first', async () => {
    const { account } = await add();
    const input = { userId: account.userId, givenName: 'Sophie', familyName: 'Gagnon', roles: ['nurse', 'administrator'] as const, expectedVersion: account.version };
    await clinic.accounts.people.change(administrator, input);
    await expect(clinic.accounts.people.change(administrator, { ...input, roles: ['nurse'] })).rejects.toMatchObject({
      code: 'STALE', data: { version: account.version + 1, changedBy: 'Geneviève Lachance', changedAt: clinic.ports.clock.now() },
    });
  });

  test('the last administrator stays one: neither roles nor disabling take them away', async () => {
    const [own] = await clinic.accounts.people.list();
    const names = { givenName: 'Geneviève', familyName: 'Lachance' };
    const withoutRole = { userId: administrator.userId, ...names, roles: ['rheumatologist'] as const };
    await expect(clinic.accounts.people.change(administrator, { ...withoutRole, expectedVersion: own?.version ?? 0 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'last-administrator' } });
    await expect(clinic.accounts.people.disable(administrator, { userId: administrator.userId, expectedVersion: own?.version ?? 0 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'self' } });

    const { account } = await add('s.gagnon', ['administrator']);
    const second: Caller = { ...administrator, userId: account.userId };
    const disabled = await clinic.accounts.people.disable(administrator, { userId: account.userId, expectedVersion: account.version });
    await expect(clinic.accounts.people.change(administrator, { ...withoutRole, expectedVersion: own?.version ?? 0 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.accounts.people.enable(administrator, { userId: account.userId, expectedVersion: disabled.version });
    // With another one, each may go, but not both at once.
    const outcomes = await Promise.allSettled([
      clinic.accounts.people.change(administrator, { ...withoutRole, expectedVersion: own?.version ?? 0 }),
      clinic.accounts.people.change(second, { userId: account.userId, givenName: 'Sophie', familyName: 'Gagnon', roles: ['nurse'], expectedVersion: disabled.version + 1 }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a disabled person loses slot and sessions, and comes back with a temporary password', async () => {
    const { account, temporaryPassword } = await add();
    const other = await signedIn('s.gagnon', temporaryPassword);
    await clinic.sessions.choosePassword(other, testPassword);
    const disabled = await clinic.accounts.people.disable(administrator, { userId: account.userId, expectedVersion: account.version });
    expect(disabled.state).toBe('disabled');
    expect(await clinic.sessions.status(other)).toMatchObject({ phase: 'signed-out', caller: null });
    expect(clinic.slots().some((slot) => slot.kind === 'user' && slot.userId === account.userId)).toBe(false);
    await expect(signedIn('s.gagnon', testPassword)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await expect(clinic.accounts.people.resetPassword(administrator, { userId: account.userId, expectedVersion: disabled.version })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });

    const enabled = await clinic.accounts.people.enable(administrator, { userId: account.userId, expectedVersion: disabled.version });
    expect(enabled.account.state).toBe('temporary-password');
    expect((await signedIn('s.gagnon', enabled.temporaryPassword)).held?.until).toBe('password-chosen');
  });

  test('a reset password replaces the old one, ends the sessions and the waiting', async () => {
    const { account, temporaryPassword } = await add();
    const other = await signedIn('s.gagnon', temporaryPassword);
    for (let time = 0; time < 5; time += 1) await expect(signedIn('s.gagnon', 'wrong')).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    const reset = await clinic.accounts.people.resetPassword(administrator, { userId: account.userId, expectedVersion: account.version });
    expect(other.held).toBeNull();
    await expect(signedIn('s.gagnon', temporaryPassword)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect((await signedIn('s.gagnon', reset.temporaryPassword)).entry?.failuresBefore).toBe(1);
  });

  test('one’s own password and sessions', async () => {
    await expect(clinic.accounts.own.changePassword(administrator, { current: 'wrong', password: 'une autre girafe brode 12 nuages' })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await expect(clinic.accounts.own.changePassword(administrator, { current: testPassword, password: 'Lachance 2026' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.accounts.own.changePassword(administrator, { current: testPassword, password: testPassword })).rejects.toMatchObject({ code: 'INVALID' });
    await clinic.accounts.own.changePassword(administrator, { current: testPassword, password: 'une autre girafe brode 12 nuages' });
    const other = await signedIn('g.lachance', 'une autre girafe brode 12 nuages');
    const third = await signedIn('g.lachance', 'une autre girafe brode 12 nuages');
    expect(clinic.accounts.own.overview(administrator, session)).toMatchObject({ hasPassword: true, sessions: [{ current: true }, { current: false }, { current: false }] });
    expect(clinic.accounts.own.endSessions(administrator, session, other.entry?.id ?? '')).toEqual({ ended: 1 });
    expect(other.caller).toBeNull();
    expect(clinic.accounts.own.endSessions(administrator, session, null)).toEqual({ ended: 1 });
    expect(third.caller).toBeNull();
    expect(session.caller).not.toBeNull();
    expect(() => clinic.accounts.own.endSessions(administrator, session, session.entry?.id ?? '')).toThrow('NOT_FOUND');
  });

  test('a locked session refuses everything until the same person unlocks it', async () => {
    expect(await clinic.sessions.lock(session)).toMatchObject({ phase: 'locked', caller: { login: 'g.lachance' }, idleMinutes: 10 });
    expect(session.caller).toBeNull();
    await expect(clinic.sessions.lock(session)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    for (let time = 1; time <= 4; time += 1) await expect(clinic.sessions.unlock(session, 'wrong')).rejects.toMatchObject({ data: { retryAfterSeconds: 0 } });
    await expect(clinic.sessions.unlock(session, 'wrong')).rejects.toMatchObject({ data: { retryAfterSeconds: 60 } });
    await expect(clinic.sessions.unlock(session, testPassword)).rejects.toMatchObject({ data: { retryAfterSeconds: 60 } });
    clinic.ports.clock.set('2026-11-16T15:14:00.000Z');
    expect(await clinic.sessions.unlock(session, testPassword)).toMatchObject({ phase: 'signed-in' });
    expect(session.caller?.userId).toBe(administrator.userId);
    expect(await actions()).toEqual(expect.arrayContaining(['session.locked', 'session.refused', 'session.unlocked']));
    expect(clinic.host.open).not.toBeNull();
  });

  test('the passphrase and the recovery key are replaced: the new ones open, the old ones do not', async () => {
    await expect(clinic.accounts.keys.setPassphrase(administrator, 'motdepasse123')).rejects.toMatchObject({ code: 'INVALID' });
    await clinic.accounts.keys.setPassphrase(administrator, 'sept lampes bleues au fond du puits');
    const first = await clinic.accounts.keys.renewRecoveryKey(administrator);
    const second = await clinic.accounts.keys.renewRecoveryKey(administrator);
    expect(await clinic.accounts.keys.overview()).toMatchObject({ hasPassphrase: true, clinicCode: second.clinicCode, idleMinutes: 10 });
    expect(clinic.slots().map(({ kind }) => kind).sort()).toEqual(['passphrase', 'recovery', 'user']);
    await clinic.accounts.keys.setIdleMinutes(administrator, 3);
    expect(await clinic.sessions.status(session)).toMatchObject({ idleMinutes: 3 });

    await clinic.sessions.signOut(session);
    expect(clinic.host.open).toBeNull();
    expect(await clinic.host.unlockWithRecoveryKey(first.recoveryKey.join('-'))).toBe(false);
    expect(await clinic.host.unlockWithRecoveryKey(second.recoveryKey.join(' ').toLowerCase())).toBe(true);
    await clinic.host.close();
    expect(await clinic.host.unlockWithPassphrase('sept lampes bleues au fond du puits')).toBe(true);
    expect(await verifyAuditTrail(db(), clinic.open().store.dataKey)).toMatchObject({ broken: null });
  });

  test('a forgotten password: the sheet alone, with the clinic’s folder on another computer, gives a new one', async () => {
    const { recoveryKey } = await clinic.accounts.keys.renewRecoveryKey(administrator);
    await clinic.sessions.signOut(session);
    const elsewhere = await clinic.moveToAnotherComputer();
    const { sessions, session: there } = elsewhere;
    const input = { login: 'G.Lachance', recoveryKey: recoveryKey.join('-'), password: 'neuf tambours roses sous la pluie' };
    await expect(sessions.recover(there, { ...input, recoveryKey: input.recoveryKey.replace(/^./, (one) => (one === '2' ? '3' : '2')) })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await expect(sessions.recover(there, { ...input, password: 'motdepasse123' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(sessions.recover(there, { ...input, login: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(elsewhere.host.open).toBeNull();
    expect(await sessions.recover(there, input)).toMatchObject({ phase: 'signed-in', caller: { login: 'g.lachance' } });
    await sessions.signOut(there);
    await expect(sessions.signIn(there, 'g.lachance', testPassword)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await sessions.signIn(there, 'g.lachance', input.password)).toMatchObject({ phase: 'signed-in' });
    expect((await elsewhere.host.open?.store.database.db.selectFrom('audit_event').select('action').where('action', '=', 'account.recovered').execute())?.length).toBe(1);
  });

  test('wrong recovery keys make one wait, whoever the login', async () => {
    await clinic.sessions.signOut(session);
    const wrong = 'ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567-89ABC-DEFGH';
    for (let time = 1; time <= 4; time += 1) await expect(clinic.sessions.recover(session, { login: `login${time}`, recoveryKey: wrong, password: testPassword })).rejects.toMatchObject({ data: { retryAfterSeconds: 0 } });
    await expect(clinic.sessions.recover(session, { login: 'login5', recoveryKey: wrong, password: testPassword })).rejects.toMatchObject({ data: { retryAfterSeconds: 60 } });
    await expect(clinic.sessions.recover(session, { login: 'login6', recoveryKey: wrong, password: testPassword })).rejects.toMatchObject({ data: { retryAfterSeconds: 60 } });
  });
});
