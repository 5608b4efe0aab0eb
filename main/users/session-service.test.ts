import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdministratorInput, CreateClinicInput } from '#contract/session.ts';
import { createClinic } from '../clinics/clinic-creation.ts';
import { ClinicHost } from '../clinics/clinic-host.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import { readKeyring, writeKeyring } from '../platform/store/keyring-file.ts';
import { fixedClock } from '../testing/test-clinic.ts';
import type { Session } from './session.ts';
import { SessionService } from './session-service.ts';

const password = 'huit chevaux verts sur la rivière';
const administrator: AdministratorInput = { givenName: 'Geneviève', familyName: 'Lachance', login: 'g.lachance', password, roles: ['rheumatologist'] };
const input: CreateClinicInput = { name: 'Clinique d’essai', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', administrator };

describe('sessions', () => {
  let dataDirectory: string;
  let clock: ReturnType<typeof fixedClock>;
  let host: ClinicHost;
  let service: SessionService;
  let session: Session;

  const start = (directory: string | null = null): void => {
    const ports = { clock, newId, log: memoryLog(), dataDirectory, pageDirectory: '' };
    host = new ClinicHost(ports, directory, 40);
    service = new SessionService(host, ports);
    session = service.newSession();
  };

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'relais-sessions-'));
    clock = fixedClock();
    start();
  });
  afterEach(async () => {
    await host.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  const actions = async () => (await host.open?.store.database.db.selectFrom('audit_event').select('action').orderBy('seq').execute())?.map(({ action }) => action);
  const refusal = (retryAfterSeconds: number) => ({ code: 'WRONG_CREDENTIALS', data: { retryAfterSeconds } });

  test('first start: the clinic, its administrator signed in, the recovery key given once', async () => {
    expect(await service.status(session)).toMatchObject({ phase: 'choose-clinic', clinics: [], mayCreate: true, clinic: null, caller: null });
    const created = await service.createClinic(session, input);
    expect(created.recoveryKey).toHaveLength(8);
    expect(created.clinicCode).toMatch(/^RLS-[0-9A-F]{2}-[0-9A-F]{4}$/);
    expect(created.status).toMatchObject({ phase: 'signed-in', caller: { login: 'g.lachance', roles: ['rheumatologist', 'administrator'] }, openClinic: { name: 'Clinique d’essai', timeZone: 'America/Toronto' } });
    expect(created.status.caller?.permissions).toContain('triage.override');
    expect(await actions()).toEqual(['account.created', 'session.signed-in']);
  });

  test('a weak password makes no clinic', async () => {
    for (const weak of ['motdepasse12', 'Lachance1234', 'aaaaaaaaaaaaaa', 'Geneviève2026']) {
      await expect(service.createClinic(session, { ...input, administrator: { ...administrator, password: weak } })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'administrator.password', code: 'WEAK_PASSWORD' }] } });
    }
    expect(existsSync(join(dataDirectory, 'clinics'))).toBe(false);
  });

  test('signing out closes the store and forgets the key; name and password open it again', async () => {
    await service.createClinic(session, input);
    expect(await service.signOut(session)).toMatchObject({ phase: 'signed-out', caller: null, openClinic: null, clinic: { name: 'Clinique d’essai' } });
    expect(host.open).toBeNull();
    expect(await service.signIn(session, ' G.Lachance ', password)).toMatchObject({ phase: 'signed-in', caller: { login: 'g.lachance' } });
    expect(await actions()).toEqual(['account.created', 'session.signed-in', 'session.signed-out', 'session.signed-in']);
  });

  test('after a restart the clinic is listed, chosen, and opened by its person', async () => {
    await service.createClinic(session, input);
    await host.close();
    start();
    const [known] = (await service.status(session)).clinics;
    expect(known).toMatchObject({ name: 'Clinique d’essai', demonstration: false });
    expect(await service.chooseClinic(session, known?.id ?? '')).toMatchObject({ phase: 'signed-out' });
    expect(await service.signIn(session, 'g.lachance', password)).toMatchObject({ phase: 'signed-in' });
    await expect(service.chooseClinic(session, newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a wrong password and an unknown name are answered alike, open nothing, and wait longer and longer', async () => {
    await service.createClinic(session, input);
    await service.signOut(session);
    for (const login of ['g.lachance', 'nobody']) {
      for (let time = 1; time <= 4; time += 1) await expect(service.signIn(session, login, 'wrong')).rejects.toMatchObject(refusal(0));
      await expect(service.signIn(session, login, 'wrong')).rejects.toMatchObject(refusal(60));
    }
    expect(host.open).toBeNull();
    // The right password waits too, and trying meanwhile changes nothing.
    await expect(service.signIn(session, 'g.lachance', password)).rejects.toMatchObject(refusal(60));
    const at = clock.now();
    clock.set(addMilliseconds(at, 45_500));
    await expect(service.signIn(session, 'g.lachance', password)).rejects.toMatchObject(refusal(15));
    clock.set(addMilliseconds(at, 60_000));
    await expect(service.signIn(session, 'g.lachance', 'wrong')).rejects.toMatchObject(refusal(120));
    clock.set(addMilliseconds(at, 180_000));
    await expect(service.signIn(session, 'g.lachance', 'wrong')).rejects.toMatchObject(refusal(240));
    clock.set(addMilliseconds(at, 420_000));
    expect(await service.signIn(session, 'g.lachance', password)).toMatchObject({ phase: 'signed-in' });
    await service.signOut(session);
    await expect(service.signIn(session, 'g.lachance', 'wrong')).rejects.toMatchObject(refusal(0));
  });

  test('guesses made side by side count as many', async () => {
    await service.createClinic(session, input);
    await service.signOut(session);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => service.signIn(service.newSession(), 'g.lachance', 'wrong')));
    const waits = answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as { data: { retryAfterSeconds: number } }).data.retryAfterSeconds : -1));
    expect(waits).toEqual([0, 0, 0, 0, 60, 60, 60, 60]);
  });

  test('two who sign in at once open the store once; it stays open for the second when the first leaves', async () => {
    await service.createClinic(session, input);
    await service.signOut(session);
    const other = service.newSession();
    const statuses = await Promise.all([service.signIn(session, 'g.lachance', password), service.signIn(other, 'g.lachance', password)]);
    expect(statuses.map(({ phase }) => phase)).toEqual(['signed-in', 'signed-in']);
    await expect(service.leaveClinic(service.newSession())).rejects.toMatchObject({ code: 'BUSY' });
    await service.signOut(session);
    expect(host.open).not.toBeNull();
    await service.forget(other);
    expect(host.open).toBeNull();
  });

  test('a refused sign-in is on the trail while the store is open, without what was typed', async () => {
    await service.createClinic(session, input);
    for (const login of ['g.lachance', 'somebody.else']) await expect(service.signIn(service.newSession(), login, 'wrong')).rejects.toMatchObject(refusal(0));
    const rows = await host.open?.store.database.db.selectFrom('audit_event').selectAll().where('action', '=', 'session.refused').execute();
    expect(rows?.map(({ user_id, entity_id, detail }) => [user_id, entity_id !== null, detail])).toEqual([['system:sign-in', true, '{"failures":1}'], ['system:sign-in', false, '{"failures":1}']]);
  });

  test('a slot renamed in the file does not make its holder somebody else', async () => {
    await service.createClinic(session, input);
    const directory = host.chosen?.directory ?? '';
    await service.signOut(session);
    const keyring = readKeyring(directory);
    const [slot] = keyring.slots.filter((one) => one.kind === 'user');
    writeKeyring(directory, { ...keyring, slots: keyring.slots.map((one) => (one === slot && one.kind === 'user' ? { ...one, userId: newId() } : one)) });
    start();
    await service.chooseClinic(session, keyring.clinicId);
    await expect(service.signIn(session, 'g.lachance', password)).rejects.toMatchObject(refusal(0));
    expect(host.open).toBeNull();
  });

  test('a clinic made by the command line: opened by its passphrase it asks for its first administrator, once, and stays open between people', async () => {
    const directory = join(dataDirectory, 'served');
    const { administrator: _nobody, ...clinic } = input;
    const made = await createClinic(directory, { clinic: { ...clinic, demonstration: false }, passphrase: 'la phrase du serveur' }, { clock, newId, log: memoryLog(), dataDirectory, pageDirectory: '' });
    await made.store.close();
    start(directory);
    expect(await service.status(session)).toMatchObject({ phase: 'signed-out', mayCreate: false, clinic: { name: 'Clinique d’essai' } });
    await expect(service.createAdministrator(session, administrator)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await host.unlockWithPassphrase('une autre phrase')).toBe(false);
    expect(await host.unlockWithPassphrase('la phrase du serveur')).toBe(true);
    service.keepOpen = true;
    expect(await service.status(session)).toMatchObject({ phase: 'first-administrator' });
    expect(await service.createAdministrator(session, administrator)).toMatchObject({ phase: 'signed-in' });
    await expect(service.createAdministrator(service.newSession(), { ...administrator, login: 'intruder' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await service.signOut(session);
    expect(host.open).not.toBeNull();
    await expect(service.leaveClinic(service.newSession())).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(service.createClinic(session, input)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(service.openDemonstration(session)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await service.signIn(session, 'g.lachance', password)).toMatchObject({ phase: 'signed-in' });
  });

  test('preferences are kept with the account', async () => {
    await service.createClinic(session, input);
    expect(await service.setPreferences(session, { language: 'en', theme: 'dark' })).toMatchObject({ language: 'en', theme: 'dark' });
    await service.signOut(session);
    expect((await service.signIn(session, 'g.lachance', password)).caller).toMatchObject({ language: 'en', theme: 'dark' });
    await expect(service.setPreferences(service.newSession(), { language: 'fr' })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('two preferences set at once are both kept; a session locked or ended meanwhile stays so', async () => {
    await service.createClinic(session, input);
    const [, second] = await Promise.all([service.setPreferences(session, { theme: 'dark' }), service.setPreferences(session, { language: 'en' })]);
    expect(second).toMatchObject({ language: 'en', theme: 'dark' });
    expect((await service.status(session)).caller).toMatchObject({ language: 'en', theme: 'dark' });
    await Promise.all([service.setPreferences(session, { theme: 'light' }), service.lock(session)]);
    expect(await service.status(session)).toMatchObject({ phase: 'locked', caller: { theme: 'light' } });
    await service.unlock(session, password);
    await Promise.all([service.setPreferences(session, { theme: 'dark' }), service.signOut(session)].map((done: Promise<unknown>) => done.catch(() => undefined)));
    expect(await service.status(session)).toMatchObject({ phase: 'signed-out', caller: null });
  });

  test('the demonstration is made on first use, opened by whoever one chooses to be, and twice at once too', async () => {
    const other = service.newSession();
    const [one, two] = await Promise.all([service.openDemonstration(session), service.openDemonstration(other, 'secretary')]);
    expect([one.caller?.roles, two.caller?.roles]).toEqual([['rheumatologist'], ['secretary']]);
    expect(one.openClinic).toMatchObject({ demonstration: true, name: 'Rhumatologie Rosemont' });
    expect(one.clinics).toEqual([]);
    await service.signOut(session);
    await service.signOut(other);
    expect(host.open).toBeNull();
  });
});
