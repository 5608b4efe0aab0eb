import type { RowProblem, TableField, TableMapping } from '#contract/table-imports.ts';
import type { RowProblemCode } from '#contract/table-reports.ts';
import { readDate } from './table-dates.ts';

/** The cells of one row by field, tidied, with every problem found in them. Pure. */

export const lengths: Readonly<Partial<Record<TableField, number>>> = {
  familyName: 80, givenName: 80, fullName: 160, birthFamilyName: 80, nam: 20, nir: 25, fileNumber: 40, otherNumbers: 400, otherIssuers: 800, otherSystems: 1000, phone: 40, email: 120, addressLine: 200, city: 80, postalCode: 12, diagnosisCode: 40, resultName: 200, resultValue: 200, resultUnit: 40, requestWords: 8000, referrer: 170, referrerPlace: 160, referrerNumber: 40, prerequisite: 2000,
};
export const longestText = 1000;
const numbersOfPeople: readonly TableField[] = ['nam', 'nir', 'fileNumber', 'otherNumbers', 'phone', 'referrerNumber'];
/** Fields of which a cell may say several, one a line. */
const listFields: readonly TableField[] = ['diagnosis', 'medication', 'allergy', 'otherNumbers', 'otherIssuers', 'otherSystems', 'otherFrom', 'otherTo', 'requestWords', 'prerequisite'];
const nameFields: readonly TableField[] = ['familyName', 'givenName', 'fullName', 'birthFamilyName'];
/** How people write that there is nothing. */
export const blanks = new Set(['-', '--', '—', '–', 'n/a', 'n.a.', 'n/d', 'n.d.', 's/o', 's.o.', '?', '.', '/', 'null']);
const cellError = /^#(N\/A|N\/D|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)$/i;
const rounded = /^\d([.,]\d+)?E\+?\d+$/i;
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const oldestYear = 1850;

/** Reads the cells of a row, whatever the row is about. */
export class RowCells {
  readonly problems: RowProblem[] = [];
  readonly #cells: readonly string[];
  readonly #mapping: TableMapping;
  readonly #today: string;

  /** @param today civil date of the clinic */
  constructor(cells: readonly string[], mapping: TableMapping, today: string) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#today = today;
  }

  /** Cells beyond the last title: the values may have slipped. */
  requireShape(): void {
    const columns = this.#mapping.columns.length;
    if (this.#cells.slice(columns).some((cell) => cell.trim() !== '')) this.problem('LINE_SHAPE', null, columns, this.#cells.slice(columns).join(' ').trim());
  }

  /** Notes what is wrong, at most forty things a row. */
  problem(code: RowProblemCode, field: TableField | null, column: number | null, value: string): void {
    if (this.problems.length < 40) this.problems.push({ code, field, column, value: value.slice(0, 120) });
  }

  /** The first column of a field; null when none has it. */
  column(field: TableField): number | null {
    const at = this.#mapping.columns.findIndex((column) => column.field === field);
    return at < 0 ? null : at;
  }

  /** The filled cells of a field, tidied; a cell that cannot be text is a problem and is left out. */
  all(field: TableField): { readonly text: string; readonly column: number }[] {
    return this.#mapping.columns.flatMap((mapped, column) => {
      if (mapped.field !== field) return [];
      const raw = this.#cells[column] ?? '';
      const text = (listFields.includes(field) ? raw.normalize('NFC').replace(/\r\n?/g, '\n') : raw.normalize('NFC').trim()).replace(listFields.includes(field) ? /[^\S\n]+/gu : /\s+/gu, ' ').replace(/^ +| +$/g, '');
      if (text === '' || (!nameFields.includes(field) && blanks.has(text.toLowerCase()))) return [];
      const code = this.#unfit(field, text);
      if (code) this.problem(code, field, column, text);
      if (text.includes('\uFFFD')) this.problem('REPLACEMENT_CHARACTER', field, column, text);
      return code ? [] : [{ text, column }];
    });
  }

  #unfit(field: TableField, text: string): RowProblemCode | null {
    if (controls.test(text)) return 'CHARACTERS';
    if (cellError.test(text)) return 'CELL_ERROR';
    if (numbersOfPeople.includes(field) && rounded.test(text)) return 'NUMBER_ROUNDED';
    return text.length > (lengths[field] ?? longestText) ? 'TOO_LONG' : null;
  }

  /** What the first filled cell of a field says. */
  text(field: TableField): string | null {
    return this.all(field)[0]?.text ?? null;
  }

  /** The date of a field, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `isPast`: one to come is a problem. */
  date(field: 'birthDate' | 'deceasedOn' | 'diagnosisOn' | 'medicationOn' | 'resultOn' | 'namValidTo' | 'requestOn', isPast: boolean): string | null {
    const found = this.all(field)[0];
    if (!found) return null;
    return this.dateOf(field, found, isPast);
  }

  /** The date one cell says. */
  dateOf(field: TableField, found: { readonly text: string; readonly column: number }, isPast: boolean): string | null {
    const read = readDate(found.text, this.#mapping.dateOrder, Number(this.#today.slice(0, 4)));
    const code = 'code' in read ? read.code : isPast && read.date > this.#today.slice(0, read.date.length) ? 'DATE_FUTURE' : Number(read.date.slice(0, 4)) < oldestYear ? 'DATE_TOO_OLD' : null;
    if (code) this.problem(code, field, found.column, found.text);
    return code || 'code' in read ? null : read.date;
  }
}
