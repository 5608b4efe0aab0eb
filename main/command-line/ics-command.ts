import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isoDate } from '#contract/values.ts';
import { foldText } from '../patients/patient-name.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, CommandError, MisuseError, readOptions, required, wholeNumber } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

/** Writes a professional's visits as an iCalendar file; without names unless asked. */
export const icsCommand: Command = {
  usage: 'export --clinic DIR --professional NAME --out FILE [--from DATE] [--days N] [--with-names] [--passphrase-file FILE] [--json]',
  summary: 'ics.summary',
  help: ['ics.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(
      args,
      { ...passphraseOption, clinic: { type: 'string' }, professional: { type: 'string' }, out: { type: 'string' }, from: { type: 'string' }, days: { type: 'string', default: '365' }, 'with-names': { type: 'boolean', default: false } },
      { positionals: true },
    );
    if (positionals.join(' ') !== 'export') throw new MisuseError('wrongChoice', { option: 'ics', choices: 'export' });
    const directory = required('--clinic', values.clinic);
    const asked = required('--professional', values.professional);
    const file = required('--out', values.out);
    const days = wholeNumber('--days', values.days, { min: 1, max: 400 });
    const from = values.from ?? ports.clock.now().slice(0, 10);
    if (!z.safeParse(isoDate, from).success) throw new MisuseError('wrongOption', { word: '--from' });
    const say = messageIn(terminal.language);
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      const words = foldText(asked).split(' ');
      const found = (await clinic.services.people.professionals(commandLineCaller)).filter(({ practitionerId, displayName }) => practitionerId === asked || words.every((word) => foldText(displayName).split(' ').includes(word)));
      const [professional] = found;
      if (!professional || found.length > 1) throw new CommandError(professional ? 'ics.several' : 'ics.nobody', { name: asked });
      await recordCommand(clinic, 'ics export', terminal, { named: String(values['with-names']) });
      const { content } = await clinic.services.exchange.professionalFile(commandLineCaller, { practitionerId: professional.practitionerId, from, days, language: terminal.language, withNames: values['with-names'] });
      try {
        writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
      } catch (error) {
        throw new CommandError('ics.file', { file }, { cause: error });
      }
      return { json: { file, bytes: content.length }, lines: [say('ics.done', { file, name: professional.displayName })], exitCode: 0 };
    } finally {
      await clinic.store.close();
    }
  },
};
