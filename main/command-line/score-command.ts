import type { Language } from '#contract/values.ts';
import { instrumentLines, instrumentNamed, listedInstruments, printedScore } from '../instruments/instrument-command.ts';
import { type Command, CommandError, MisuseError, parsedJson, readOptions } from './command.ts';

const options = { list: { type: 'boolean', default: false }, language: { type: 'string' } } as const;

const isLanguage = (given: string | undefined): given is Language => given === 'fr' || given === 'en';

/** Works a score out from the values on the command line or of standard input. Needs no clinic, keeps nothing. */
export const scoreCommand: Command = {
  usage: 'INSTRUMENT JSON|- | --list  [--language fr|en] [--json]',
  summary: 'score.summary',
  help: ['score.help', 'score.help.missing', 'score.help.list', 'score.help.language'],
  languageIn: (args) => {
    const asked = args[args.indexOf('--language') + 1];
    return args.includes('--language') && isLanguage(asked) ? asked : undefined;
  },
  run: async ({ args, terminal }) => {
    const { values, positionals } = readOptions(args, options, { positionals: true });
    if (values.language !== undefined && !isLanguage(values.language)) throw new MisuseError('wrongChoice', { option: '--language', choices: 'fr, en' });
    const { language } = terminal;
    const [name, text, ...more] = positionals;
    if (values.list) {
      if (name !== undefined) throw new MisuseError('wrongOption', { word: name });
      return { json: listedInstruments(language), lines: instrumentLines(language), exitCode: 0 };
    }
    if (name === undefined) throw new MisuseError('missingOption', { option: 'INSTRUMENT' });
    if (text === undefined) throw new MisuseError('missingOption', { option: 'JSON|-' });
    if (more.length > 0) throw new MisuseError('wrongOption', { word: more.join(' ') });
    const found = instrumentNamed(name);
    if (!found.ok) throw found.suggestion === undefined ? new MisuseError('score.unknown', { name }) : new MisuseError('score.unknownNear', { name, suggestion: found.suggestion });
    const answer = printedScore(found.instrument, parsedJson(text === '-' ? await terminal.stdin() : text), language);
    if (!answer.ok) {
      for (const { input, text: sentence } of answer.problems) terminal.tell([input, sentence[language]].filter(Boolean).join(': '));
      throw new CommandError('score.refused', { count: answer.problems.length });
    }
    // A score is data: it is printed as it is, on one line with `--json`, laid out to be read without.
    return { json: answer.result, lines: [JSON.stringify(answer.result, null, 2)], exitCode: 0 };
  },
};
