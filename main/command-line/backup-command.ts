import { resolve } from 'node:path';
import { BackupError } from '../backup/backup-format.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { keyringOf, openForReading } from './clinic-access.ts';
import { type Command, CommandError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

/** Writes a verified backup, also beside a server that has the clinic open. */
export const backupCommand: Command = {
  usage: '--clinic DIR --out FILE [--passphrase-file FILE] [--json]',
  summary: 'backup.summary',
  help: ['backup.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, out: { type: 'string' } });
    const directory = required('--clinic', values.clinic);
    const file = resolve(required('--out', values.out));
    const clinic = await openForReading({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      const manifest = await writeBackup(clinic.store, keyringOf(directory), file, ports.clock);
      const patients = manifest.rows['patient'] ?? 0;
      return { json: { file, ...manifest }, lines: [messageIn(terminal.language)('backup.done', { file, patients })], exitCode: 0 };
    } catch (error) {
      throw asCommandError(error);
    } finally {
      await clinic.store.close();
    }
  },
};

/** A failed backup or restore, in words. */
export function asCommandError(error: unknown): unknown {
  return error instanceof BackupError ? new CommandError(`backup.${error.reason}`, { part: error.part ?? '' }, { cause: error }) : error;
}
