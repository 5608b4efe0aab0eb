import type { Log } from '../ports.ts';

/** An open clinic, as far as its backups go. */
interface WithBackups {
  readonly services: { readonly backups: { readonly runIfDue: () => Promise<unknown> } };
}

/** How often a host asks whether a backup is due. */
const everyMilliseconds = 60_000;

/**
 * Asks the open clinic, every minute, whether its scheduled backup is due. It never keeps the process alive, and a
 * backup at work is never asked for twice.
 *
 * @returns the end of the asking
 */
export function startBackupSchedule(openClinic: () => WithBackups | null, log: Log): () => void {
  let asking = false;
  const ask = async (): Promise<void> => {
    const clinic = openClinic();
    if (!clinic || asking) return;
    asking = true;
    try {
      await clinic.services.backups.runIfDue();
    } catch (error) {
      // Closed meanwhile, or a disk that does not even take the setting: the next minute asks again.
      log.error('backup.schedule', error);
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void ask(), everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
