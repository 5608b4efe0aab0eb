import { writeFileSync } from 'node:fs';
import { comparisonIntervals } from '#contract/comparison.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, CommandError, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

/** Writes the report of the programme as PDF, with its charts; counts of one to four are held back in it. */
export const programmeCommand: Command = {
  usage: 'report --clinic DIR --out PDF [--every quarter|year] [--passphrase-file FILE] [--json]',
  summary: 'programme.summary',
  help: ['programme.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, out: { type: 'string' }, every: { type: 'string', default: 'quarter' } }, { positionals: true });
    if (positionals.join(' ') !== 'report') throw new MisuseError('wrongChoice', { option: 'programme', choices: 'report' });
    const directory = required('--clinic', values.clinic);
    const file = required('--out', values.out);
    const every = comparisonIntervals.find((one) => one === values.every);
    if (!every) throw new MisuseError('wrongChoice', { option: '--every', choices: comparisonIntervals.join(', ') });
    const say = messageIn(terminal.language);
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      await recordCommand(clinic, 'programme report', terminal, { every });
      const { content } = await clinic.services.team.teamFile(commandLineCaller, { every, language: terminal.language, format: 'pdf' });
      try {
        writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
      } catch (error) {
        throw new CommandError('programme.file', { file }, { cause: error });
      }
      return { json: { file, bytes: content.length }, lines: [say('programme.done', { file })], exitCode: 0 };
    } finally {
      await clinic.store.close();
    }
  },
};
