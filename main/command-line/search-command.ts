import { commandLineCaller } from '../users/caller.ts';
import { openForReading } from './clinic-access.ts';
import { type Command, MisuseError, readOptions, required, wholeNumber } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

/** Finds patients as the page does. Reads beside a running server; lists are not audited, opened records are. */
export const searchCommand: Command = {
  usage: 'TEXT --clinic DIR [--limit N] [--passphrase-file FILE] [--json]',
  summary: 'search.summary',
  help: ['search.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, limit: { type: 'string', default: '20' } }, { positionals: true });
    const directory = required('--clinic', values.clinic);
    const limit = wholeNumber('--limit', values.limit, { min: 1, max: 50 });
    const text = positionals.join(' ').trim();
    if (text === '' || text.length > 120) throw new MisuseError('missingOption', { option: 'TEXT' });
    const say = messageIn(terminal.language);
    const clinic = await openForReading({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      const found = await clinic.services.patients.search(commandLineCaller, { text, limit });
      const lines = found.patients.map(({ familyName, givenName, birthDate, administrativeSex, maskedNam, fileNumber, id }) =>
        [`${familyName}, ${givenName}`, birthDate ?? '-', administrativeSex, maskedNam ?? '-', fileNumber ?? '-', id].join('\t'),
      );
      return { json: found, lines: [...lines, ...(lines.length === 0 ? [say('search.none')] : []), ...(found.hasMore ? [say('search.more', { limit })] : [])], exitCode: 0 };
    } finally {
      await clinic.store.close();
    }
  },
};
