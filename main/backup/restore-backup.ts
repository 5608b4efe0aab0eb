import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OpenDatabase, StoreUnreadableError } from '../platform/database/open-database.ts';
import { openPostgres } from '../platform/database/open-postgres.ts';
import { openSqlite } from '../platform/database/open-sqlite.ts';
import { runMigrations } from '../platform/database/run-migrations.ts';
import { type Keyring, openSlot, sealWithDataKey } from '../platform/keys/keyring.ts';
import { parseRecoveryKey } from '../platform/keys/recovery-key.ts';
import { isClinicDirectory, readKeyring, writeKeyring } from '../platform/store/keyring-file.ts';
import { connectionPurpose, openStore } from '../platform/store/store.ts';
import type { Clock } from '../ports.ts';
import { BackupError, type BackupManifest } from './backup-format.ts';
import { fillDatabase, holdsTogether } from './backup-repository.ts';
import { unpackBackup } from './read-backup.ts';
import { countRows } from './table-copy-repository.ts';

/** What opens a backup: somebody's password, the clinic's passphrase, or the recovery key from paper. */
export type BackupSecret =
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly typed: string }
  /** The key itself, of the clinic that is open: for a rehearsal. */
  | { readonly kind: 'data-key'; readonly dataKey: Uint8Array };

export interface RestoreRequest {
  readonly file: string;
  readonly secret: BackupSecret;
  /** Folder of the clinic: empty, absent, or one whose present content is renamed, never overwritten. */
  readonly directory: string;
  /** Restores onto PostgreSQL instead of the embedded database; the database must be empty. */
  readonly connectionString?: string;
  /** Goes on although more than a tenth of the rows of a table would vanish. */
  readonly acceptLoss?: boolean;
}

export interface RestoreReport {
  readonly manifest: BackupManifest;
  /** Rows of the restored clinic, after its migrations. */
  readonly rows: Record<string, number>;
  readonly migrationsApplied: readonly string[];
  /** Where the clinic that stood in the folder is now. */
  readonly previousDirectory: string | null;
}

/** Share of a table's rows whose loss stops a restore. */
const tolerableLoss = 0.1;

/**
 * Tries a backup without touching any clinic: unpacks, opens, checks, migrates the copy and counts, then throws it away.
 *
 * @throws BackupError
 */
