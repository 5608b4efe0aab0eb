import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealWithDataKey, unsealWithDataKey, wrapped } from '../keys/keyring.ts';

const fileName = 'rekey-pending.json';
const purpose = 'rekey';

/** On PostgreSQL the rows change after the keyring: until they have, the old key is kept, sealed under the new one. */
export function writePendingRekey(directory: string, oldKey: Uint8Array, newKey: Uint8Array): void {
  writeFileSync(join(directory, fileName), JSON.stringify(sealWithDataKey(newKey, purpose, oldKey)), { mode: 0o600, flush: true });
}

export function isRekeyPending(directory: string): boolean {
  return existsSync(join(directory, fileName));
}

/** The key before this one; null when the change of key stopped before its commit, so that the present key is the old one. */
export function readPendingRekey(directory: string, dataKey: Uint8Array): Uint8Array | null {
  const sealed = wrapped.safeParse(JSON.parse(readFileSync(join(directory, fileName), 'utf8')));
  return sealed.success ? unsealWithDataKey(dataKey, purpose, sealed.data) : null;
}

export function removePendingRekey(directory: string): void {
  rmSync(join(directory, fileName), { force: true });
}
