import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { exportContents, exportPurpose, type ExportRequest } from '#contract/exports.ts';
import { noFilters } from '#contract/registry.ts';
import { id } from '#contract/values.ts';
import type { OutgoingFile } from '../exports/outgoing-file.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, CommandError, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

const formats = { ndjson: 'fhir-ndjson', bundle: 'fhir-bundle', csv: 'csv', xlsx: 'xlsx' } as const;

/** Writes what the clinic holds into a new or empty folder, one file a type. Ctrl+C stops; what was written then stays, as part of nothing. */
export const exportCommand: Command = {
  usage: '--clinic DIR --to DIR [--format ndjson|bundle|csv|xlsx] [--search TEXT | --patient ID] [--purpose P] [--note TEXT] [--passphrase-file FILE] [--json]',
  summary: 'export.summary',
  help: ['export.help.format', 'export.help.whose', 'export.help.purpose', 'export.help.plain', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, {
      ...passphraseOption, clinic: { type: 'string' }, to: { type: 'string' }, format: { type: 'string', default: 'ndjson' }, search: { type: 'string' }, patient: { type: 'string' },
      purpose: { type: 'string', default: 'transfer' }, note: { type: 'string' },
    });
    const directory = required('--clinic', values.clinic);
    const folder = required('--to', values.to);
    const format = Object.hasOwn(formats, values.format) ? formats[values.format as keyof typeof formats] : null;
    const purpose = z.safeParse(exportPurpose, values.purpose).data;
    if (!format) throw new MisuseError('wrongChoice', { option: '--format', choices: Object.keys(formats).join(', ') });
    if (!purpose) throw new MisuseError('wrongChoice', { option: '--purpose', choices: exportPurpose.options.join(', ') });
    if (values.patient !== undefined && (values.search !== undefined || !z.safeParse(id, values.patient).success)) throw new MisuseError('wrongOption', { word: '--patient' });
    const scope: ExportRequest['scope'] = values.patient !== undefined ? { kind: 'patient', patientId: values.patient } : values.search === undefined ? { kind: 'clinic' } : { kind: 'list', text: values.search.slice(0, 120), filters: noFilters };
    const say = messageIn(terminal.language);
    emptyFolder(folder);
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    let stopped = false;
    const stop = (): void => {
      stopped = true;
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      await recordCommand(clinic, 'export', terminal, { format, scope: scope.kind });
      const request: ExportRequest = { scope, format, contents: [...exportContents], purpose, note: values.note?.slice(0, 500) ?? null, passphrase: null };
      const caller = { ...commandLineCaller, language: terminal.language };
      const counts = await clinic.services.exports.writeFiles(caller, request, { onProgress: () => undefined, shouldStop: () => stopped }, (file) => writeInto(folder, file));
      if (!counts) return { json: { cancelled: true }, lines: [say('export.cancelled')], exitCode: 1 };
      const files = readdirSync(folder);
      const closed = await clinic.services.exports.closedOf(caller, scope);
      const lines = [say('export.done', { folder }), ...Object.entries(counts).map(([type, count]) => `  ${type}: ${count}`), ...(closed > 0 ? [say('export.closed', { count: closed })] : []), say('export.plain')];
      return { json: { cancelled: false, counts, closed, files }, lines, exitCode: 0 };
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      await clinic.store.close();
    }
  },
};

/** @throws CommandError when the folder holds something: nothing is written over */
function emptyFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length === 0) return;
  } catch (error) {
    throw new CommandError('export.folder', { folder }, { cause: error });
  }
  throw new CommandError('export.folder', { folder });
}

async function writeInto(folder: string, { name, content }: OutgoingFile): Promise<void> {
  await pipeline(Readable.from(content), createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }));
}
