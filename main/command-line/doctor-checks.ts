import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAuditTrail } from '../audit/audit-verification.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { inspectDatabase } from '../platform/database/inspect-database.ts';
import { migrationState } from '../platform/database/run-migrations.ts';
import { type Keyring, openSlot } from '../platform/keys/keyring.ts';
import { readAuditHeads } from '../platform/store/audit-heads-file.ts';
import { lockHolder } from '../platform/store/clinic-lock.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { openStore, type Store } from '../platform/store/store.ts';

/** What is examined, in this order. */
export type CheckName =
  | 'node' | 'folder' | 'keyring' | 'lock' | 'file-encryption' | 'disk-encryption' | 'key' | 'open' | 'schema' | 'settings' | 'integrity' | 'references' | 'counts' | 'audit';

/** One thing examined. `note`: for the operator to know; `skipped`: could not be examined, for want of the key or of what comes before. */
export interface Check {
  readonly check: CheckName;
  readonly status: 'ok' | 'note' | 'failed' | 'skipped';
  readonly facts: Readonly<Record<string, unknown>>;
}

const needKey: readonly CheckName[] = ['open', 'schema', 'settings', 'integrity', 'references', 'counts', 'audit'];

/**
 * Examines a clinic and changes nothing: everything that can be told without the key, then, with the passphrase,
 * the store opened for reading, beside a server that may have it open.
 */
export async function examineClinic(directory: string, passphraseOf: (keyring: Keyring) => string | undefined): Promise<readonly Check[]> {
  const checks: Check[] = [checkNode(), checkFolder(directory)];
  let keyring: Keyring;
  try {
    keyring = readKeyring(directory);
  } catch (error) {
    if (!(error instanceof StoreUnreadableError)) throw error;
    return [...checks, { check: 'keyring', status: 'failed', facts: {} }, ...skipped('key')];
  }
  checks.push(checkKeyring(directory, keyring), checkLock(directory, keyring));
  checks.push(keyring.engine === 'sqlite' ? checkFileEncryption(directory) : { check: 'disk-encryption', status: 'note', facts: { tablesEncryptedByRelais: false } });

  const slot = keyring.slots.find((one) => one.kind === 'passphrase');
  const passphrase = slot ? passphraseOf(keyring) : undefined;
  if (!slot || passphrase === undefined) return [...checks, ...skipped('key')];
  const dataKey = await openSlot(keyring.clinicId, slot, passphrase);
  if (!dataKey) return [...checks, { check: 'key', status: 'failed', facts: {} }, ...needKey.map(skip)];
  checks.push({ check: 'key', status: 'ok', facts: {} });

  let store: Store;
  try {
    store = await openStore(directory, keyring, dataKey, { lock: false, readonly: true });
  } catch (error) {
    if (!(error instanceof StoreUnreadableError)) throw error;
    return [...checks, { check: 'open', status: 'failed', facts: { cause: error.reason } }, ...needKey.slice(1).map(skip)];
  }
  try {
    return [...checks, { check: 'open', status: 'ok', facts: { engine: keyring.engine } }, ...(await checkDatabase(store))];
  } finally {
    await store.close();
  }
}

async function checkDatabase(store: Store): Promise<readonly Check[]> {
  const { applied, pending, unknown } = await migrationState(store.database);
  const upToDate = pending.length === 0 && unknown.length === 0;
  const schema: Check = { check: 'schema', status: unknown.length > 0 ? 'failed' : upToDate ? 'ok' : 'note', facts: { version: applied.at(-1) ?? null, pending, unknown } };
  // The tables of another schema are not ours to count.
  if (!upToDate) return [schema, ...needKey.slice(2).map(skip)];

  const { version, settings, damage, danglingRows, counts } = await inspectDatabase(store.database);
  const audit = await verifyAuditTrail(store.database.db, store.dataKey, readAuditHeads(store.directory, store.dataKey).heads);
  return [
    schema,
    { check: 'settings', status: store.database.engine === 'sqlite' ? sqliteSettings(settings) : postgresSettings(settings), facts: { version, ...settings } },
    { check: 'integrity', status: damage.length === 0 ? 'ok' : 'failed', facts: { findings: damage.length } },
    { check: 'references', status: danglingRows === 0 ? 'ok' : 'failed', facts: { danglingRows } },
    { check: 'counts', status: 'ok', facts: counts },
    { check: 'audit', status: audit.broken === null ? 'ok' : 'failed', facts: { events: audit.rows, head: audit.head.hash, broken: audit.broken } },
  ];
}

type Settings = Readonly<Record<string, string | number>>;

function sqliteSettings(settings: Settings): Check['status'] {
  return settings['journal'] === 'wal' && settings['synchronous'] === 2 && settings['foreignKeys'] === 1 && settings['cipher'] === 'sqlcipher' ? 'ok' : 'failed';
}

/** The server is the operator's: only what loses letters is wrong; what a power cut could lose is theirs to know. */
function postgresSettings(settings: Settings): Check['status'] {
  if (settings['encoding'] !== 'UTF8') return 'failed';
  return settings['synchronous'] === 'off' ? 'note' : 'ok';
}

function checkNode(): Check {
  const major = Number.parseInt(process.versions.node, 10);
  return { check: 'node', status: major >= 24 ? 'ok' : 'failed', facts: { version: process.versions.node } };
}

function checkFolder(directory: string): Check {
  try {
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return { check: 'folder', status: 'ok', facts: { directory, writable: true } };
  } catch {
    // Absent, or of another account: either way nothing can be written there.
    return { check: 'folder', status: 'failed', facts: { directory, writable: false } };
  }
}

function checkKeyring(directory: string, { clinicId, clinicName, demonstration, engine, slots }: Keyring): Check {
  const count = (kind: string) => slots.filter((slot) => slot.kind === kind).length;
  // Windows keeps its rights elsewhere.
  const othersMayRead = process.platform !== 'win32' && (statSync(join(directory, 'keyring.json')).mode & 0o077) !== 0;
  const facts = { clinicId, clinicName, demonstration, engine, users: count('user'), passphrase: count('passphrase'), recovery: count('recovery'), othersMayRead };
  return { check: 'keyring', status: othersMayRead || count('recovery') === 0 ? 'note' : 'ok', facts };
}

function checkLock(directory: string, { engine }: Keyring): Check {
  const processId = engine === 'sqlite' ? lockHolder(directory) : null;
  return { check: 'lock', status: processId === null ? 'ok' : 'note', facts: { processId } };
}

/** An SQLite file that is not encrypted begins with its name. */
function checkFileEncryption(directory: string): Check {
  const header = Buffer.alloc(16);
  try {
    const handle = openSync(join(directory, 'clinic.db'), 'r');
    try {
      readSync(handle, header, 0, header.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    // No file, or not ours to read: the check of the folder says which.
    return { check: 'file-encryption', status: 'failed', facts: { readable: false } };
  }
  const plain = header.toString('latin1').startsWith('SQLite format 3');
  return { check: 'file-encryption', status: plain ? 'failed' : 'ok', facts: { readable: true, encrypted: !plain } };
}

function skip(check: CheckName): Check {
  return { check, status: 'skipped', facts: {} };
}

function skipped(first: CheckName): readonly Check[] {
  return [skip(first), ...needKey.map(skip)];
}
