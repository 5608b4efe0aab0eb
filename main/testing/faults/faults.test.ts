import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuditLog } from '../../audit/audit-log.ts';
import { verifyAuditTrail } from '../../audit/audit-verification.ts';
import { holdsTogether } from '../../backup/backup-repository.ts';
import { rehearseRestore } from '../../backup/restore-backup.ts';
import { writeBackup } from '../../backup/write-backup.ts';
import { StoreUnreadableError } from '../../platform/database/open-database.ts';
import { newId } from '../../platform/ids.ts';
import { readKeyring } from '../../platform/store/keyring-file.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { engines, fixedClock, openTestClinic, type TestClinic } from '../test-clinic.ts';
import { type FaultChild, startChild } from './start-child.ts';

/** How often each fault is made: a few times in `npm test`, many in `npm run torture`. */
const times = Number(process.env['RELAIS_TORTURE'] ?? 3);

/** Different in every run; printed when a run fails, because it is in the test's name. */
const random = () => Math.random();

const children: FaultChild[] = [];
const start = (...task: Parameters<typeof startChild>): FaultChild => {
  const child = startChild(...task);
  children.push(child);
  return child;
};
afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
});

const acknowledged = (child: FaultChild): number => Math.max(0, ...child.lines().filter((line) => /^\d+$/.test(line)).map(Number));

/** Every acknowledged row is there, at most one more (committed, and killed before it was said), and all holds together. */
async function expectWhole(store: Store, lastSaid: number): Promise<void> {
  const { rows, broken } = await store.unitOfWork.read((db) => verifyAuditTrail(db, store.dataKey));
  expect(broken).toBeNull();
  expect(rows).toBeGreaterThanOrEqual(lastSaid);
  expect(rows).toBeLessThanOrEqual(lastSaid + 1);
  if (store.database.engine === 'sqlite') expect(await holdsTogether(store.database)).toBe(true);
}

describe.each(engines)('faults on %s', (engine) => {
  let clinic: TestClinic;
  let dataKey: Uint8Array;
  let directory: string;

  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    ({ dataKey } = clinic.store);
    ({ directory } = clinic);
    await clinic.store.close();
  });
  afterEach(() => rmSync(clinic.ports.dataDirectory, { recursive: true, force: true }));

  const reopen = () => openStore(directory, readKeyring(directory), dataKey);

  test(`killed while writing, ${times} times: no acknowledged write is lost`, async () => {
    let last = 0;
    for (let time = 0; time < times; time += 1) {
      const child = start({ task: 'write', directory, dataKey });
      await child.said((line) => line === 'ready');
      await wait(20 + random() * 400);
      await child.kill();
      last = Math.max(last, acknowledged(child));
      // The lock of the killed process is taken over, and the file opens as it is.
      const store = await reopen();
      try {
        await expectWhole(store, last);
        last = (await store.database.db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow()).seq;
      } finally {
        await store.close();
      }
    }
    expect(last).toBeGreaterThan(0);
  }, 60_000 + times * 5_000);

  test(`killed while writing a backup, ${Math.ceil(times / 2)} times: what has its final name is whole, and what is left is cleaned up`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relais-half-'));
    const store = await reopen();
    try {
      for (let time = 0; time < Math.ceil(times / 2); time += 1) {
        const child = start({ task: 'backup', directory, dataKey, folder });
        await child.said((line) => line === 'ready');
        await wait(20 + random() * 600);
        await child.kill();
      }
      for (const name of readdirSync(folder).filter((one) => one.endsWith('.relais-backup'))) {
        await rehearseRestore(join(folder, name), { kind: 'data-key', dataKey }, clinic.ports.dataDirectory);
      }
      mkdirSync(join(folder, `.relais-backup-00000000-1-other`));
      await writeBackup(store, readKeyring(directory), join(folder, 'last.relais-backup'), fixedClock());
      // A working folder of another computer is its own, until it is a day old.
      expect(readdirSync(folder).filter((name) => name.startsWith('.relais-backup-'))).toEqual(['.relais-backup-00000000-1-other']);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000 + times * 10_000);

  test('a backup whose folder is gone, or whose disk is full, is refused and leaves nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relais-gone-'));
    try {
      const child = start({ task: 'backup', directory, dataKey, folder, fileKilobytes: 64 });
      await child.ended;
      expect(child.lines()).toEqual(['ready', 'failed disk']);
      expect(readdirSync(folder)).toEqual([]);
      rmSync(folder, { recursive: true });
      const other = start({ task: 'backup', directory, dataKey, folder });
      await other.ended;
      expect(other.lines().at(-1)).toBe('failed folder-missing');
      expect(existsSync(folder)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a clock set back: rows are still added in order, verified, and ids stay apart', async () => {
    const store = await reopen();
    try {
      const clock = fixedClock('2026-11-16T15:12:00.000Z');
      const audit = createAuditLog({ dataKey, engine, clock });
      const entry = { userId: 'a', action: 'patient.opened', entity: 'patient', entityId: newId(), patientId: newId() };
      const record = () => store.unitOfWork.write((db) => audit.record(db, entry));
      const before = await store.database.db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow();
      await record();
      clock.set('2019-01-01T00:00:00.000Z');
      await record();
      await store.unitOfWork.write((db) => audit.recordReading(db, entry));
      const { rows, broken } = await store.unitOfWork.read((db) => verifyAuditTrail(db, dataKey));
      expect(broken).toBeNull();
      expect(rows).toBeGreaterThanOrEqual(before.seq + 2);
      expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000);
    } finally {
      await store.close();
    }
  });
});

