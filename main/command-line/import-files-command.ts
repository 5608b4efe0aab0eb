import { createWriteStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportReport } from '#contract/imports.ts';
import { importFiles } from '../imports/import-command.ts';
import { importTable, UnreadableMappingError } from '../imports/table/table-command.ts';
import { TableRefusedError } from '../imports/table/table-refused.ts';
import { UnreadableFileError } from '../platform/store/input-file.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, CommandError, type CommandResult, MisuseError, readOptions, required } from './command.ts';
import { messageIn, type Say } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

const tableName = /\.(csv|tsv|txt|xlsx)$/i;

/**
 * Imports FHIR R4 bundles, or one table with its mapping, into a clinic that no other process holds. Ctrl+C stops after
 * the present transaction.
 */
export const importFilesCommand: Command = {
  usage: 'FILE… --clinic DIR [--mapping FILE [--check] [--rejected FILE]] [--passphrase-file FILE] [--json]',
  summary: 'import.summary',
  help: ['import.help', 'import.helpMapping', 'import.helpCheck', 'import.helpRejected', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, mapping: { type: 'string' }, check: { type: 'boolean', default: false }, rejected: { type: 'string' } }, { positionals: true });
    const directory = required('--clinic', values.clinic);
    if (positionals.length === 0) throw new MisuseError('missingOption', { option: 'FILE' });
    const { mapping, check: checkOnly, rejected: rejectedPath } = values;
    const [table = ''] = positionals;
    if (mapping === undefined && (checkOnly || rejectedPath !== undefined || positionals.some((name) => tableName.test(name)))) throw new MisuseError('import.mappingNeeded');
    if (mapping !== undefined && positionals.length > 1) throw new MisuseError('import.oneTable');
    const say = messageIn(terminal.language);
    if (rejectedPath !== undefined && existsSync(rejectedPath)) throw new MisuseError('import.rejectedExists', { file: rejectedPath });
    const rejected = rejectedPath === undefined ? undefined : (content: AsyncIterable<Uint8Array>) => pipeline(Readable.from(content), createWriteStream(rejectedPath, { flags: 'wx', mode: 0o600 }));
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    let stopped = false;
    const stop = (): void => {
      stopped = true;
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      await recordCommand(clinic, 'import', terminal, { files: positionals.length });
      if (mapping !== undefined) return tableResult(await importTable(clinic, { ...commandLineCaller, language: terminal.language }, table, mapping, { checkOnly, shouldStop: () => stopped, rejected }), checkOnly, say);
      const report = await importFiles(clinic, commandLineCaller, positionals, undefined, { shouldStop: () => stopped });
      return { json: report, lines: reportLines(report, say), exitCode: report.rejected.length === 0 && !stopped ? 0 : 1 };
    } catch (error) {
      if (error instanceof UnreadableFileError) throw new MisuseError('fileUnreadable', { file: error.path });
      if (error instanceof UnreadableMappingError) throw new MisuseError('import.mappingWrong', { file: mapping ?? '' });
      if (error instanceof TableRefusedError) throw new CommandError('import.tableRefused', { file: table, code: error.code, line: error.line ?? '–' });
      throw error;
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

/** 0 when every row was taken, or could be; 1 otherwise. */
function tableResult({ json, whole }: Awaited<ReturnType<typeof importTable>>, checkOnly: boolean, say: Say): CommandResult {
  const { states, total, creates, merges } = json.counts;
  const counts = checkOnly
    ? [say('import.checked', { total, creates, merges, unchanged: states.unchanged ?? 0, skipped: states.skipped ?? 0 })]
    : [say('import.taken', { total, taken: states.taken ?? 0, unchanged: states.unchanged ?? 0, skipped: states.skipped ?? 0 })];
  return {
    json,
    lines: [...counts, say('import.rejected', { count: json.rejected.length }), ...json.rejected.map(({ line, name, codes }) => `  ${line} ${name}: ${codes.join(', ')}`)],
    exitCode: whole && json.rejected.length === 0 ? 0 : 1,
  };
}
