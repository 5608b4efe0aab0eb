import { z } from 'zod';
import { id } from './values.ts';

/** What came of the rows of a table, and of undoing an import. */

/** Why a file cannot be read at all. */
export const tableRefusal = z.enum([
  'NOT_TABLE', 'EMPTY', 'DAMAGED', 'ENCRYPTED', 'TOO_MANY_ROWS', 'TOO_MANY_COLUMNS', 'CELL_TOO_LONG', 'QUOTE_NOT_CLOSED', 'TOO_BIG_UNPACKED', 'TOO_MANY_PARTS', 'XML_REFUSED', 'NO_SHEET',
]);
export type TableRefusal = z.infer<typeof tableRefusal>;

/** What is wrong, or to be looked at, in one row. */
export const rowProblemCodes = [
  'NAME_MISSING', 'NAME_UNSPLIT', 'DATE_UNREADABLE', 'DATE_AMBIGUOUS', 'DATE_FUTURE', 'DATE_TOO_OLD', 'VALUE_UNKNOWN', 'NAM_FORMAT', 'EMAIL_INVALID', 'TOO_LONG', 'CHARACTERS', 'CELL_ERROR',
  'NUMBER_AMBIGUOUS', 'NUMBER_ROUNDED', 'LINE_SHAPE', 'FILE_NUMBER_TAKEN', 'DEATH_BEFORE_BIRTH', 'LINE_NOT_TAKEN', 'RECORD_CLOSED',
  'PERSON_NUMBER_MISSING', 'PERSON_UNKNOWN', 'PERSON_DISAGREES', 'CELL_MISSING', 'DATE_PARTIAL', 'TEST_UNKNOWN', 'UNIT_UNKNOWN', 'RESULT_UNREADABLE', 'RESULT_IMPOSSIBLE', 'RESULT_IMPLAUSIBLE',
  'REQUEST_EMPTY', 'FINDING_UNKNOWN', 'CELL_UNREADABLE', 'REFERRER_UNKNOWN', 'REFERRER_DISAGREES',
  'BIRTH_DATE_MISSING', 'NAM_DISAGREES', 'NAM_CHECK_DIGIT', 'NIR_CHECK', 'REPLACEMENT_CHARACTER', 'PHONE_SHORT',
] as const;
export type RowProblemCode = (typeof rowProblemCodes)[number];
/** Those that are told and do not stop a row; a row with `RESULT_IMPLAUSIBLE` waits until somebody has looked at it. */
export const warnings: ReadonlySet<RowProblemCode> = new Set(['RESULT_IMPLAUSIBLE', 'BIRTH_DATE_MISSING', 'NAM_DISAGREES', 'NAM_CHECK_DIGIT', 'NIR_CHECK', 'REPLACEMENT_CHARACTER', 'PHONE_SHORT']);

export const rowStates = ['ready', 'problem', 'undecided', 'unchanged', 'skipped', 'taken', 'refused', 'undone'] as const;
export type RowState = (typeof rowStates)[number];

export const tableCounts = z.object({
  total: z.int(),
  states: z.partialRecord(z.enum(rowStates), z.int()),
  problems: z.partialRecord(z.enum(rowProblemCodes), z.int()),
  /** Rows ready that make a new record, and those that go into one on file. */
  creates: z.int(),
  merges: z.int(),
});
export type TableCounts = z.infer<typeof tableCounts>;

/** One row that was not taken: why, and whose it is as far as the row says. `UNDECIDED`: nobody said what to do with it. */
export const rejectedRow = z.object({ line: z.int(), name: z.string(), codes: z.array(z.enum([...rowProblemCodes, 'UNDECIDED'])) });

export const tableReport = z.object({
  importId: id,
  file: z.object({ name: z.string(), sha256: z.string(), bytes: z.int() }),
  counts: tableCounts,
  /** Records and rows of records made, by FHIR type. */
  created: z.record(z.string(), z.int()),
  /** Records on file to which something was added. */
  updated: z.record(z.string(), z.int()),
  /** The first of them; `counts` holds how many there are. */
  rejected: z.array(rejectedRow).max(500),
  cancelled: z.boolean(),
  /** Of a table with a result a line: the people whose results were taken. */
  resultsOf: z.int().nullable().default(null),
});
export type TableReport = z.infer<typeof tableReport>;

/**
 * Something an undo left as it is: changed since the import, used by something made since, its former time given to another
 * visit since, or brought up to date by an import of before Relais kept what was there (what it said is not known any more).
 */
export const keptRow = z.object({ type: z.string(), patientId: z.string().nullable(), name: z.string(), reason: z.enum(['CHANGED', 'USED', 'TAKEN', 'UPDATED']), byName: z.string().nullable(), at: z.string().nullable() });

/** What undoing a batch did. */
export const undoReport = z.object({
  importId: id,
  undoes: id,
  removed: z.record(z.string(), z.int()),
  restored: z.record(z.string(), z.int()),
  kept: z.array(keptRow).max(500),
  keptCount: z.int(),
  cancelled: z.boolean(),
});
export type UndoReport = z.infer<typeof undoReport>;
