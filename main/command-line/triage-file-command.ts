import { civilDate } from '../appointments/wall-time.ts';
import { triage } from '../triage/triage-command.ts';
import { type Command, CommandError, MisuseError, parsedJson, readOptions, textOf } from './command.ts';

/** Triages referrals of a file or of standard input with the rules bundled with the program. Needs no clinic, keeps nothing. */
export const triageFileCommand: Command = {
  usage: 'FILE|- [--explain] [--json]',
  summary: 'triage.summary',
  help: ['triage.help', 'triage.help.explain'],
  run: async ({ args, terminal, ports }) => {
    const { positionals, values } = readOptions(args, { explain: { type: 'boolean', default: false } }, { positionals: true });
    const [file, ...more] = positionals;
    if (file === undefined) throw new MisuseError('missingOption', { option: 'FILE|-' });
    if (more.length > 0) throw new MisuseError('wrongOption', { word: more.join(' ') });
    const input = parsedJson(file === '-' ? await terminal.stdin() : await textOf(file));
    // The age at a referral without a date is that of today in Québec, where the rules were written.
    const answer = triage(input, civilDate(ports.clock.now(), 'America/Toronto'), values.explain);
    if (!answer.ok) {
      for (const { path, text } of answer.problems) terminal.tell([path, text[terminal.language]].filter(Boolean).join(': '));
      throw new CommandError('triage.refused', { count: answer.problems.length });
    }
    // A decision is data: it is printed as it is, on one line with `--json`, laid out to be read without.
    return { json: answer.result, lines: [JSON.stringify(answer.result, null, 2)], exitCode: 0 };
  },
};
