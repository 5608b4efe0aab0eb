import type { Language } from '#contract/values.ts';
import type { NamedFile } from '../../delivery/file-delivery.ts';
import { mediaTypes } from '../../delivery/file-delivery.ts';
import { zipOf } from '../../exports/outgoing-file.ts';
import { workbookParts } from '../../exports/xlsx-writing.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import content from './content/rejected-rows.json' with { type: 'json' };
import { readRows } from './import-row-repository.ts';
import { filled, reasonOf } from './rules/reason-column.ts';
import type { TableImport } from './table-import-repository.ts';

/** Rows that were not taken, as a workbook of their own: corrected, it is taken in as any other file. */

/** States of the rows that should have been taken and were not. */
export const rejectedStates = ['problem', 'undecided', 'refused'] as const;
const rowsPerPage = 200;

/**
 * The bytes of the workbook, page by page: the file's own columns, then why. Every cell is text and stays text, so that a
 * number with zeros before it survives a spreadsheet.
 */
export function rejectedWorkbook(unitOfWork: UnitOfWork, table: Pick<TableImport, 'id' | 'mapping'>, language: Language): AsyncIterable<Uint8Array> {
  const { columns, reading } = table.mapping;
  const titles = reading.headerLine === 0 ? [] : [...columns.map(({ header }) => header), content.column[language]];
  return zipOf(workbookParts([{ name: content.sheet[language], titles, lines: linesOf(unitOfWork, table, language), typed: true }], language), null);
}

async function* linesOf(unitOfWork: UnitOfWork, { id, mapping: { columns } }: Pick<TableImport, 'id' | 'mapping'>, language: Language): AsyncGenerator<readonly (string | null)[]> {
  for (let after = 0; ; ) {
    const rows = await unitOfWork.read((db) => readRows(db, id, { states: rejectedStates, after, limit: rowsPerPage }));
    for (const row of rows) {
      const own = columns.map((_, column) => row.cells[column] || null);
      // What stands beyond the last title stays beyond: somebody has to look where it belongs.
      yield [...own, reasonOf(row, columns, language), ...row.cells.slice(columns.length)];
    }
    if (rows.length < rowsPerPage) return;
    after = rows.at(-1)?.line ?? after;
  }
}

/** The name the workbook is saved under: that of the file it comes from. */
export function rejectedFile(fileName: string, language: Language): NamedFile {
  return { name: `${filled(content.file[language], { name: stemOf(fileName) })}.xlsx`, mediaType: mediaTypes.xlsx };
}

/** The name a mapping is saved under, for the command line. */
export function mappingFile(fileName: string, language: Language): NamedFile {
  return { name: `${filled(content.mappingFile[language], { name: stemOf(fileName) })}.json`, mediaType: mediaTypes.json };
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '');
}
