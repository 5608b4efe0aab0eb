import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a clinic's folder becomes under a new data key is prepared here; it counts for nothing. */
export const rekeyStaging = 'rekey';
/** The same, whole and verified: renaming the folder to this name is the moment the new key takes over. */
const rekeyReady = 'rekey-ready';
/** In this order, the keyring last; each replaces the old file in one step of the file system. */
const replaced = ['clinic.db', 'audit-heads.json', 'keyring.json'] as const;

/** Makes what was prepared the clinic. From here on a power cut is finished by whoever opens the clinic next. */
export function commitRekey(directory: string): void {
  renameSync(join(directory, rekeyStaging), join(directory, rekeyReady));
}

/** Finishes a change of key that was cut short after its commit. Does nothing otherwise; two at once do no harm. */
export function settleRekey(directory: string): void {
  const ready = join(directory, rekeyReady);
  if (!existsSync(ready)) return;
  for (const name of replaced) {
    try {
      renameSync(join(ready, name), join(directory, name));
    } catch (error) {
      // Already in its place, or none was needed.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  rmSync(ready, { recursive: true, force: true });
}
