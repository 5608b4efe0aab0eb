import { tableMapping, type TableMapping } from '#contract/table-imports.ts';
import type { TableReport } from '#contract/table-reports.ts';
import type { OpenClinic } from '../../clinics/open-clinic.ts';
import { fileSource } from '../../platform/store/input-file.ts';
import type { Caller } from '../../users/caller.ts';
import { readRows } from './import-row-repository.ts';
import { rejectedRowOf } from './table-run.ts';

/** A mapping file that is no mapping. */
export class UnreadableMappingError extends Error {}

/** What the command line prints of a table: the report's counts, and every row that was not taken. */
export interface TableCommandReport extends Omit<TableReport, 'created' | 'updated' | 'importId'> {
  readonly importId: string | null;
  readonly created: TableReport['created'];
  readonly updated: TableReport['updated'];
}

const page = 500;

/**
 * Imports one table as the screen does, in this process; with `checkOnly` nothing is left behind.
 *
 * @param options.rejected where the rows that were not taken go, as a workbook; not called when there is none
 * @throws UnreadableFileError, UnreadableMappingError, TableRefusedError
 */
export async function importTable(
  clinic: OpenClinic,
  caller: Caller,
  path: string,
  mappingPath: string,
  options: { readonly checkOnly: boolean; readonly shouldStop: () => boolean; readonly rejected?: ((content: AsyncIterable<Uint8Array>) => Promise<void>) | undefined },
): Promise<{ readonly json: TableCommandReport; readonly whole: boolean }> {
  const mapping = readMapping(await (await fileSource(mappingPath)).read());
  const source = await fileSource(path);
  const { tableImports } = clinic.services;
  const file = { name: source.name, sha256: source.sha256, bytes: source.bytes };
  const { importId, report } = await tableImports.importWhole(caller, { ...file, content: await source.read() }, mapping, { ...options, onProgress: () => undefined });
  try {
    const rejected: TableReport['rejected'] = [];
    for (let after = 0; ; after = rejected.at(-1)?.line ?? 0) {
      const rows = await clinic.store.unitOfWork.read((db) => readRows(db, importId, { states: ['problem', 'undecided', 'refused'], after, limit: page }));
      rejected.push(...rows.map(rejectedRowOf));
      if (rows.length < page) break;
    }
    const counts = report?.counts ?? (await tableImports.countsOf(importId));
    if (rejected.length > 0 && options.rejected) await options.rejected(await tableImports.rejectedRows(importId, caller.language));
    const json = { importId: report ? importId : null, file, counts, created: report?.created ?? {}, updated: report?.updated ?? {}, resultsOf: report?.resultsOf ?? null, rejected, cancelled: report?.cancelled ?? options.shouldStop() };
    return { json, whole: !json.cancelled };
  } finally {
    if (!report) await tableImports.removeCheck(importId);
  }
}

function readMapping(bytes: Uint8Array): TableMapping {
  try {
    return tableMapping.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    throw new UnreadableMappingError('not a mapping', { cause: error });
  }
}
