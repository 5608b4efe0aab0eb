import { join } from 'node:path';
import { maximumIntakeBytes } from '#contract/imports.ts';
import { subkey } from '../../platform/keys/keyring.ts';
import { createSealedFiles, type SealedFiles } from '../../platform/store/sealed-files.ts';
import type { Store } from '../../platform/store/store.ts';

/** Where files of imports being prepared lie, sealed, until the import is done or given up; they outlive closing. */
export function heldFiles(store: Pick<Store, 'directory' | 'dataKey'>): SealedFiles {
  return createSealedFiles(join(store.directory, 'held'), subkey(store.dataKey, 'held'));
}

/** Holds a file's bytes under a name of ours. */
export async function hold(files: SealedFiles, name: string, bytes: Uint8Array): Promise<void> {
  await files.write(name, piecesOf(bytes), maximumIntakeBytes);
}

const pieceBytes = 1024 * 1024;

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes) yield await Promise.resolve(bytes.subarray(start, start + pieceBytes));
}
