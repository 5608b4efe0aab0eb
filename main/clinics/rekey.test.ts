import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAuditTrail } from '../audit/audit-verification.ts';
import { openSqlite } from '../platform/database/open-sqlite.ts';
import { openSlot } from '../platform/keys/keyring.ts';
import { keepAuditHead, readAuditHeads } from '../platform/store/audit-heads-file.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { engines } from '../testing/test-clinic.ts';
import { openTestHost, type TestHost, testPassword } from '../testing/test-host.ts';
import { SessionService } from '../users/session-service.ts';
import { ClinicHost } from './clinic-host.ts';
import { type Rekeyed, rekeyClinic, type RekeyStep } from './rekey.ts';

const passphrase = 'sept lampes bleues au fond du puits';

/** The data key a clinic's passphrase opens now. */
async function keyOf(directory: string): Promise<Uint8Array> {
  const keyring = readKeyring(directory);
  const slot = keyring.slots.find(({ kind }) => kind === 'passphrase');
  const dataKey = slot ? await openSlot(keyring.clinicId, slot, passphrase) : null;
  if (!dataKey) throw new Error('the passphrase does not open the clinic');
  return dataKey;
}

describe.each(engines)('a new data key on %s', (engine) => {
  let clinic: TestHost;
  let oldKey: Uint8Array;

  beforeEach(async () => {
    clinic = await openTestHost(engine, { passphrase });
    const { store, services } = clinic.open();
    oldKey = store.dataKey;
    const { userId } = clinic.session.caller ?? {};
    await services.drafts.save(clinic.session.caller as NonNullable<typeof clinic.session.caller>, { form: 'referral-entry', recordId: 'new', value: '{}' });
    expect(userId).toBeDefined();
    const { head } = await store.unitOfWork.read((db) => verifyAuditTrail(db, oldKey));
    keepAuditHead(clinic.directory, oldKey, { ...head, at: clinic.ports.clock.now() });
    await clinic.host.close();
  });
  afterEach(() => clinic.close());

  const rekey = (onStep?: (step: RekeyStep) => void): Promise<Rekeyed> =>
    rekeyClinic({ directory: clinic.directory, keyring: readKeyring(clinic.directory), dataKey: oldKey, passphrase, account: 'operator' }, clinic.ports.clock, onStep);
  /** A host on a folder, as after a restart. */
  const restart = (directory: string) => {
    const host = new ClinicHost(clinic.ports, directory);
    const sessions = new SessionService(host, clinic.ports);
    return { host, sessions, session: sessions.newSession() };
  };

  test('the passphrase and a temporary password open it; old password, recovery key and data key do not', async () => {
    const { people, recoveryKey, draftsDropped } = await rekey();
    expect(draftsDropped).toBe(1);
    expect(people).toMatchObject([{ name: 'Geneviève Lachance', login: 'g.lachance' }]);
    const newKey = await keyOf(clinic.directory);
    expect(Buffer.from(newKey).equals(Buffer.from(oldKey))).toBe(false);
    if (engine === 'sqlite') await expect(openSqlite(join(clinic.directory, 'clinic.db'), oldKey)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(readdirSync(clinic.directory).filter((name) => name.startsWith('rekey'))).toEqual([]);

    const { host, sessions, session } = restart(clinic.directory);
    await expect(sessions.signIn(session, 'g.lachance', testPassword)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await sessions.signIn(session, 'g.lachance', people[0]?.temporaryPassword ?? '')).toMatchObject({ phase: 'change-password' });
    const db = host.open?.store.database.db;
    const rows = await db?.selectFrom('audit_event').select(['action', 'detail']).where('action', '=', 'store.rekeyed').execute();
    expect(rows).toHaveLength(1);
    expect(rows?.[0]?.detail).toContain('"account":"operator"');
    expect(db && (await verifyAuditTrail(db, newKey, readAuditHeads(clinic.directory, newKey).heads))).toMatchObject({ broken: null });
    expect(readAuditHeads(clinic.directory, newKey)).toMatchObject({ state: 'whole', heads: [expect.anything()] });
    expect(await db?.selectFrom('draft').selectAll().execute()).toEqual([]);
    await sessions.signOut(session);
    expect(await host.unlockWithRecoveryKey(recoveryKey.join(' '))).toBe(true);
    await host.close();
  });

  test('a trail that does not hold stops it, and nothing changes', async () => {
    const host = new ClinicHost(clinic.ports, clinic.directory);
    await host.unlockWithPassphrase(passphrase);
    await host.open?.store.unitOfWork.write((db) => db.updateTable('audit_event').set({ action: 'session.signed-out' }).where('seq', '=', 1).execute());
    await host.close();
    const before = readFileSync(join(clinic.directory, 'keyring.json'), 'utf8');
    await expect(rekey()).rejects.toMatchObject({ reason: 'trail-broken' });
    expect(readFileSync(join(clinic.directory, 'keyring.json'), 'utf8')).toBe(before);
  });

  test('an embedded clinic open elsewhere is not touched', async () => {
    if (engine !== 'sqlite') return;
    const host = new ClinicHost(clinic.ports, clinic.directory);
    await host.unlockWithPassphrase(passphrase);
    await expect(rekey()).rejects.toMatchObject({ reason: 'already-open' });
    await host.close();
  });

  test('stopped at any step, the clinic opens, its trail holds, and the change can be made again', async () => {
    const steps: readonly RekeyStep[] = engine === 'sqlite' ? ['copied', 'prepared', 'committed', 'placed'] : ['prepared', 'keyring-written'];
    const snapshots = new Map<RekeyStep, string>();
    if (engine === 'sqlite') {
      // What lies on the disk at that moment is what a power cut would leave.
      await rekey((step) => {
        const copy = join(clinic.directory, '..', `cut-${step}`);
        cpSync(clinic.directory, copy, { recursive: true });
        // The process that held it would be dead.
        rmSync(join(copy, 'clinic.lock'), { force: true });
        snapshots.set(step, copy);
      });
    }
    for (const step of steps) {
      const directory = snapshots.get(step) ?? clinic.directory;
      if (engine === 'postgres') {
        oldKey = await keyOf(directory);
        await expect(rekey((reached) => {
          if (reached === step) throw new Error('power cut');
        })).rejects.toThrow('power cut');
      }
      const { host } = restart(directory);
      expect(await host.unlockWithPassphrase(passphrase), step).toBe(true);
      const store = host.open?.store;
      if (!store) throw new Error('closed');
      expect(await verifyAuditTrail(store.database.db, store.dataKey, readAuditHeads(directory, store.dataKey).heads), step).toMatchObject({ broken: null });
      expect(readAuditHeads(directory, store.dataKey).state, step).toBe('whole');
      const isNew = step !== 'copied' && step !== 'prepared';
      expect((await store.database.db.selectFrom('audit_event').select('seq').where('action', '=', 'store.rekeyed').execute()).length > 0, step).toBe(isNew);
      await host.close();
      expect(existsSync(join(directory, 'rekey-ready'))).toBe(false);
      expect(existsSync(join(directory, 'rekey-pending.json'))).toBe(false);
      const again = { directory, keyring: readKeyring(directory), dataKey: await keyOf(directory), passphrase, account: 'operator' };
      expect((await rekeyClinic(again, clinic.ports.clock)).people, step).toHaveLength(1);
    }
  });

  test('a pending file of another key is thrown away', async () => {
    writeFileSync(join(clinic.directory, 'rekey-pending.json'), JSON.stringify({ iv: 'AAAAAAAAAAAAAAAA', tag: 'AAAAAAAAAAAAAAAAAAAAAA==', key: 'AAAA' }));
    const { host } = restart(clinic.directory);
    expect(await host.unlockWithPassphrase(passphrase)).toBe(true);
    expect(existsSync(join(clinic.directory, 'rekey-pending.json'))).toBe(false);
    await host.close();
  });
});
