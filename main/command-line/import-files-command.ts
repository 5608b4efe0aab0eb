import type { ImportReport } from '#contract/imports.ts';
import { importFiles } from '../imports/import-command.ts';
import { UnreadableFileError } from '../platform/store/input-file.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, MisuseError, readOptions, required } from './command.ts';
import { messageIn, type Say } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

/** Imports FHIR R4 bundles into a clinic that no other process holds. Ctrl+C stops after the present transaction. */
export const importFilesCommand: Command = {
  usage: 'FILE… --clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'import.summary',
  help: ['import.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' } }, { positionals: true });
    const directory = required('--clinic', values.clinic);
    if (positionals.length === 0) throw new MisuseError('missingOption', { option: 'FILE' });
    const say = messageIn(terminal.language);
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    let stopped = false;
    const stop = (): void => {
      stopped = true;
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      await recordCommand(clinic, 'import', terminal, { files: positionals.length });
      const report = await importFiles(clinic, commandLineCaller, positionals, undefined, { shouldStop: () => stopped });
      return { json: report, lines: reportLines(report, say), exitCode: report.rejected.length === 0 && !stopped ? 0 : 1 };
    } catch (error) {
      throw error instanceof UnreadableFileError ? new MisuseError('fileUnreadable', { file: error.path }) : error;
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      await clinic.store.close();
    }
  },
};

function reportLines(report: ImportReport, say: Say): readonly string[] {
  const counted = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([type, count]) => `${type} ${count}`)
      .join(', ') || '0';
  return [
    say('import.created', { counts: counted(report.created) }),
    say('import.updated', { counts: counted(report.updated) }),
    say('import.unchanged', { counts: counted(report.unchanged) }),
    say('import.notKept', { counts: counted(report.notKept) }),
    say('import.rejected', { count: report.rejected.length }),
    ...report.rejected.map(({ source, row, reason }) => `  ${source} ${row}: ${reason}`),
    ...(report.kept.length === 0 ? [] : [say('import.kept', { count: report.kept.length })]),
    ...report.kept.map(({ source, row, field, byName }) => `  ${source} ${row}: ${field} (${byName})`),
  ];
}
