import { passphraseSlot } from '../platform/keys/keyring.ts';
import { readKeyring, writeKeyring } from '../platform/store/keyring-file.ts';
import { judgePassword } from '../users/password-strength.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption, readSecretFile } from './passphrase.ts';

/** Replaces the clinic's passphrase; the first one is made on the screen or by `init`. */
export const passphraseCommand: Command = {
  usage: '--clinic DIR --passphrase-file FILE --new-passphrase-file FILE [--json]',
  summary: 'passphrase.summary',
  help: ['passphrase.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, 'new-passphrase-file': { type: 'string' } });
    const say = messageIn(terminal.language);
    const directory = required('--clinic', values.clinic);
    const passphrase = readSecretFile(required('--new-passphrase-file', values['new-passphrase-file']));
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      if (!(await judgePassword(passphrase, [clinic.summary.name])).acceptable) terminal.tell(say('init.weakPassphrase'));
      const slot = await passphraseSlot(clinic.summary.id, passphrase, clinic.store.dataKey);
      await recordCommand(clinic, 'passphrase', terminal);
      const keyring = readKeyring(directory);
      writeKeyring(directory, { ...keyring, slots: [...keyring.slots.filter((one) => one.kind !== 'passphrase'), slot] });
      return { json: { clinicId: clinic.summary.id, changed: true }, lines: [say('passphrase.done')], exitCode: 0 };
    } finally {
      await clinic.store.close();
    }
  },
};
