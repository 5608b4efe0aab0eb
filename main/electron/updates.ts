import type { Log } from '../ports.ts';
import { isSigned } from './update-signature.ts';

/** Of electron-updater, what is used: nothing it would do by itself. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  checkForUpdates(): Promise<{ readonly isUpdateAvailable: boolean; readonly updateInfo: unknown } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
}

/** How a look for a new version ended. */
export type UpdateOutcome = 'none' | 'unsigned' | 'later' | 'no-backup' | 'installing' | 'failed';

export interface UpdateDependencies {
  readonly updater: Updater;
  /** The key versions are signed with; from the package. */
  readonly publicKey: string;
  /** Asks the person; false: later. */
  readonly agree: (version: string) => Promise<boolean>;
  /** Backs up the open clinic, if one is open; false when that did not succeed. */
  readonly backUp: () => Promise<boolean>;
  /** Keeps what is typed and closes the clinic. */
  readonly close: () => Promise<void>;
  readonly log: Log;
}

/**
 * Looks for a new version once: refused unless signed, before a byte of it is downloaded; installed only after somebody has
 * agreed and a backup was made. Opening a clinic with an older version again is refused by its schema, in words.
 */
export async function lookForUpdate({ updater, publicKey, agree, backUp, close, log }: UpdateDependencies): Promise<UpdateOutcome> {
  Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, allowPrerelease: false });
  try {
    const found = await updater.checkForUpdates();
    if (!found?.isUpdateAvailable) return 'none';
    if (!isSigned(found.updateInfo, publicKey)) {
      log.warn('update.unsigned');
      return 'unsigned';
    }
    const { version } = found.updateInfo as { version: string };
    await updater.downloadUpdate();
    if (!(await agree(version))) return 'later';
    if (!(await backUp())) {
      log.warn('update.no-backup');
      return 'no-backup';
    }
    await close();
    log.info('update.installing', { version });
    updater.quitAndInstall();
    return 'installing';
  } catch (error) {
    log.error('update.failed', error);
    return 'failed';
  }
}
