import { maximumTableRows, repeatableFields, type ColumnSurvey, type DateOrder, type TableReading, type TableSurvey } from '#contract/table-imports.ts';
import { foldText } from '../../patients/patient-name.ts';
import { decimalOf } from './rules/number-rules.ts';
import { fieldOfTitle, guessFields } from './rules/field-guess.ts';
import { isReasonTitle } from './rules/reason-column.ts';
import { looksLikeDate, ordersOf } from './rules/table-dates.ts';
import type { EncodingGuess } from './reading/text-encoding-rules.ts';
import { accentedLines, guessEncoding } from './reading/text-encoding-rules.ts';
import { openTable } from './reading/open-table.ts';
import type { TableLine } from './reading/table-lines.ts';
import { TableRefusedError } from './table-refused.ts';

const previewRows = 12;
const mostDistinct = 60;
const sampled = 300;
const longestExample = 120;
const headerLinesLooked = 10;

/**
 * Reads a whole file once and says what is in it: titles, cells, what they may be, encodings that fit.
 *
 * @param thisYear for dates with years of two digits
 * @throws TableRefusedError
 */
export async function surveyTable(bytes: Uint8Array, reading: TableReading, thisYear: number): Promise<TableSurvey> {
  const file = await openTable(bytes, reading);
  const columns: ColumnCounter[] = [];
  const preview: { line: number; cells: string[] }[] = [];
  let header: readonly string[] | null = null;
  let rows = 0;
  for await (const { line, cells, formulas } of file.lines()) {
    if (line < reading.headerLine) continue;
    if (line === reading.headerLine) {
      header = cells;
      continue;
    }
    rows += 1;
    if (rows > maximumTableRows) throw new TableRefusedError('TOO_MANY_ROWS', line);
    if (preview.length < previewRows) preview.push({ line, cells: cells.map(shortened) });
    for (const [column, cell] of cells.entries()) (columns[column] ??= new ColumnCounter(thisYear)).add(cell, formulas.includes(column));
  }
  if (rows === 0 && header === null) throw new TableRefusedError('EMPTY');
  const width = Math.max(header?.length ?? 0, columns.length);
  const counted = Array.from({ length: width }, (_, column) => columns[column] ?? new ColumnCounter(thisYear));
  // Cells beyond the last title are a fault of their row, not a column.
  const titled = header === null ? counted : counted.slice(0, lastTitle(header, counted) + 1);
  const guesses = guessFields(titled.map((counter, column) => ({ title: header?.[column] ?? '', cells: counter.sample })), new Set(repeatableFields));
  const encoding = reading.format === 'delimited' ? guessEncoding(bytes) : null;
  return {
    rows,
    sheets: [...file.sheets].slice(0, 200),
    encodings: encoding ? encodingsOf(bytes, encoding, reading) : [],
    encodingSure: encoding?.sure ?? true,
    columns: titled.map((counter, column): ColumnSurvey => ({ header: shortened(header?.[column]?.trim() ?? ''), guess: guesses[column] ?? null, ...counter.summary() })),
    preview,
  };
}

/**
 * The line that holds the titles: of the first ones, that with the most titles expected, else the most we know; line 1 when
 * none has, unless it looks like data; 0 without titles.
 *
 * @param expected titles of a mapping made for such a file
 */
export async function findHeaderLine(bytes: Uint8Array, reading: TableReading, expected: readonly string[] = []): Promise<number> {
  const first: TableLine[] = [];
  for await (const line of (await openTable(bytes, reading)).lines()) {
    first.push(line);
    if (first.length >= headerLinesLooked) break;
  }
  const wanted = new Set(expected.map(foldText).filter((title) => title !== ''));
  const best = bestLine(first, (cell) => (isReasonTitle(cell) || wanted.has(foldText(cell)) ? foldText(cell) : null)) ?? bestLine(first, fieldOfTitle);
  if (best !== null) return best <= 50 ? best : 0;
  const [top] = first;
  if (!top) throw new TableRefusedError('EMPTY');
  const isData = top.cells.some((cell) => /\d/.test(cell) || looksLikeDate(cell) || cell.includes('@'));
  return isData ? 0 : Math.min(top.line, 50);
}

