import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeBackup } from '../backup/write-backup.ts';
import { answerBackupIntake } from '../intake/backup-intake-request.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { memoryLog } from '../platform/log.ts';
import { newId } from '../platform/ids.ts';
import { engines, fixedClock } from '../testing/test-clinic.ts';
import { openTestHost, type TestHost, testPassword } from '../testing/test-host.ts';
import { createAccounts } from '../users/accounts.ts';
import { SessionService } from '../users/session-service.ts';
import { ClinicHost } from './clinic-host.ts';

describe.each(engines)('restoring from the start page, a backup of %s', (engine) => {
  let clinic: TestHost;
  let dataDirectory: string;
  let recoveryKey: readonly string[];
  let backup: Buffer<ArrayBuffer>;

  const another = () => {
    const ports = { clock: fixedClock(), newId, log: memoryLog(), dataDirectory, pageDirectory: '' };
    const host = new ClinicHost(ports);
    const sessions = new SessionService(host, ports);
    return { host, sessions, session: sessions.newSession(), door: createAccounts(host, sessions, ports).restores };
  };
  const send = async (door: ReturnType<typeof another>['door'], body: Uint8Array<ArrayBuffer>) => {
    const response = await answerBackupIntake(new Request('http://127.0.0.1/intake/backup', { method: 'POST', body }), door);
    return { status: response.status, body: (await response.json()) as { intakeId?: string; code?: string } };
  };

  beforeEach(async () => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'relais-elsewhere-'));
    clinic = await openTestHost(engine);
    const administrator = clinic.session.caller;
    if (!administrator) throw new Error('not signed in');
    recoveryKey = (await clinic.accounts.keys.renewRecoveryKey(administrator)).recoveryKey;
    const file = join(dataDirectory, 'one.relais-backup');
    await writeBackup(clinic.open().store, readKeyring(clinic.directory), file, clinic.ports.clock);
    backup = Buffer.from(readFileSync(file));
    rmSync(file);
  });
  afterEach(async () => {
    await clinic.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  test('the sheet and the file make the clinic on another computer, tried first', async () => {
    const { host, sessions, session, door } = another();
    const { body } = await send(door, backup);
    const intakeId = body.intakeId ?? '';
    await expect(door.rehearse(intakeId, { kind: 'password', login: 'g.lachance', password: 'wrong' })).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE', data: { cause: 'wrong-key' } });
    const secret = { kind: 'recovery', typed: recoveryKey.join(' ').toLowerCase() } as const;
    expect(await door.rehearse(intakeId, secret)).toMatchObject({ clinicName: 'Clinique d’essai', people: 1, setsAside: false });
    expect(existsSync(join(dataDirectory, 'clinics'))).toBe(false);
    await door.restore(intakeId, secret);
    expect(await sessions.status(session)).toMatchObject({ phase: 'signed-out', clinic: { name: 'Clinique d’essai' }, clinics: [{ name: 'Clinique d’essai' }] });
    expect(await sessions.signIn(session, 'g.lachance', testPassword)).toMatchObject({ phase: 'signed-in' });
    await host.close();
    expect(existsSync(join(dataDirectory, 'restore'))).toBe(false);
    await expect(door.rehearse(intakeId, secret)).rejects.toMatchObject({ code: 'INTAKE_GONE' });
  });

  test('a clinic this computer has is put aside, not overwritten, and is listed once', async () => {
    const { host, sessions, session, door } = another();
    const secret = { kind: 'password', login: 'g.lachance', password: testPassword } as const;
    await door.restore((await send(door, backup)).body.intakeId ?? '', secret);
    await host.leave();
    const intakeId = (await send(door, backup)).body.intakeId ?? '';
    expect(await door.rehearse(intakeId, secret)).toMatchObject({ setsAside: true });
    await door.restore(intakeId, secret);
    expect((await sessions.status(session)).clinics).toHaveLength(1);
    expect(readdirSync(join(dataDirectory, 'clinics'))).toHaveLength(2);
  });

  test('nothing is let in while a clinic is open, nor what is no backup', async () => {
    const { door } = another();
    expect(await send(door, Buffer.from('{"resourceType":"Patient"}'))).toEqual({ status: 415, body: { code: 'UNSUPPORTED_TYPE' } });
    expect(await send(door, Buffer.from(''))).toMatchObject({ status: expect.any(Number) as number });
    const notOurs = await send(door, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]));
    await expect(door.rehearse(notOurs.body.intakeId ?? '', { kind: 'passphrase', passphrase: 'x' })).rejects.toMatchObject({ data: { cause: 'not-a-backup' } });
    expect(await send(clinic.accounts.restores, backup)).toEqual({ status: 403, body: { code: 'FORBIDDEN' } });
    await expect(clinic.accounts.restores.rehearse(newId(), { kind: 'passphrase', passphrase: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });
});

test('a keyring that cannot be read hides no other clinic, and is not touched', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'relais-damaged-'));
  const clinic = await openTestHost('sqlite');
  try {
    const ports = { clock: fixedClock(), newId, log: memoryLog(), dataDirectory, pageDirectory: '' };
    const { cpSync, mkdirSync } = await import('node:fs');
    await clinic.host.close();
    cpSync(clinic.directory, join(dataDirectory, 'clinics', 'sound'), { recursive: true });
    mkdirSync(join(dataDirectory, 'clinics', 'damaged'));
    const path = join(dataDirectory, 'clinics', 'damaged', 'keyring.json');
    writeFileSync(path, '{"format":1');
    const host = new ClinicHost(ports);
    expect(host.known()).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toBe('{"format":1');

    // Three causes, three codes; the file as it was.
    host.choose(host.known()[0]?.keyring.clinicId ?? '');
    const sessions = new SessionService(host, ports);
    const database = join(dataDirectory, 'clinics', 'sound', 'clinic.db');
    const digest = (): string => createHash('sha256').update(readFileSync(database)).digest('hex');
    const whole = readFileSync(database);
    writeFileSync(database, Buffer.concat([Buffer.alloc(512), whole.subarray(512)]));
    const damaged = digest();
    await expect(sessions.signIn(sessions.newSession(), 'g.lachance', testPassword)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(digest()).toBe(damaged);

    writeFileSync(database, whole);
    expect(await host.unlockAsPerson('g.lachance', testPassword)).not.toBeNull();
    const second = new SessionService(new ClinicHost(ports, join(dataDirectory, 'clinics', 'sound')), ports);
    await expect(second.signIn(second.newSession(), 'g.lachance', testPassword)).rejects.toMatchObject({ reason: 'already-open' });
    const { sql } = await import('kysely');
    const db = host.open?.store.database.db;
    if (db) await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(db);
    await host.close();
    const newer = digest();
    await expect(sessions.signIn(sessions.newSession(), 'g.lachance', testPassword)).rejects.toMatchObject({ reason: 'newer-schema' });
    expect(digest()).toBe(newer);
  } finally {
    await clinic.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
});
