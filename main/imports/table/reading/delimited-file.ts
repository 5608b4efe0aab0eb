import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type InfoRecord } from 'csv-parse';
import { maximumCellLength, maximumTableColumns, type TableEncoding, type TableSeparator } from '#contract/table-imports.ts';
import { TableRefusedError } from '../table-refused.ts';
import { restoreCell } from '../../../exports/spreadsheet-text-rules.ts';
import type { TableFile, TableLine } from './table-lines.ts';
import { textDecoder } from './text-encoding-rules.ts';

const pieceBytes = 64 * 1024;
/** Characters of one row; beyond it a quote was most likely never closed. */
const maximumRecordLength = 8 * maximumCellLength;
/** `="00123"`: how a program keeps Excel from reading a number; the quotes are not part of the value. */
const excelText = /^="((?:[^"]|"")*)"$/;

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** A file of delimited text, parsed as it is decoded: one row in memory at a time. */
export function delimitedFile(bytes: Uint8Array, encoding: TableEncoding, separator: TableSeparator): TableFile {
  return { sheets: [], lines: () => linesOf(bytes, encoding, separator) };
}

async function* linesOf(bytes: Uint8Array, encoding: TableEncoding, separator: TableSeparator): AsyncGenerator<TableLine> {
  let [parsed, doubledParsed] = [0, 0];
  const parser = parse({
    // Told as it parses: rows still waiting to be read are lost when it fails.
    on_record: (found: unknown, { lines }: InfoRecord) => {
      // With `info`, more than its types say.
      doubledParsed += breaksOf((found as ParsedRecord).record).doubled;
      parsed = lines - doubledParsed;
      return found as string[];
    },
    delimiter: separator, relax_quotes: true, relax_column_count: true, info: true, max_record_size: maximumRecordLength, record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true,
  });
  // Its failure reaches the loop below through the parser itself.
  const feeding = pipeline(Readable.from(decoded(bytes, encoding), { objectMode: true }), parser).catch(() => undefined);
  let [last, doubled] = [0, 0];
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const breaks = breaksOf(record);
      doubled += breaks.doubled;
      const end = info.lines - doubled;
      const line = Math.max(last + 1, end - breaks.inside);
      last = Math.max(line, end);
      if (line === 1 && record.length <= 2 && /^sep=/i.test(record[0] ?? '')) continue;
      if (record.length > maximumTableColumns && record.slice(maximumTableColumns).some((cell) => cell !== '')) throw new TableRefusedError('TOO_MANY_COLUMNS', line);
      if (record.some((cell) => cell.length > maximumCellLength)) throw new TableRefusedError('CELL_TOO_LONG', line);
      const cells = record.slice(0, maximumTableColumns).map(unwrapped);
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells, formulas: [] };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The text of the error quotes the row: only its kind and place go further.
    throw new TableRefusedError(error.code === 'CSV_MAX_RECORD_SIZE' ? 'CELL_TOO_LONG' : error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'QUOTE_NOT_CLOSED' : 'DAMAGED', parsed + 1);
  } finally {
    parser.destroy();
    await feeding;
  }
}

/** Line breaks inside the cells of a row. The parser counts each of two characters (CR LF) twice there: `doubled`. */
function breaksOf(record: readonly string[]): { readonly inside: number; readonly doubled: number } {
  const breaks = record.flatMap((cell) => cell.match(/\r\n|\r|\n/g) ?? []);
  return { inside: breaks.length, doubled: breaks.filter((one) => one.length === 2).length };
}

function* decoded(bytes: Uint8Array, encoding: TableEncoding): Generator<string> {
  const decoder = textDecoder(encoding);
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const text = decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function unwrapped(cell: string): string {
  const inside = excelText.exec(cell)?.[1];
  return inside === undefined ? restoreCell(cell) : inside.replaceAll('""', '"');
}

/** The start of the text, for guessing its separator. */
export function startOfText(bytes: Uint8Array, encoding: TableEncoding): string {
  return textDecoder(encoding).decode(bytes.subarray(0, pieceBytes), { stream: true });
}

