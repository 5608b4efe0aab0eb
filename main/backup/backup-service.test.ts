import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BackupSettings } from '#contract/backups.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';

describe.each(engines)('backups by hand and by the clock on %s', (engine) => {
  let clinic: TestClinic;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relais-backups-'));
    clinic = await openTestClinic(engine);
    await clinic.caller('nurse');
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const administrator = () => clinic.caller('administrator');
  const overview = async () => clinic.services.backups.overview(await administrator());
  const run = async () => clinic.services.backups.run(await administrator());
  const set = async (settings: Partial<BackupSettings>) => clinic.services.backups.setSettings(await administrator(), { hour: null, folder, keep: 2, ...settings });

  test('one by hand goes into the clinic’s own folder, verified', async () => {
    expect((await overview()).backups).toEqual([]);
    expect(await run()).toMatchObject({ problem: null });
    const { backups, folder: own, folderState, sameDisk, failure, running } = await overview();
    expect(backups).toMatchObject([{ origin: 'manual', patients: 0, verified: { problem: null } }]);
    expect(backups[0]!.rows).toBeGreaterThan(2);
    expect({ folderState, failure, running }).toEqual({ folderState: 'ready', failure: null, running: null });
    expect(own).toBe(join(clinic.directory, 'backups'));
    expect(sameDisk).toBe(engine === 'sqlite');
    expect(readdirSync(own)).toEqual([backups[0]!.name]);
    expect(readdirSync(clinic.directory).filter((name) => name.startsWith('.relais'))).toEqual([]);
  });

  test('the schedule writes once its hour has come, keeps so many, and removes none made by hand', async () => {
    await set({ hour: 9, keep: 1 });
    await run();
    expect(await clinic.services.backups.runIfDue()).toBeNull();
    for (const day of ['17', '18']) {
      clinic.ports.clock.set(`2026-11-${day}T14:30:00.000Z`);
      expect(await clinic.services.backups.runIfDue()).toMatchObject({ problem: null });
      expect(await clinic.services.backups.runIfDue()).toBeNull();
    }
    const { backups } = await overview();
    // The thread's own clock is the machine's: what is compared here is their number and origin.
    expect(backups.filter(({ origin }) => origin === 'scheduled')).toHaveLength(1);
    expect(backups.filter(({ origin }) => origin === 'manual')).toHaveLength(1);
  });

  test('a folder that is gone is told, tried again an hour later, and nothing is removed', async () => {
    await set({ hour: 9 });
    rmSync(folder, { recursive: true });
    clinic.ports.clock.set('2026-11-17T14:30:00.000Z');
    expect(await clinic.services.backups.runIfDue()).toEqual({ name: null, problem: 'folder-missing' });
    expect(await overview()).toMatchObject({ folderState: 'missing', failure: { at: '2026-11-17T14:30:00.000Z', problem: 'folder-missing' }, backups: [] });
    expect(existsSync(folder)).toBe(false);
    clinic.ports.clock.set('2026-11-17T14:50:00.000Z');
    expect(await clinic.services.backups.runIfDue()).toBeNull();
    mkdirSync(folder);
    clinic.ports.clock.set('2026-11-17T15:31:00.000Z');
    expect(await clinic.services.backups.runIfDue()).toMatchObject({ problem: null });
    expect((await overview()).failure).toBeNull();
  });

  test('a damaged backup is told by its rehearsal, another clinic’s is not listed', async () => {
    await set({});
    const { name } = await run();
    writeFileSync(join(folder, 'scheduled-x.relais-backup'), 'half of a file');
    expect((await overview()).backups.map((backup) => backup.origin).sort()).toEqual(['manual', 'scheduled']);
    const verify = async (one: string) => clinic.services.backups.verify(await administrator(), { name: one });
    expect(await verify('scheduled-x.relais-backup')).toEqual({ name: 'scheduled-x.relais-backup', problem: 'not-a-backup' });
    expect(await verify(name!)).toEqual({ name, problem: null });
    await expect(verify('other.relais-backup')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const other = await openTestClinic('sqlite');
    try {
      await other.services.backups.setSettings(await other.caller('administrator'), { hour: null, folder, keep: 2 });
      expect((await other.services.backups.overview(await other.caller('administrator'))).backups.map((backup) => backup.name)).toEqual(['scheduled-x.relais-backup']);
    } finally {
      await other.close();
    }
  });

  test('a folder is refused that is relative, absent or a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const [typed, code] of [['backups', 'NOT_ABSOLUTE'], [join(folder, 'absent'), 'MISSING'], [join(folder, 'file'), 'MISSING'], [`${folder}\0x`, 'NOT_ABSOLUTE']] as const) {
      await expect(set({ folder: typed })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'folder', code }] } });
    }
  });

  test.runIf(process.getuid?.() !== 0)('a protected folder is refused', async () => {
    chmodSync(folder, 0o500);
    await expect(set({})).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'folder', code: 'READ_ONLY' }] } });
  });
});
