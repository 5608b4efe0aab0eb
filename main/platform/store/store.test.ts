import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { type Keyring, newDataKey } from '../keys/keyring.ts';
import { lockHolder } from './clinic-lock.ts';
import { readKeyring } from './keyring-file.ts';
import { openStore } from './store.ts';

describe('the store of a clinic', () => {
  let clinic: TestClinic;
  let keyring: Keyring;

  beforeEach(async () => {
    clinic = await openTestClinic('sqlite');
    keyring = readKeyring(clinic.directory);
    await clinic.store.close();
  });
  afterEach(() => rmSync(join(clinic.directory, '..'), { recursive: true, force: true }));

  test('holds the clinic’s lock while it is open, and a second one is refused', async () => {
    const store = await openStore(clinic.directory, keyring, clinic.store.dataKey);
    expect(lockHolder(clinic.directory)).toBe(process.pid);
    await expect(openStore(clinic.directory, keyring, clinic.store.dataKey)).rejects.toMatchObject({ reason: 'already-open' });
    await store.close();
    expect(lockHolder(clinic.directory)).toBeNull();
  });

  test('one that cannot be opened is left as it was, and not locked', async () => {
    const before = readFileSync(join(clinic.directory, 'clinic.db'));
    await expect(openStore(clinic.directory, keyring, newDataKey())).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(readFileSync(join(clinic.directory, 'clinic.db')).equals(before)).toBe(true);
    expect(existsSync(join(clinic.directory, 'clinic.lock'))).toBe(false);
  });

  test('a database that has gone is not made anew: a clinic never comes back empty', async () => {
    renameSync(join(clinic.directory, 'clinic.db'), join(clinic.directory, 'elsewhere.db'));
    await expect(openStore(clinic.directory, keyring, clinic.store.dataKey)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(existsSync(join(clinic.directory, 'clinic.db'))).toBe(false);
  });

  test('one of a newer program is refused whole', async () => {
    const store = await openStore(clinic.directory, keyring, clinic.store.dataKey);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')`.execute(store.database.db);
    await store.close();
    await expect(openStore(clinic.directory, keyring, clinic.store.dataKey)).rejects.toMatchObject({ reason: 'newer-schema' });
    expect(lockHolder(clinic.directory)).toBeNull();
  });

  test('on PostgreSQL a connection sealed under another key is not used', async () => {
    await expect(openStore(clinic.directory, { ...keyring, engine: 'postgres', connection: null }, clinic.store.dataKey)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
  });
});
