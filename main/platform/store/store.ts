import { join } from 'node:path';
import type { OpenDatabase } from '../database/open-database.ts';
import { StoreUnreadableError } from '../database/open-database.ts';
import { openPostgres } from '../database/open-postgres.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { migrationState, runMigrations } from '../database/run-migrations.ts';
import { createUnitOfWork, type UnitOfWork } from '../database/unit-of-work.ts';
import { type Keyring, unsealWithDataKey } from '../keys/keyring.ts';
import { takeClinicLock } from './clinic-lock.ts';

/** An open clinic: its key, its database, brought to the present schema. */
export interface Store {
  readonly directory: string;
  readonly dataKey: Uint8Array;
  readonly database: OpenDatabase;
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

/** Purpose under which the connection string is sealed in the keyring. */
export const connectionPurpose = 'connection';

/** A store as it lies on the disk, before anything is brought up to date. */
export type UnmigratedStore = Pick<Store, 'database' | 'dataKey' | 'directory'>;

export interface OpenOptions {
  readonly lock: boolean;
  readonly readonly?: boolean;
  readonly create?: boolean;
  /** Called before the first pending migration of a database that holds something: the moment for a backup. */
  readonly beforeMigrating?: (store: UnmigratedStore, pending: readonly string[]) => Promise<void>;
}

/**
 * Opens a clinic's store with its data key. An embedded clinic is locked to this process
 * (`lock: false` for this process's own worker thread and for readers beside it). `create` is for a new clinic alone.
 *
 * @throws StoreUnreadableError
 */
export async function openStore(
  directory: string,
  keyring: Keyring,
  dataKey: Uint8Array,
  options: OpenOptions = { lock: true },
): Promise<Store> {
  const release = keyring.engine === 'sqlite' && options.lock ? takeClinicLock(directory) : () => undefined;
  try {
    const database = await openDatabase(directory, keyring, dataKey, options);
    try {
      if (!options.readonly) {
        const { applied, pending } = await migrationState(database);
        if (applied.length > 0 && pending.length > 0) await options.beforeMigrating?.({ database, dataKey, directory }, pending);
        await runMigrations(database);
      }
    } catch (error) {
      await database.close();
      throw error;
    }
    const unitOfWork = createUnitOfWork(database);
    return {
      directory,
      dataKey,
      database,
      unitOfWork,
      close: async () => {
        await unitOfWork.changes.close();
        await database.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function openDatabase(directory: string, keyring: Keyring, dataKey: Uint8Array, options: { readonly?: boolean; create?: boolean }): Promise<OpenDatabase> {
  if (keyring.engine === 'sqlite') return openSqlite(join(directory, 'clinic.db'), dataKey, options);
  const connection = keyring.connection ? unsealWithDataKey(dataKey, connectionPurpose, keyring.connection) : null;
  if (!connection) throw new StoreUnreadableError('wrong-key-or-damaged');
  return openPostgres(Buffer.from(connection).toString('utf8'));
}