/** The line with the most different titles that something is known of; null when none has any. */
function bestLine(lines: readonly TableLine[], known: (cell: string) => string | null): number | null {
  const counted = lines.map(({ line, cells }) => ({ line, titles: new Set(cells.map(known).filter((one) => one !== null)).size }));
  const best = counted.reduce((present, one) => (one.titles > present.titles ? one : present), { line: 0, titles: 0 });
  return best.titles > 0 ? best.line : null;
}

function encodingsOf(bytes: Uint8Array, { possible }: EncodingGuess, reading: TableReading): TableSurvey['encodings'] {
  const chosen = reading.encoding;
  const all = chosen === null || possible.includes(chosen) ? possible : [...possible, chosen];
  return all.map((encoding) => ({ encoding, lines: accentedLines(bytes, encoding) }));
}

function lastTitle(header: readonly string[], columns: readonly ColumnCounter[]): number {
  const titled = header.findLastIndex((title) => title.trim() !== '');
  // A column without a title that is filled as often as others is a column all the same.
  const filled = Math.max(0, ...columns.map((column) => column.filled));
  return Math.max(titled, columns.findLastIndex((column) => column.filled > filled / 2));
}

function shortened(text: string): string {
  return text.length > longestExample ? `${text.slice(0, longestExample)}…` : text;
}

/** What the cells of one column are, counted as they pass. */
class ColumnCounter {
  readonly sample: string[] = [];
  filled = 0;
  readonly #thisYear: number;
  #formulas = 0;
  #distinct: Map<string, number> | null = new Map();
  #orders: Set<DateOrder> | null = null;
  readonly #decimals = { comma: 0, point: 0, ask: 0 };

  constructor(thisYear: number) {
    this.#thisYear = thisYear;
  }

  add(cell: string, isFormula: boolean): void {
    const text = cell.trim();
    if (text === '') return;
    this.filled += 1;
    if (isFormula) this.#formulas += 1;
    if (this.sample.length < sampled) this.sample.push(shortened(text));
    if (this.#distinct) {
      const known = text.slice(0, 200);
      this.#distinct.set(known, (this.#distinct.get(known) ?? 0) + 1);
      if (this.#distinct.size > mostDistinct) this.#distinct = null;
    }
    if (!/\d/.test(text) || text.length > 40) return;
    this.#addDate(text);
    const bare = text.replace(/[\u00A0\u202F ]/g, '');
    if (/^[-+]?\d[\d.,]*$/.test(bare) && /[.,]/.test(bare)) this.#decimals[decimalOf(bare)] += 1;
  }

  #addDate(text: string): void {
    if (this.#orders?.size === 1) return;
    const orders = ordersOf(text, this.#thisYear);
    if (orders.length === 0) return;
    const both: Set<DateOrder> = this.#orders ?? new Set(orders);
    const shared = [...both].filter((order) => orders.includes(order));
    // Dates that contradict each other: somebody must say.
    this.#orders = new Set(shared.length === 0 ? [...both, ...orders] : shared);
  }

  summary(): Omit<ColumnSurvey, 'header' | 'guess'> {
    const orders = [...(this.#orders ?? [])];
    const { comma, point, ask } = this.#decimals;
    return {
      filled: this.filled,
      formulas: this.#formulas,
      examples: [...new Set(this.sample)].slice(0, 5),
      distinct: this.#distinct ? [...this.#distinct].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1)) : null,
      dateOrder: orders.length === 0 ? 'none' : orders.length === 1 ? (orders[0] ?? 'none') : 'ask',
      decimal: comma > 0 && point === 0 ? 'comma' : point > 0 && comma === 0 ? 'point' : comma + point + ask > 0 ? 'ask' : 'none',
    };
  }
}
