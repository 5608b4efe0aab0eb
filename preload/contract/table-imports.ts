import { z } from 'zod';
import { eventIterator } from '@orpc/contract';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { rowProblemCodes, rowStates, tableCounts, tableReport } from './table-reports.ts';
import { patientSummary } from './patients.ts';
import { id, instant, line } from './values.ts';

/** Taking tables in: CSV, TSV, XLSX. The file is read, its columns named, every row checked and decided, then taken. */

/** Most rows of data one file may have. */
export const maximumTableRows = 200_000;
/** Most columns, and most characters of one cell. */
export const maximumTableColumns = 200;
export const maximumCellLength = 100_000;

/** Windows-1252 holds all of Latin-1 (ISO-8859-1) and is what such files are read as. */
export const tableEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const;
export type TableEncoding = (typeof tableEncodings)[number];
export const tableSeparators = [';', ',', '\t', '|'] as const;
export type TableSeparator = (typeof tableSeparators)[number];
export const tableFormats = ['delimited', 'workbook'] as const;

/** How the bytes become rows. `headerLine` counts from 1; 0 when the file has no header. */
export const tableReading = z.object({
  format: z.enum(tableFormats),
  encoding: z.enum(tableEncodings).nullable(),
  separator: z.enum(tableSeparators).nullable(),
  sheet: z.string().max(200).nullable(),
  headerLine: z.int().min(0).max(50),
});
export type TableReading = z.infer<typeof tableReading>;

/** What a column can hold: the fields the registry keeps. */
export const tableFields = [
  'familyName', 'givenName', 'fullName', 'birthFamilyName', 'birthDate', 'sex', 'language', 'nam', 'namValidTo', 'nir', 'fileNumber', 'otherNumbers', 'otherIssuers', 'otherSystems', 'otherFrom', 'otherTo', 'phone', 'email',
  'addressLine', 'city', 'postalCode', 'region', 'mobility', 'teleSuitability', 'deceased', 'deceasedOn',
  'diagnosis', 'diagnosisCode', 'diagnosisOn', 'medication', 'medicationOn', 'allergy', 'result', 'resultOn', 'resultName', 'resultValue', 'resultUnit',
  'requestOn', 'requestReason', 'requestClass', 'requestWords', 'referrer', 'referrerPlace', 'referrerNumber', 'prerequisite', 'finding',
] as const;
export type TableField = (typeof tableFields)[number];
/** Fields whose words are mapped once for the whole file. */
export const codedFields = ['sex', 'language', 'region', 'mobility', 'teleSuitability', 'deceased'] as const;
export type CodedField = (typeof codedFields)[number];
/** Fields of which several columns may be had. */
export const repeatableFields = ['diagnosis', 'medication', 'allergy', 'result', 'resultName', 'addressLine', 'phone', 'requestWords', 'prerequisite', 'finding'] as const;

export const dateOrders = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

const columnMapping = z.object({
  /** The column's own title, as in the file; by it a remembered mapping finds its column again. */
  header: z.string().max(500),
  field: z.enum(tableFields).nullable(),
  /** Of a result: what was measured, and in what unit; of a finding: which, where the title does not say. */
  label: line(200).nullable().default(null),
  unit: line(40).nullable().default(null),
});


/** Everything decided about a file before its rows are; the command line takes the same JSON. */
export const tableMapping = z.object({
  version: z.literal(1),
  reading: tableReading,
  columns: z.array(columnMapping).max(maximumTableColumns),
  /** Null while not known: a date that can be read two ways is then a problem of its row, never a guess. */
  dateOrder: z.enum(dateOrders).nullable(),
  decimal: z.enum(['comma', 'point']).nullable(),
  /** By coded field: the file's own word to ours, or to nothing (`''`: left out). */
  values: z.partialRecord(z.enum(codedFields), z.record(z.string().max(200), z.string().max(20))),
  /** Somebody on file already: only what is blank there is filled, or the file's value replaces it. */
  merge: z.enum(['fill', 'replace']),
  /** What is done with a row about somebody surely, or likely, on file, unless decided row by row. */
  sure: z.enum(['ask', 'merge', 'skip']),
  likely: z.enum(['ask', 'create', 'skip']),
});
export type TableMapping = z.infer<typeof tableMapping>;