describe('faults of the embedded database', () => {
  let clinic: TestClinic;
  let dataKey: Uint8Array;
  let directory: string;

  beforeEach(async () => {
    clinic = await openTestClinic('sqlite');
    ({ dataKey } = clinic.store);
    ({ directory } = clinic);
    await clinic.store.close();
  });
  afterEach(() => rmSync(clinic.ports.dataDirectory, { recursive: true, force: true }));

  const reopen = () => openStore(directory, readKeyring(directory), dataKey);

  test.runIf(process.platform === 'linux')('a file that may grow no further: what was acknowledged stays, the rest is refused', async () => {
    const child = start({ task: 'fill', directory, dataKey, fileKilobytes: 1500 });
    await child.ended;
    expect(child.lines().at(-1)).toMatch(/^failed SQLITE_(FULL|IOERR)/);
    expect(acknowledged(child)).toBeGreaterThan(0);
    const store = await reopen();
    await expectWhole(store, acknowledged(child));
    await store.close();
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)('a full disk: what was acknowledged stays, the rest is refused, and there is work again once there is room', async (context) => {
    const small = join(clinic.ports.dataDirectory, 'small');
    mkdirSync(small);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'relais-test', small]).status !== 0) context.skip('this machine lets nothing be mounted');
    try {
      spawnSync('cp', ['-r', `${directory}/.`, small]);
      const child = start({ task: 'fill', directory: small, dataKey });
      await child.ended;
      expect(child.lines().at(-1)).toMatch(/^failed SQLITE_(FULL|IOERR)/);
      const last = acknowledged(child);
      expect(last).toBeGreaterThan(0);
      spawnSync('mount', ['-o', 'remount,size=30m', small]);
      const store = await openStore(small, readKeyring(small), dataKey);
      await expectWhole(store, last);
      await store.close();
    } finally {
      spawnSync('umount', [small]);
    }
  });

  test.runIf(process.platform === 'linux')('a folder that cannot be written to is told as such, and nothing in it changes', async () => {
    const files = readdirSync(directory).sort();
    chmodSync(directory, 0o555);
    for (const name of files) chmodSync(join(directory, name), 0o444);
    chmodSync(clinic.ports.dataDirectory, 0o755);
    // Root writes anywhere: then the process runs as nobody.
    const asNobody = process.getuid?.() === 0 ? { account: 65_534 } : {};
    const child = start({ task: 'write', directory, dataKey, ...asNobody });
    await child.ended;
    chmodSync(directory, 0o755);
    expect(child.lines()).toEqual(['failed read-only']);
    expect(readdirSync(directory).sort()).toEqual(files);
  });

  test('a second process on the same clinic is refused while the first lives, and not after', async () => {
    const child = start({ task: 'hold', directory, dataKey });
    await child.said((line) => line === 'ready');
    await expect(reopen()).rejects.toThrow(new StoreUnreadableError('already-open'));
    await child.kill();
    const store = await reopen();
    await store.close();
  });
});
