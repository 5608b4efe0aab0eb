import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#contract/permissions.ts';
import type { AdministratorInput, ClinicSummary } from '#contract/session.ts';
import { createAuditLog } from '../audit/audit-log.ts';
import { type KeySlot, type Keyring, newDataKey, passphraseSlot, recoverySlot, sealWithDataKey, userSlot } from '../platform/keys/keyring.ts';
import { newRecoveryKey } from '../platform/keys/recovery-key.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { isClinicDirectory, writeKeyring } from '../platform/store/keyring-file.ts';
import { connectionPurpose, openStore, type Store } from '../platform/store/store.ts';
import type { Ports } from '../ports.ts';
import { uncheckedSheetSetting, writeClinicSetting } from './clinic-setting-repository.ts';
import { insertPerson } from '../users/account-repository.ts';
import { clinicExists } from './clinic-repository.ts';

/** What a new clinic is made from: a person, a passphrase, or both. */
export interface ClinicCreation {
  readonly clinic: Omit<ClinicSummary, 'id'>;
  readonly administrator?: AdministratorInput;
  readonly passphrase?: string;
  /** PostgreSQL instead of the embedded database. */
  readonly connectionString?: string;
}

export interface CreatedClinic {
  readonly store: Store;
  readonly keyring: Keyring;
  /** Given this once; only its wrapping of the data key is kept. */
  readonly recoveryKey: readonly string[];
  readonly createdAt: string;
}

/**
 * Makes a clinic in an empty or absent folder: data key, slots, database, clinic row, first person. The keyring is
 * written last: until then the folder is not a clinic.
 *
 * @throws StoreUnreadableError `already-open` when the folder or database is not empty; `unreachable` for the database
 */
export async function createClinic(directory: string, creation: ClinicCreation, ports: Ports): Promise<CreatedClinic> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (isClinicDirectory(directory) || readdirSync(directory).length > 0) throw new StoreUnreadableError('already-open');

  const clinicId = ports.newId();
  const dataKey = newDataKey();
  const recoveryKey = newRecoveryKey();
  const administratorId = ports.newId();
  const slots: KeySlot[] = [recoverySlot(clinicId, recoveryKey, dataKey)];
  if (creation.passphrase) slots.push(await passphraseSlot(clinicId, creation.passphrase, dataKey));
  if (creation.administrator) {
    slots.push(await userSlot(clinicId, { userId: administratorId, login: creation.administrator.login }, creation.administrator.password, dataKey));
  }
  const keyring: Keyring = {
    format: 1,
    clinicId,
    clinicName: creation.clinic.name,
    demonstration: creation.clinic.demonstration,
    engine: creation.connectionString ? 'postgres' : 'sqlite',
    connection: creation.connectionString ? sealWithDataKey(dataKey, connectionPurpose, Buffer.from(creation.connectionString)) : null,
    slots,
  };

  const store = await openStore(directory, keyring, dataKey, { lock: true, create: true }).catch((error: unknown) => {
    // Held by another process: what is in the folder by now is that process's.
    if (!(error instanceof StoreUnreadableError && error.reason === 'already-open')) emptyAgain(directory);
    throw error;
  });
  try {
    const createdAt = ports.clock.now();
    await store.unitOfWork.write(async (db) => {
      // A PostgreSQL database may already hold a clinic; two in one would share their rows.
      if (await clinicExists(db)) throw new StoreUnreadableError('already-open');
      const { name, setting, country, region, timeZone, language, demonstration } = creation.clinic;
      await db
        .insertInto('clinic')
        .values({ id: clinicId, name, setting, country, region, time_zone: timeZone, language, demonstration: demonstration ? 1 : 0, video_template: null, created_at: createdAt })
        .execute();
    });
    if (creation.administrator) await addAdministrator(store, creation.administrator, { id: administratorId, language: creation.clinic.language }, ports);
    writeKeyring(directory, keyring);
    return { store, keyring, recoveryKey, createdAt };
  } catch (error) {
    await store.close();
    emptyAgain(directory);
    throw error;
  }
}

/** Takes back what a failed creation left in a folder that was empty, so that it can be tried again. */
function emptyAgain(directory: string): void {
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true, force: true });
}

/** Writes the first administrator's rows: the account, its roles, and the professional they also are. */
export async function addAdministrator(store: Store, administrator: AdministratorInput, account: { id: string; language: string }, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const audit = createAuditLog({ dataKey: store.dataKey, engine: store.database.engine, clock: ports.clock });
  const { givenName, familyName, login } = administrator;
  const roles: readonly Role[] = [...new Set<Role>(['administrator', ...administrator.roles])];
  await store.unitOfWork.write(async (db) => {
    await insertPerson(db, { userId: account.id, login, givenName, familyName, roles, language: account.language, languages: [], mustChangePassword: false }, { now, newId: ports.newId });
    await writeClinicSetting(db, { key: uncheckedSheetSetting, value: true, now, userId: account.id });
    await audit.record(db, { userId: account.id, action: 'account.created', entity: 'user_account', entityId: account.id, detail: { roles } });
  });
}
