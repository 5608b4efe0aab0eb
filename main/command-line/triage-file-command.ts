import { readFile } from 'node:fs/promises';
import { civilDate } from '../appointments/wall-time.ts';
import { triage } from '../triage/triage-command.ts';
import { type Command, CommandError, MisuseError, parsedJson, readOptions } from './command.ts';
import type { Terminal } from './output.ts';

/** Triages referrals of a file or of standard input with the rules bundled with the program. Needs no clinic, keeps nothing. */
export const triageFileCommand: Command = {
  usage: 'FILE|- [--json]',
  summary: 'triage.summary',
  help: ['triage.help'],
  run: async ({ args, terminal, ports }) => {
    const { positionals } = readOptions(args, {}, { positionals: true });
    const [file, ...more] = positionals;
    if (file === undefined) throw new MisuseError('missingOption', { option: 'FILE|-' });
    if (more.length > 0) throw new MisuseError('wrongOption', { word: more.join(' ') });
    const input = parsedJson(await read(file, terminal));
    // The age at a referral without a date is that of today in Québec, where the rules were written.
    const answer = triage(input, civilDate(ports.clock.now(), 'America/Toronto'));
    if (!answer.ok) {
      for (const { path, text } of answer.problems) terminal.tell([path, text[terminal.language]].filter(Boolean).join(': '));
      throw new CommandError('triage.refused', { count: answer.problems.length });
    }
    // A decision is data: it is printed as it is, on one line with `--json`, laid out to be read without.
    return { json: answer.result, lines: [JSON.stringify(answer.result, null, 2)], exitCode: 0 };
  },
};

async function read(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return terminal.stdin();
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Which of the file system's reasons it was does not change what to do.
    throw new MisuseError('fileUnreadable', { file });
  }
}
