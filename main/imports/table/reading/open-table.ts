import { type TableEncoding, type TableReading } from '#contract/table-imports.ts';
import { TableRefusedError } from '../table-refused.ts';
import { delimitedFile, startOfText } from './delimited-file.ts';
import { guessSeparator } from './separator-rules.ts';
import type { TableFile } from './table-lines.ts';
import { type EncodingGuess, guessEncoding } from './text-encoding-rules.ts';
import { workbookFile } from './workbook-file.ts';

/** The first proposal for reading a file, before a person says otherwise. */
export interface FirstReading {
  readonly reading: TableReading;
  /** Null for a workbook, which says itself what its text is in. */
  readonly encoding: EncodingGuess | null;
}

/**
 * Looks at a file's bytes and proposes how to read them; the header is taken to be the first line until its rows are seen.
 *
 * @throws TableRefusedError NOT_TABLE, ENCRYPTED, EMPTY
 */
export function firstReading(bytes: Uint8Array): FirstReading {
  if (bytes.length === 0) throw new TableRefusedError('EMPTY');
  if (starts(bytes, [0x50, 0x4b, 3, 4])) return { reading: { format: 'workbook', encoding: null, separator: null, sheet: null, headerLine: 1 }, encoding: null };
  // The old binary format of Excel, and the wrapping of a workbook with a password.
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new TableRefusedError('ENCRYPTED');
  const encoding = guessEncoding(bytes);
  return { reading: { format: 'delimited', encoding: encoding.encoding, separator: guessSeparator(startOfText(bytes, encoding.encoding)), sheet: null, headerLine: 1 }, encoding };
}

/**
 * Opens a file as its reading says.
 *
 * @throws TableRefusedError
 */
export async function openTable(bytes: Uint8Array, reading: TableReading): Promise<TableFile> {
  if (reading.format === 'workbook') return workbookFile(bytes, reading.sheet);
  const encoding: TableEncoding = reading.encoding ?? guessEncoding(bytes).encoding;
  return delimitedFile(bytes, encoding, reading.separator ?? guessSeparator(startOfText(bytes, encoding)));
}

function starts(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