/** Whether each line is one result of somebody on file (the test in one column, its value in another), not a person. */
export function listsResults(columns: readonly { readonly field: TableField | null }[]): boolean {
  return (['resultName', 'resultValue'] as const).every((needed) => columns.some(({ field }) => field === needed));
}

/** Whether each line is a request for somebody to be seen, with the person it is about: the day it came, and why. */
export function listsRequests(columns: readonly { readonly field: TableField | null }[]): boolean {
  const has = (...some: readonly TableField[]): boolean => columns.some(({ field }) => field !== null && some.includes(field));
  return has('requestOn') && has('requestReason', 'requestWords', 'finding');
}

/** What one look through the whole file says of a column. */
export const columnSurvey = z.object({
  header: z.string(),
  filled: z.int(),
  formulas: z.int(),
  examples: z.array(z.string()).max(5),
  /** The distinct words, most frequent first; null where there are too many to be codes. */
  distinct: z.array(z.object({ value: z.string(), count: z.int() })).max(60).nullable(),
  guess: z.enum(tableFields).nullable(),
  /** What its dates allow: one order, `ask` when several fit, `none` without dates (or dates that say their order). */
  dateOrder: z.enum([...dateOrders, 'ask', 'none']),
  /** What its numbers allow. */
  decimal: z.enum(['comma', 'point', 'ask', 'none']),
});
export type ColumnSurvey = z.infer<typeof columnSurvey>;

export const tableSurvey = z.object({
  rows: z.int(),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })).max(200),
  /** Encodings that fit, likeliest first, each with up to three lines that have accents in it. */
  encodings: z.array(z.object({ encoding: z.enum(tableEncodings), lines: z.array(z.string()).max(3) })),
  /** Whether the guess of the encoding is sure (a mark, or valid UTF-8 with accents). */
  encodingSure: z.boolean(),
  columns: z.array(columnSurvey),
  /** First rows as read, header apart; line is that of the file. */
  preview: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })).max(12),
});
export type TableSurvey = z.infer<typeof tableSurvey>;

export const rowProblem = z.object({ code: z.enum(rowProblemCodes), field: z.enum(tableFields).nullable(), column: z.int().nullable(), value: z.string() });
export type RowProblem = z.infer<typeof rowProblem>;

/** What is to become of a row: a new record, into one on file, into that of an earlier line of the file, or nothing. */
export const rowDecision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create') }),
  z.object({ kind: z.literal('merge'), patientId: id }),
  z.object({ kind: z.literal('mergeLine'), line: z.int() }),
  z.object({ kind: z.literal('skip') }),
]);
export type RowDecision = z.infer<typeof rowDecision>;

/** Somebody a row may be about: on file, or of an earlier line. `sure` when a number and the name agree. */
export const rowCandidate = z.object({
  patientId: id.nullable(),
  line: z.int().nullable(),
  sure: z.boolean(),
  reasons: z.array(z.string().max(60)).max(12),
});
export type RowCandidate = z.infer<typeof rowCandidate>;

export const tableRow = z.object({
  line: z.int(),
  state: z.enum(rowStates),
  /** As the rules read the name and birth date; blank where they could not. */
  name: z.string(),
  birthDate: z.string().nullable(),
  cells: z.array(z.string()),
  problems: z.array(rowProblem),
  candidates: z.array(rowCandidate.extend({ patient: patientSummary.nullable() })),
  decision: rowDecision.nullable(),
  patientId: id.nullable(),
});
export type TableRow = z.infer<typeof tableRow>;

export const preparationStages = ['reading', 'checked', 'done'] as const;

