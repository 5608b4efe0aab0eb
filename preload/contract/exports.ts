import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { noFilters, registryFilters } from './registry.ts';
import { cursor, id, instant, line } from './values.ts';

/** Files of identified data that leave the clinic: of everybody, of a list, of one person. */

export const exportFormats = ['fhir-ndjson', 'fhir-bundle', 'csv', 'xlsx'] as const;
export const exportFormat = z.enum(exportFormats);
export type ExportFormat = (typeof exportFormats)[number];

/** Parts that may be left out; identities always leave. `clinical`: problems, results, medication. */
export const exportContents = ['clinical', 'allergies', 'referrals', 'visits'] as const;
export const exportContent = z.enum(exportContents);
export type ExportContent = (typeof exportContents)[number];

/** Why the data leaves; research and other purposes are told in words too. */
export const exportPurposes = ['care', 'person-request', 'transfer', 'quality', 'research', 'other'] as const;
export const exportPurpose = z.enum(exportPurposes);
export type ExportPurpose = (typeof exportPurposes)[number];

/** Shortest passphrase of an encrypted file, in characters. */
export const minimumPassphrase = 12;

/** Whose data: everybody's, of the patients the registry shows for a search and its filters, of one person, of a saved cohort. */
export const exportScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clinic') }),
  z.object({ kind: z.literal('list'), text: line(120), filters: registryFilters.default(noFilters) }),
  z.object({ kind: z.literal('patient'), patientId: id }),
  /** Whoever answers a saved cohort as it is written. */
  z.object({ kind: z.literal('cohort'), cohortId: id }),
]);
export type ExportScope = z.infer<typeof exportScope>;

/** Resources or rows by FHIR type. */
const counts = z.record(z.string(), z.int());

export const exportRequest = z.object({
  scope: exportScope,
  format: exportFormat,
  contents: z.array(exportContent).max(exportContents.length),
  purpose: exportPurpose,
  note: line(500).nullable(),
  /** Encrypts the file; it is kept nowhere and cannot be found again. */
  passphrase: z.string().min(minimumPassphrase).max(200).nullable(),
});
export type ExportRequest = z.infer<typeof exportRequest>;

export const exportProgress = z.discriminatedUnion('kind', [
  /** Rows written and to write. */
  z.object({ kind: z.literal('progress'), exportId: id, done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('cancelled'), exportId: id }),
  z.object({ kind: z.literal('ready'), exportId: id, counts, /** People left out: their record is closed to whoever exports. */ closed: z.int(), file: delivery }),
]);
export type ExportProgress = z.infer<typeof exportProgress>;

/** An export on record. */
export const exportRecord = z.object({
  id,
  startedAt: instant,
  finishedAt: instant.nullable(),
  byName: z.string(),
  scope: z.enum(['clinic', 'list', 'patient', 'cohort']),
  format: exportFormat,
  purpose: exportPurpose,
  note: z.string().nullable(),
  encrypted: z.boolean(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  counts: counts.nullable(),
  /** People left out because their record was closed to whoever exported. */
  closed: z.int(),
});
export type ExportRecord = z.infer<typeof exportRecord>;

export const exports = {
  /** What would leave: how many people (null: too many to count here), which types; what stays: people whose record is closed to the caller, the parts they may not read. */
  preview: operation({ access: 'export.identified', scope: 'clinic' })
    .input(z.object({ scope: exportScope, contents: z.array(exportContent).max(exportContents.length) }))
    .output(z.object({ people: z.int().nullable(), closed: z.int(), types: z.array(z.string()), withheld: z.array(exportContent) })),
  /**
   * Writes the file, telling its progress; last where to fetch it, once.
   *
   * @throws INVALID `note` where the purpose needs words, `passphrase` too easy to guess; NOT_FOUND for nobody; BUSY
   */
  run: operation({ access: 'export.identified', scope: 'clinic' }).input(exportRequest).output(eventIterator(exportProgress)),
  cancel: operation({ access: 'export.identified', scope: 'clinic' }).input(z.object({ exportId: id })).output(z.object({ cancelled: z.boolean() })),
  /** What left, newest first. */
  list: operation({ access: 'export.identified', scope: 'clinic' })
    .input(z.object({ after: cursor.nullable().default(null) }))
    .output(z.object({ exports: z.array(exportRecord).max(50), next: cursor.nullable() })),
};
