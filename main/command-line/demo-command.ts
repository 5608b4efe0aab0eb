import { usualDemonstrationPatients } from '../clinics/clinic-host.ts';
import { createDemonstration, demonstrationPassphrase } from '../clinics/demonstration.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { type Command, CommandError, readOptions, required, wholeNumber } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption, readPassphrase } from './passphrase.ts';

/** Makes a demonstration clinic: fictional, the same for the same size, seed and day. */
export const demoCommand: Command = {
  usage: '--clinic DIR [--patients N] [--seed S] [--passphrase-file FILE] [--json]',
  summary: 'demo.summary',
  help: ['demo.help.size', 'demo.help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, {
      ...passphraseOption,
      clinic: { type: 'string' },
      patients: { type: 'string', default: String(usualDemonstrationPatients) },
      seed: { type: 'string', default: '1' },
    });
    const say = messageIn(terminal.language);
    const directory = required('--clinic', values.clinic);
    const patients = wholeNumber('--patients', values.patients, { min: 0, max: 20_000 });
    const seed = wholeNumber('--seed', values.seed, { min: 0, max: 999_999_999 });
    const passphrase = readPassphrase(values['passphrase-file'], terminal);
    const made = await createDemonstration(directory, { patients, seed, ...(passphrase === undefined ? {} : { passphrase }) }, ports).catch((error: unknown) => {
      throw error instanceof StoreUnreadableError && error.reason === 'already-open' ? new CommandError('init.notEmpty', { directory }) : error;
    });
    return {
      json: { directory, patients, seed, ...made },
      lines: [
        say('demo.done', { directory, patients: made.counts.patients, referrals: made.counts.referrals, visits: made.counts.visits }),
        ...(passphrase === undefined ? [say('demo.passphrase', { passphrase: demonstrationPassphrase })] : []),
      ],
      exitCode: 0,
    };
  },
};