export async function rehearseRestore(file: string, secret: BackupSecret, temporaryDirectory: string): Promise<Omit<RestoreReport, 'previousDirectory'>> {
  const directory = mkdtempSync(join(temporaryDirectory, 'relais-rehearsal-'));
  try {
    const opened = await openBackup(file, secret, directory);
    await opened.database.close();
    return { manifest: opened.manifest, rows: opened.rows, migrationsApplied: opened.migrationsApplied };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Restores a clinic from a backup. Nothing of the old clinic is overwritten: its folder is renamed beside.
 *
 * @throws BackupError `rows-would-vanish` (the table) when the present clinic holds clearly more than the backup
 */
export async function restoreBackup(request: RestoreRequest, clock: Clock): Promise<RestoreReport> {
  const { directory } = request;
  mkdirSync(dirname(directory), { recursive: true });
  if (existsSync(directory) && !isClinicDirectory(directory) && readdirSync(directory).length > 0) throw new BackupError('target-not-empty');
  const beside = mkdtempSync(join(dirname(directory), '.relais-restore-'));
  try {
    const opened = await openBackup(request.file, request.secret, join(beside, 'unpacked'));
    try {
      if (!request.acceptLoss) await refuseLoss(directory, opened.dataKey, opened.rows);
      if (request.connectionString) await fillPostgres(request.connectionString, opened.database);
    } finally {
      await opened.database.close();
    }
    const ready = join(beside, 'clinic');
    mkdirSync(ready, { mode: 0o700 });
    if (!request.connectionString) renameSync(opened.path, join(ready, 'clinic.db'));
    writeKeyring(ready, {
      ...opened.keyring,
      engine: request.connectionString ? 'postgres' : 'sqlite',
      connection: request.connectionString ? sealWithDataKey(opened.dataKey, connectionPurpose, Buffer.from(request.connectionString)) : null,
    });
    const previousDirectory = isClinicDirectory(directory) ? `${directory}.before-restore-${clock.now().replaceAll(/[:.]/g, '-')}` : null;
    if (previousDirectory) renameSync(directory, previousDirectory);
    else rmSync(directory, { recursive: true, force: true });
    renameSync(ready, directory);
    return { manifest: opened.manifest, rows: opened.rows, migrationsApplied: opened.migrationsApplied, previousDirectory };
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

interface OpenedBackup {
  readonly manifest: BackupManifest;
  readonly keyring: Keyring;
  readonly dataKey: Uint8Array;
  readonly path: string;
  readonly database: OpenDatabase;
  readonly rows: Record<string, number>;
  readonly migrationsApplied: readonly string[];
}

async function openBackup(file: string, secret: BackupSecret, directory: string): Promise<OpenedBackup> {
  const unpacked = await unpackBackup(file, directory);
  const dataKey = await dataKeyOf(unpacked.keyring, secret);
  if (!dataKey) throw new BackupError('wrong-key');
  const database = await openSqlite(unpacked.database, dataKey).catch((error: unknown) => {
    // The parts have the sizes and digests promised: with a key nobody typed, it is another key.
    throw new BackupError(secret.kind === 'data-key' ? 'wrong-key' : 'damaged', 'clinic.db', { cause: error });
  });
  try {
    const { manifest } = unpacked;
    const before = await countRows(database.db);
    if (!(await holdsTogether(database)) || Object.entries(manifest.rows).some(([table, count]) => table in before && before[table] !== count)) {
      throw new BackupError('damaged', 'clinic.db');
    }
    const migrationsApplied = await runMigrations(database);
    return { manifest, keyring: unpacked.keyring, dataKey, path: unpacked.database, database, rows: await countRows(database.db), migrationsApplied };
  } catch (error) {
    await database.close();
    if (error instanceof StoreUnreadableError && error.reason === 'newer-schema') throw new BackupError('newer-schema', null, { cause: error });
    throw error;
  }
}

/** The data key a secret opens, or null. */
export async function dataKeyOf(keyring: Keyring, secret: BackupSecret): Promise<Uint8Array | null> {
  if (secret.kind === 'data-key') return secret.dataKey;
  const slot = keyring.slots.find((one) =>
    secret.kind === 'password' ? one.kind === 'user' && one.login === secret.login.trim().toLowerCase() : one.kind === secret.kind,
  );
  if (!slot) return null;
  if (secret.kind === 'recovery') {
    const groups = parseRecoveryKey(secret.typed);
    return groups ? openSlot(keyring.clinicId, slot, groups) : null;
  }
  return openSlot(keyring.clinicId, slot, secret.kind === 'password' ? secret.password : secret.passphrase);
}

/** Compares with the clinic now in the folder, where the same key opens it. */
async function refuseLoss(directory: string, dataKey: Uint8Array, restored: Record<string, number>): Promise<void> {
  if (!isClinicDirectory(directory)) return;
  let present: Record<string, number>;
  try {
    const store = await openStore(directory, readKeyring(directory), dataKey, { lock: true });
    try {
      present = await countRows(store.database.db);
    } finally {
      await store.close();
    }
  } catch (error) {
    // Another clinic's key, or a file beyond reading: nothing to compare with, and it is kept beside in any case.
    if (error instanceof StoreUnreadableError && error.reason === 'wrong-key-or-damaged') return;
    throw error;
  }
  const shrinking = Object.keys(present).find((table) => (restored[table] ?? 0) < (present[table] ?? 0) * (1 - tolerableLoss));
  if (shrinking) throw new BackupError('rows-would-vanish', shrinking);
}

async function fillPostgres(connectionString: string, source: OpenDatabase): Promise<void> {
  const target = await openPostgres(connectionString);
  try {
    await runMigrations(target);
    const present = await countRows(target.db);
    if ((present['clinic'] ?? 0) > 0) throw new BackupError('target-not-empty');
    await fillDatabase(target, source);
  } finally {
    await target.close();
  }
}
