import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuditLog } from '../audit/audit-log.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { openStore } from '../platform/store/store.ts';
import { createTestDatabase, engines, openTestClinic, type TestClinic, testPassphrase } from '../testing/test-clinic.ts';
import { dataKeyOf, rehearseRestore, restoreBackup } from './restore-backup.ts';
import { countRows, tablesInOrder } from './table-copy-repository.ts';
import { writeBackup } from './write-backup.ts';

const passphrase = { kind: 'passphrase', passphrase: testPassphrase } as const;

describe.each(engines)('backup of a clinic on %s', (engine) => {
  let clinic: TestClinic;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relais-backup-test-'));
    file = join(folder, 'clinique.relais-backup');
    clinic = await openTestClinic(engine, { withPassphrase: true });
    await clinic.caller('nurse');
    await addPatient('Tremblay-Planté');
  });
  afterEach(async () => {
    await clinic.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function addPatient(familyName: string): Promise<void> {
    const now = clinic.ports.clock.now();
    const id = clinic.ports.newId();
    const audit = createAuditLog({ dataKey: clinic.store.dataKey, engine, clock: clinic.ports.clock });
    await clinic.store.unitOfWork.write(async (db) => {
      await db
        .insertInto('patient')
        .values({
          id, family_name: familyName, given_name: 'Élise', birth_family_name: null, prefix: null, sort_key: familyName.toLowerCase(), birth_date: '1980-05', administrative_sex: 'F',
          gender: null, language: 'fr', phone: null, email: null, address_line: null, city: null, postal_code: null, region_code: null, country: null, deceased_on: null,
          marital_status: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now,
        })
        .execute();
      await db.insertInto('patient_search').values({ patient_id: id, sort_key: familyName.toLowerCase(), terms: 'tremblay plante elise' }).execute();
      await audit.record(db, { userId: 'test', action: 'patient.registered', entity: 'patient', entityId: id, patientId: id });
    });
  }

  const back = () => writeBackup(clinic.store, readKeyring(clinic.directory), file, clinic.ports.clock);

  test.each(['sqlite', 'postgres'] as const)('restores onto %s with the same rows and a searchable registry', async (target) => {
    const manifest = await back();
    const directory = join(folder, 'restored');
    const report = await restoreBackup(
      { file, secret: passphrase, directory, ...(target === 'postgres' ? { connectionString: await createTestDatabase() } : {}) },
      clinic.ports.clock,
    );
    expect(report.rows).toEqual(manifest.rows);
    const keyring = readKeyring(directory);
    expect(keyring.engine).toBe(target);
    const dataKey = await dataKeyOf(keyring, passphrase);
    const store = await openStore(directory, keyring, dataKey ?? new Uint8Array(32));
    try {
      expect(await countRows(store.database.db)).toEqual(manifest.rows);
      const patient = await store.database.db.selectFrom('patient').select(['family_name', 'birth_date']).executeTakeFirstOrThrow();
      expect(patient).toEqual({ family_name: 'Tremblay-Planté', birth_date: '1980-05' });
    } finally {
      await store.close();
    }
  });

  test('leaves out no table of the schema', async () => {
    const tables = (await clinic.store.database.db.introspection.getTables()).map(({ name }) => name);
    const ours = tables.filter((name) => !name.startsWith('kysely_') && !name.startsWith('patient_search_words'));
    expect([...tablesInOrder].sort()).toEqual(ours.sort());
  });

  test('holds no name in clear', async () => {
    await back();
    expect(readFileSync(file).includes('Tremblay-Planté')).toBe(false);
  });

  test('the recovery key alone opens nothing but its own clinic; a wrong secret is told as such', async () => {
    await back();
    await expect(rehearseRestore(file, { kind: 'passphrase', passphrase: 'une autre phrase' }, folder)).rejects.toMatchObject({ reason: 'wrong-key' });
    await expect(rehearseRestore(file, { kind: 'recovery', typed: 'ABCDE' }, folder)).rejects.toMatchObject({ reason: 'wrong-key' });
  });

  test('a damaged or truncated file is named and no clinic is touched', async () => {
    await back();
    const bytes = readFileSync(file);
    const directory = join(folder, 'restored');
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bytes.length - 4000) ^ 0xff, bytes.length - 4000);
    writeFileSync(file, changed);
    await expect(restoreBackup({ file, secret: passphrase, directory }, clinic.ports.clock)).rejects.toMatchObject({ reason: 'damaged', part: 'clinic.db' });
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    await expect(restoreBackup({ file, secret: passphrase, directory }, clinic.ports.clock)).rejects.toMatchObject({ reason: 'not-a-backup' });
    writeFileSync(file, 'not a zip');
    await expect(restoreBackup({ file, secret: passphrase, directory }, clinic.ports.clock)).rejects.toMatchObject({ reason: 'not-a-backup' });
    expect(existsSync(directory)).toBe(false);
  });

  test('restoring over a fuller clinic stops unless the loss is accepted, and the old one is kept beside', async () => {
    await back();
    const directory = join(folder, 'clinic');
    await restoreBackup({ file, secret: passphrase, directory }, clinic.ports.clock);
    const older = join(folder, 'older.relais-backup');
    copyFileSync(file, older);
    for (const name of ['Gagnon', 'Roy', 'Côté']) await addPatient(name);
    await back();
    await restoreBackup({ file, secret: passphrase, directory }, clinic.ports.clock);
    clinic.ports.clock.set('2026-11-16T16:00:00.000Z');
    await expect(restoreBackup({ file: older, secret: passphrase, directory }, clinic.ports.clock)).rejects.toMatchObject({ reason: 'rows-would-vanish' });
    const report = await restoreBackup({ file: older, secret: passphrase, directory, acceptLoss: true }, clinic.ports.clock);
    expect(report.previousDirectory && existsSync(join(report.previousDirectory, 'clinic.db'))).toBe(true);
  });

  test('a folder that holds something else is never written into', async () => {
    await back();
    writeFileSync(join(folder, 'other'), 'x');
    await expect(restoreBackup({ file, secret: passphrase, directory: folder }, clinic.ports.clock)).rejects.toMatchObject({ reason: 'target-not-empty' });
  });
});
