import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { keyring, type Keyring } from '../platform/keys/keyring.ts';
import { BackupError, type BackupManifest, backupManifest, backupParts } from './backup-format.ts';

/** Largest manifest and keyring taken, so that a hostile file cannot fill the memory. */
const maximumTextBytes = 8 * 1024 * 1024;

/** A backup unpacked into a folder, each part checked against the manifest. */
export interface UnpackedBackup {
  readonly manifest: BackupManifest;
  readonly keyring: Keyring;
  /** Path of the encrypted database. */
  readonly database: string;
}

/**
 * Unpacks a backup into an empty folder and checks the size and digest of every part.
 *
 * @throws BackupError `not-a-backup` | `damaged` (naming the part)
 */
export async function unpackBackup(file: string, directory: string): Promise<UnpackedBackup> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const digests = new Map<string, { bytes: number; sha256: string }>();
  try {
    const zip = await openPromise(file);
    try {
      for await (const entry of zip.eachEntry()) {
        if (!isPart(entry.fileName) || digests.has(entry.fileName)) throw new BackupError('not-a-backup', entry.fileName);
        if (entry.fileName !== backupParts.database && entry.uncompressedSize > maximumTextBytes) throw new BackupError('not-a-backup', entry.fileName);
        digests.set(entry.fileName, await unpack(zip, entry, join(directory, entry.fileName)));
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError('not-a-backup', null, { cause: error });
  }
  const manifest = await readJson(directory, backupParts.manifest, (value) => backupManifest.parse(value));
  for (const name of [backupParts.keyring, backupParts.database]) {
    const promised = manifest.parts.find((part) => part.name === name);
    const found = digests.get(name);
    if (!promised || !found || promised.bytes !== found.bytes || promised.sha256 !== found.sha256) throw new BackupError('damaged', name);
  }
  const ring = await readJson(directory, backupParts.keyring, (value) => keyring.parse(value));
  if (ring.clinicId !== manifest.clinicId) throw new BackupError('damaged', backupParts.keyring);
  return { manifest, keyring: ring, database: join(directory, backupParts.database) };
}

/**
 * Reads what a backup says of itself, without unpacking it. What it says is checked only by opening it.
 *
 * @throws BackupError `not-a-backup`
 */
export async function readManifest(file: string): Promise<BackupManifest> {
  try {
    const zip = await openPromise(file);
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName !== backupParts.manifest || entry.uncompressedSize > maximumTextBytes) continue;
        return backupManifest.parse(JSON.parse(await text(await zip.openReadStreamPromise(entry))));
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    throw new BackupError('not-a-backup', null, { cause: error });
  }
  throw new BackupError('not-a-backup', backupParts.manifest);
}

/** Only the names we write: nothing in a zip chooses where it lands. */
function isPart(name: string): boolean {
  return name === backupParts.manifest || name === backupParts.keyring || name === backupParts.database;
}

async function unpack(zip: ZipFile, entry: Entry, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), measure, createWriteStream(path, { mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}

async function readJson<T>(directory: string, name: string, parse: (value: unknown) => T): Promise<T> {
  try {
    return parse(JSON.parse(await readFile(join(directory, name), 'utf8')));
  } catch (error) {
    throw new BackupError('not-a-backup', name, { cause: error });
  }
}
