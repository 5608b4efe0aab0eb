import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnreadableError } from '../database/open-database.ts';
import { keyring, type Keyring } from '../keys/keyring.ts';
import { settleRekey } from './rekey-folder.ts';

const fileName = 'keyring.json';

/** Whether a folder holds a clinic. */
export function isClinicDirectory(directory: string): boolean {
  return existsSync(join(directory, fileName));
}

/** @throws StoreUnreadableError when the file is not a keyring of a format we know */
export function readKeyring(directory: string): Keyring {
  settleRekey(directory);
  try {
    return keyring.parse(JSON.parse(readFileSync(join(directory, fileName), 'utf8')));
  } catch (error) {
    throw new StoreUnreadableError('wrong-key-or-damaged', { cause: error });
  }
}

/** Writes the keyring whole: beside it first, then in its place. */
export function writeKeyring(directory: string, value: Keyring): void {
  const path = join(directory, fileName);
  const beside = `${path}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(keyring.parse(value), null, 2));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, path);
}
