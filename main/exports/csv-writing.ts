import type { Cell } from './table-rows.ts';
import { neutralizeCell } from './spreadsheet-text-rules.ts';

/**
 * Delimited text as a French Excel opens it by itself: UTF-8 with its mark, semicolons, decimal commas, CRLF. No `sep=`
 * line: it would make Excel forget the mark and show accents as two letters.
 */

export const byteOrderMark = '\uFEFF';

/** One line, its end included. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = neutralizeCell(cell);
  return /[";\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
