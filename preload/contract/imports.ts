import { z } from 'zod';
import { eventIterator } from '@orpc/contract';
import { operation } from './define.ts';
import { tableReport, undoReport } from './table-reports.ts';
import { cursor, id, instant } from './values.ts';

/** Largest file `POST /intake` takes, in bytes. */
export const maximumIntakeBytes = 50 * 1024 * 1024;

/** What `POST /intake` answers: the one-time id, or why the file was not taken. */
export const intakeAnswer = z.union([
  z.object({ intakeId: id, /** FHIR, a table to be mapped, or a backup. */ kind: z.enum(['json', 'table', 'backup']) }),
  z.object({ code: z.enum(['NOT_SIGNED_IN', 'FORBIDDEN', 'NOT_FOUND', 'INVALID', 'TOO_LARGE', 'UNSUPPORTED_TYPE', 'FULL']) }),
]);
export type IntakeAnswer = z.infer<typeof intakeAnswer>;

/** Why something could not be taken; the page has a sentence for each. */
export const rejectionCode = z.enum([
  'NOT_JSON', 'ENCODING', 'NOT_FHIR', 'BUNDLE_TYPE', 'ENTRY_EMPTY', 'TYPE_UNKNOWN', 'TOO_LONG', 'VALUE_INVALID', 'VALUE_MISSING',
  'DATE_INVALID', 'DATE_IMPOSSIBLE', 'NAME_MISSING', 'CODE_MISSING', 'MODIFIER_UNKNOWN', 'NOT_TO_BE_GIVEN', 'NOT_TO_BE_DONE',
  'SUBJECT_NOT_PATIENT', 'PATIENT_UNKNOWN', 'PATIENT_AMBIGUOUS', 'PATIENT_REJECTED', 'IDENTITY_CONFLICT', 'FILE_NUMBER_TAKEN',
  'PROFESSIONAL_UNKNOWN', 'TREATMENT_UNKNOWN', 'SLOT_TAKEN', 'FILE_TOO_LARGE', 'DOCUMENT_MISSING', 'DOCUMENT_REFUSED',
]);
export type RejectionCode = z.infer<typeof rejectionCode>;

/** Counts by resource type, e.g. `{ Patient: 1, Condition: 12 }`. */
export const countsByType = z.record(z.string(), z.int());

/** One thing that could not be taken: its file, its place there (`entry[12].resource.birthDate`), why, and why in words. */
export const rejection = z.object({ source: z.string(), row: z.string(), code: rejectionCode, reason: z.string() });
export type Rejection = z.infer<typeof rejection>;

/**
 * A field (or number) of a patient the source says otherwise, left as somebody here wrote it: its file and place there, whose
 * record, which field (as the record's history names it; a number by its system), who wrote it.
 */
export const keptField = z.object({ source: z.string(), row: z.string(), patientId: id, field: z.string(), byName: z.string() });
export type KeptField = z.infer<typeof keptField>;

/** What an import did; the command line prints it as it is. */
export const importReport = z.object({
  importId: id,
  created: countsByType,
  updated: countsByType,
  unchanged: countsByType,
  /** Resource types Relais does not keep, counted. */
  notKept: countsByType,
  rejected: z.array(rejection),
  /** Not overwritten: changed since by a person. */
  kept: z.array(keptField).default([]),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })),
  /** Stopped before its end: what was taken until then stays. */
  cancelled: z.boolean(),
});
export type ImportReport = z.infer<typeof importReport>;

export const importProgress = z.discriminatedUnion('kind', [
  /** Bytes dealt with and to deal with, the file at work, and which of how many it is (from 1). */
  z.object({ kind: z.literal('progress'), importId: id, done: z.int(), total: z.int(), source: z.string(), file: z.int(), files: z.int(), resources: z.int() }),
  z.object({ kind: z.literal('report'), report: importReport }),
]);
export type ImportProgress = z.infer<typeof importProgress>;

export const undoProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), importId: id, done: z.int() }),
  z.object({ kind: z.literal('report'), report: undoReport }),
]);
export type UndoProgress = z.infer<typeof undoProgress>;

export const importBatch = z.object({
  id,
  startedAt: instant,
  finishedAt: instant.nullable(),
  byName: z.string(),
  files: z.array(z.string()),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  kind: z.enum(['fhir', 'table', 'undo']),
  /** The report of its kind, once there is one. */
  report: importReport.nullable(),
  table: tableReport.nullable(),
  undo: undoReport.nullable(),
  /** The batch that took this one back. */
  undoneBy: z.object({ id, byName: z.string(), at: instant }).nullable(),
});
export type ImportBatch = z.infer<typeof importBatch>;

export const imports = {
  /** Imports FHIR R4 bundles already taken in by `POST /intake`; streams progress, last the report. */
  run: operation({ access: 'import.run', scope: 'clinic' })
    .input(z.object({ intakeIds: z.array(id).min(1).max(200) }))
    .output(eventIterator(importProgress)),
  /** Asks a running import to stop after its present transaction; what was taken stays and is reported. */
  cancel: operation({ access: 'import.run', scope: 'clinic' }).input(z.object({ importId: id })).output(z.object({ cancelled: z.boolean() })),
  /**
   * Takes a finished batch back: what it made and nobody touched goes, what it changed is as before; the rest stays and is
   * listed. It is a batch itself; streams progress, last the report.
   */
  undo: operation({ access: 'import.undo', scope: 'clinic' }).input(z.object({ importId: id })).output(eventIterator(undoProgress)),
  /** Earlier and running imports, newest first. */
  list: operation({ access: 'import.run', scope: 'clinic' })
    .input(z.object({ after: cursor.nullable().default(null) }))
    .output(z.object({ batches: z.array(importBatch).max(50), next: cursor.nullable() })),
};
