import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyring } from '../platform/keys/keyring.ts';
import type { OpenOptions } from '../platform/store/store.ts';
import type { Clock } from '../ports.ts';
import { writeBackup } from './write-backup.ts';

/** Folder of a clinic where the program keeps its own backups. */
export const backupFolder = 'backups';

/**
 * What is done before a clinic's database is changed to a newer schema: a verified backup in the clinic's own folder.
 * Should the backup fail, nothing is migrated.
 */
export function backupBeforeMigrating(keyring: Keyring, clock: Clock): NonNullable<OpenOptions['beforeMigrating']> {
  return async (store, pending) => {
    const folder = join(store.directory, backupFolder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const moment = clock.now().slice(0, 19).replaceAll(':', '-');
    await writeBackup(store, keyring, join(folder, `before-${pending[0] ?? 'migration'}-${moment}.relais-backup`), clock);
  };
}
