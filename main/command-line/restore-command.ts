import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { type BackupSecret, rehearseRestore, restoreBackup } from '../backup/restore-backup.ts';
import { asCommandError } from './backup-command.ts';
import { type Command, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import type { Terminal } from './output.ts';
import { passphraseOption, readPassphrase, readSecretFile } from './passphrase.ts';

/** Restores a clinic from a backup file, or with `--rehearse` tries it and throws the result away. */
export const restoreCommand: Command = {
  usage: 'FILE (--clinic DIR [--database-file FILE] [--accept-loss] | --rehearse) [--passphrase-file FILE | --recovery-key-file FILE] [--json]',
  summary: 'restore.summary',
  help: ['restore.help.target', 'restore.help.secret', 'restore.help.rehearse', 'restore.help.loss'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(
      args,
      {
        ...passphraseOption, clinic: { type: 'string' }, 'database-file': { type: 'string' }, 'recovery-key-file': { type: 'string' },
        rehearse: { type: 'boolean', default: false }, 'accept-loss': { type: 'boolean', default: false },
      },
      { positionals: true },
    );
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new MisuseError('missingOption', { option: 'FILE' });
    const secret = secretOf(values['recovery-key-file'], values['passphrase-file'], terminal);
    const say = messageIn(terminal.language);
    try {
      if (values.rehearse) {
        const report = await rehearseRestore(resolve(file), secret, tmpdir());
        return { json: report, lines: [say('restore.rehearsed', { patients: report.rows['patient'] ?? 0 })], exitCode: 0 };
      }
      const directory = resolve(required('--clinic', values.clinic));
      const databaseFile = values['database-file'];
      const report = await restoreBackup(
        { file: resolve(file), secret, directory, acceptLoss: values['accept-loss'], ...(databaseFile ? { connectionString: readSecretFile(databaseFile) } : {}) },
        ports.clock,
      );
      const lines = [say('restore.done', { directory, patients: report.rows['patient'] ?? 0 })];
      if (report.previousDirectory) lines.push(say('restore.previous', { directory: report.previousDirectory }));
      return { json: report, lines, exitCode: 0 };
    } catch (error) {
      throw asCommandError(error);
    }
  },
};

/** @throws MisuseError when neither secret is named */
function secretOf(recoveryKeyFile: string | undefined, passphraseFile: string | undefined, terminal: Terminal): BackupSecret {
  if (recoveryKeyFile !== undefined) return { kind: 'recovery', typed: readSecretFile(recoveryKeyFile) };
  const passphrase = readPassphrase(passphraseFile, terminal);
  if (passphrase === undefined) throw new MisuseError('passphraseMissing');
  return { kind: 'passphrase', passphrase };
}
