import { rekeyClinic, RekeyError } from '../clinics/rekey.ts';
import { dataKeyOf, keyringOf } from './clinic-access.ts';
import { type Command, CommandError, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseFor, passphraseOption } from './passphrase.ts';

/** Gives a clinic a new data key, after a suspected leak. */
export const rekeyCommand: Command = {
  usage: '--clinic DIR --passphrase-file FILE [--json]',
  summary: 'rekey.summary',
  help: ['rekey.help.what', 'rekey.help.after', 'rekey.help.stop', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' } });
    const say = messageIn(terminal.language);
    const directory = required('--clinic', values.clinic);
    const keyring = keyringOf(directory);
    const passphrase = passphraseFor(keyring, values['passphrase-file'], terminal);
    if (passphrase === undefined) throw new MisuseError('passphraseMissing');
    const dataKey = await dataKeyOf(keyring, { directory, passphraseFile: values['passphrase-file'] }, terminal);
    const { recoveryKey, people, draftsDropped } = await rekeyClinic({ directory, keyring, dataKey, passphrase, account: terminal.account }, ports.clock).catch((error: unknown) => {
      throw error instanceof RekeyError ? new CommandError(`rekey.${error.reason}`, {}, { cause: error }) : error;
    });
    return {
      json: { clinicId: keyring.clinicId, recoveryKey, people, draftsDropped },
      lines: [
        say('rekey.done', { directory }),
        say('init.recoveryKey', { key: recoveryKey.join(' ') }),
        say('rekey.people'),
        ...people.map(({ name, login, temporaryPassword }) => `  ${login}  ${temporaryPassword}  ${name}`),
        say('rekey.keepIt'),
        say('rekey.drafts', { count: draftsDropped }),
        say('rekey.backups'),
      ],
      exitCode: 0,
    };
  },
};
