import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { openSqlite } from '../platform/database/open-sqlite.ts';
import type { Keyring } from '../platform/keys/keyring.ts';
import type { UnmigratedStore } from '../platform/store/store.ts';
import type { Clock } from '../ports.ts';
import { BackupError, type BackupManifest, backupParts } from './backup-format.ts';
import { copyEmbedded, copyToSqlite, describeCopy, holdsTogether } from './backup-repository.ts';
import { makeWorkingFolder, removeLeftovers } from './working-folder.ts';

/**
 * Writes a verified backup: an encrypted copy of the database is made, opened, checked and counted, then put into the
 * file with the keyring and a manifest. The file appears under its name only when it is whole.
 *
 * @throws BackupError `damaged` when the copy does not hold what the store holds; `disk` when it cannot be written;
 * `folder-missing` when the folder is not there (a disk that was unplugged)
 */
export async function writeBackup(store: UnmigratedStore, keyring: Keyring, file: string, clock: Clock): Promise<BackupManifest> {
  const folder = dirname(file);
  let directory: string | null = null;
  try {
    if (!existsSync(folder)) throw new BackupError('folder-missing');
    removeLeftovers(folder, Date.parse(clock.now()));
    directory = makeWorkingFolder(folder);
    const copy = join(directory, backupParts.database);
    if (store.database.engine === 'sqlite') await copyEmbedded(store.database, copy);
    else await copyToSqlite(store.database, copy, store.dataKey);
    const beside = join(directory, 'whole');
    const manifest = await zip(beside, copy, keyring, await describe(copy, store, keyring, clock));
    renameSync(beside, file);
    return manifest;
  } catch (error) {
    if (error instanceof BackupError) throw error;
    if (!existsSync(folder)) throw new BackupError('folder-missing', null, { cause: error });
    if (isRefusedByDisk(error)) throw new BackupError('disk', null, { cause: error });
    throw error;
  } finally {
    if (directory) rmSync(directory, { recursive: true, force: true });
  }
}

const diskCodes = /^(ENOSPC|EDQUOT|EFBIG|EROFS|EACCES|EPERM|EIO|SQLITE_(FULL|IOERR|CANTOPEN|READONLY).*)$/;

/** The disk is full, protected or gone: as the system, SQLite or our own opening says it. */
function isRefusedByDisk(error: unknown): boolean {
  if (error instanceof StoreUnreadableError) return error.reason === 'read-only';
  return error instanceof Error && 'code' in error && diskCodes.test(String(error.code));
}

/** Opens the copy as a stranger would and describes it; refuses one that does not hold together. */
async function describe(copy: string, store: UnmigratedStore, keyring: Keyring, clock: Clock): Promise<Omit<BackupManifest, 'parts'>> {
  const opened = await openSqlite(copy, store.dataKey);
  try {
    if (!(await holdsTogether(opened))) throw new BackupError('damaged', backupParts.database);
    const { clinicId, rows, auditHead, schemaVersion } = await describeCopy(opened);
    if (clinicId !== keyring.clinicId) throw new BackupError('damaged', backupParts.database);
    return { format: 1, clinicId, clinicName: keyring.clinicName, createdAt: clock.now(), schemaVersion, engine: store.database.engine, rows, auditHead };
  } finally {
    await opened.close();
    // The copy itself is the part: its write-ahead log was folded in on closing.
    rmSync(`${copy}-wal`, { force: true });
    rmSync(`${copy}-shm`, { force: true });
  }
}

async function zip(path: string, copy: string, keyring: Keyring, described: Omit<BackupManifest, 'parts'>): Promise<BackupManifest> {
  const keyringBytes = Buffer.from(JSON.stringify(keyring, null, 2));
  const parts: BackupManifest['parts'] = [
    { name: backupParts.keyring, bytes: keyringBytes.length, sha256: sha256().update(keyringBytes).digest('hex') },
    { name: backupParts.database, bytes: statSync(copy).size, sha256: await hashFile(copy) },
  ];
  const manifest = { ...described, parts };
  const file = new ZipFile();
  const options = { compress: false, mode: 0o100600 };
  file.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), backupParts.manifest, options);
  file.addBuffer(keyringBytes, backupParts.keyring, options);
  file.addFile(copy, backupParts.database, options);
  file.end();
  await pipeline(file.outputStream, createWriteStream(path, { mode: 0o600 }));
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
  return manifest;
}

const sha256 = (): Hash => createHash('sha256');

async function hashFile(path: string): Promise<string> {
  const hash = sha256();
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