/** An import being prepared, as it was left. */
export const preparation = z.object({
  importId: id,
  stage: z.enum(preparationStages),
  file: z.object({ name: z.string(), bytes: z.int() }),
  startedAt: instant,
  byName: z.string(),
  survey: tableSurvey,
  mapping: tableMapping,
  /** A remembered mapping with the same titles was found and is in `mapping`: its name. */
  remembered: z.string().nullable(),
  counts: tableCounts.nullable(),
});
export type Preparation = z.infer<typeof preparation>;

export const savedMapping = z.object({ id, name: z.string(), mapping: tableMapping, updatedAt: instant });
export type SavedMapping = z.infer<typeof savedMapping>;

export const tableProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), importId: id, done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('counts'), counts: tableCounts, cancelled: z.boolean() }),
  z.object({ kind: z.literal('report'), report: tableReport }),
]);
export type TableProgress = z.infer<typeof tableProgress>;

const may = { access: 'import.run', scope: 'clinic' } as const;

export const tableImports = {
  /** Takes a file of the intake, reads it through once and says what is in it. Refused: `UNREADABLE_FILE` with why. */
  begin: operation(may).input(z.object({ intakeId: id })).output(preparation),
  /** Reads the same file another way. */
  reread: operation(may).input(z.object({ importId: id, reading: tableReading })).output(preparation),
  open: operation(may).input(z.object({ importId: id })).output(preparation),
  /** Imports begun and not finished, newest first. */
  unfinished: operation(may).output(z.array(preparation.pick({ importId: true, stage: true, file: true, startedAt: true, byName: true })).max(20)),
  /** Keeps what was decided so far; rows checked with another mapping are to be checked again. */
  keep: operation(may).input(z.object({ importId: id, mapping: tableMapping })).output(z.object({ stage: z.enum(preparationStages) })),
  discard: operation(may).input(z.object({ importId: id })).output(z.object({ discarded: z.boolean() })),
  /** Checks every row with a mapping; last the counts. */
  check: operation(may).input(z.object({ importId: id, mapping: tableMapping })).output(eventIterator(tableProgress)),
  rows: operation(may)
    .input(z.object({ importId: id, state: z.enum(rowStates).nullable(), problem: z.enum(rowProblemCodes).nullable().default(null), after: z.int().min(0).default(0), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ rows: z.array(tableRow).max(100), next: z.int().nullable() })),
  /** Decides rows: those named, or all that wait for a decision; without a decision, back to what the mapping says. */
  decide: operation(may)
    .input(z.object({ importId: id, lines: z.array(z.int()).min(1).max(500).nullable(), decision: z.union([rowDecision, z.object({ kind: z.literal('mergeSurest') })]) }))
    .output(z.object({ counts: tableCounts })),
  /** Mends cells of a row (column number to text) and checks it again. */
  correct: operation(may)
    .input(z.object({ importId: id, line: z.int(), cells: z.array(z.object({ column: z.int().min(0).max(maximumTableColumns - 1), text: z.string().max(4000) })).min(1).max(maximumTableColumns) }))
    .output(z.object({ row: tableRow, counts: tableCounts })),
  /** Takes every row that is ready; run again, those mended or decided since. Last the report. */
  run: operation(may).input(z.object({ importId: id })).output(eventIterator(tableProgress)),
  /**
   * The rows that were not taken, as a table of their own: the file's columns and one more that says why. It is corrected in a
   * spreadsheet and taken in as any other file. NOT_FOUND when there is no such row.
   */
  rejectedFile: operation(may).input(z.object({ importId: id })).output(delivery),
  /** A mapping as the file the command line takes (`relais import FILE --mapping M`). */
  mappingFile: operation(may).input(z.object({ importId: id, mapping: tableMapping })).output(delivery),
  mappings: operation(may).output(z.array(savedMapping).max(100)),
  remember: operation(may).input(z.object({ name: line(80).min(1), mapping: tableMapping })).output(z.object({ id })),
  forget: operation(may).input(z.object({ id })).output(z.object({ forgotten: z.boolean() })),
};
