import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { operation } from './define.ts';
import { administrativeSex, cursor, id, instant, partialDate } from './values.ts';

/** What two records share, or contradict each other in; each has its weight in the rules. */
export const duplicateReason = z.enum([
  'same-number', 'near-number', 'different-number', 'same-file-number',
  'same-birth-date', 'swapped-birth-date', 'near-birth-date', 'partial-birth-date', 'different-birth-date',
  'same-family-name', 'birth-family-name', 'similar-family-name', 'different-family-name',
  'same-given-name', 'similar-given-name', 'different-given-name', 'swapped-names',
  'same-sex', 'different-sex', 'same-phone', 'different-phone', 'same-email', 'same-postal-code', 'different-postal-code',
]);
export type DuplicateReason = z.infer<typeof duplicateReason>;

export const duplicateStrength = z.enum(['certain', 'probable', 'possible']);
export type DuplicateStrength = z.infer<typeof duplicateStrength>;

/** A reason and its weight in bits; negative speaks against. */
export const weighedReason = z.object({ reason: duplicateReason, weight: z.number() });
export type WeighedReason = z.infer<typeof weighedReason>;

/** Fields of an identity one chooses between when two records become one. */
export const mergeFields = [
  'familyName', 'givenName', 'birthFamilyName', 'birthDate', 'administrativeSex', 'gender', 'nam', 'fileNumber', 'language', 'phone', 'email', 'address', 'mobility', 'teleSuitability', 'deceased',
] as const;
export const mergeField = z.enum(mergeFields);
export type MergeField = z.infer<typeof mergeField>;

/** One of the two records of a pair, whole enough to decide. */
export const comparedRecord = z.object({
  patientId: id,
  version: z.int(),
  createdAt: instant,
  /** Where it came from; null when registered here. */
  sourceSystem: z.string().nullable(),
  familyName: z.string(),
  givenName: z.string(),
  birthFamilyName: z.string().nullable(),
  birthDate: partialDate.nullable(),
  administrativeSex,
  gender: z.string().nullable(),
  nam: z.string().nullable(),
  fileNumber: z.string().nullable(),
  otherNumbers: z.array(z.object({ system: z.string(), value: z.string() })),
  language: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** Street, city, postal code and region move together. */
  address: z.object({ line: z.string().nullable(), city: z.string().nullable(), postalCode: z.string().nullable(), regionCode: z.string().nullable() }),
  mobility: z.string(),
  teleSuitability: z.string(),
  deceased: z.boolean(),
  deceasedOn: z.string().nullable(),
  /** Rows that hang on the record, by kind; kinds without any are left out. */
  holds: z.array(z.object({ kind: z.string(), count: z.int() })),
});
export type ComparedRecord = z.infer<typeof comparedRecord>;

/** Who a line of the list is about. */
const pairPerson = z.object({ patientId: id, familyName: z.string(), givenName: z.string(), birthDate: partialDate.nullable(), administrativeSex, maskedNam: z.string().nullable(), fileNumber: z.string().nullable() });

export const duplicatePair = z.object({
  pairId: id,
  one: pairPerson,
  other: pairPerson,
  score: z.number(),
  strength: duplicateStrength.nullable(),
  reasons: z.array(weighedReason),
  foundAt: instant,
  state: z.enum(['open', 'different']),
  decidedAt: instant.nullable(),
  decidedByName: z.string().nullable(),
});
export type DuplicatePair = z.infer<typeof duplicatePair>;

/** A group too large to compare everybody in it with everybody: a birth date or a phone that many share. */
export const skippedGroup = z.object({ kind: z.enum(['birth-date', 'phone', 'name', 'number']), people: z.int() });

export const duplicateScan = z.object({
  scanId: id,
  startedAt: instant,
  finishedAt: instant.nullable(),
  byName: z.string(),
  importId: id.nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  people: z.int(),
  compared: z.int(),
  found: z.int(),
  skipped: z.array(skippedGroup),
});
export type DuplicateScan = z.infer<typeof duplicateScan>;

export const scanProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), scanId: id, done: z.int(), total: z.int(), found: z.int() }),
  z.object({ kind: z.literal('end'), scan: duplicateScan }),
]);
export type ScanProgress = z.infer<typeof scanProgress>;

/** Why two records cannot become one, or a merge cannot be undone exactly. */
export const mergeObstacle = z.enum(['VISITS_OVERLAP', 'ALREADY_MERGED', 'SAME_RECORD', 'CHANGED_SINCE', 'MERGED_AGAIN', 'ALREADY_UNDONE', 'NUMBER_TAKEN']);
export type MergeObstacle = z.infer<typeof mergeObstacle>;

export const patientMerge = z.object({
  mergeId: id,
  mergedAt: instant,
  mergedByName: z.string(),
  survivor: z.object({ patientId: id, familyName: z.string(), givenName: z.string() }),
  retired: z.object({ patientId: id, familyName: z.string(), givenName: z.string() }),
  /** Rows that moved. */
  moved: z.int(),
  undoneAt: instant.nullable(),
  undoneByName: z.string().nullable(),
  /** Why it can no longer be undone exactly; null when it can. */
  obstacle: mergeObstacle.nullable(),
});
export type PatientMerge = z.infer<typeof patientMerge>;

export const duplicates = {
  /** Pairs by likelihood: those to judge, or those said to be two people. */
  list: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ state: z.enum(['open', 'different']).default('open'), after: cursor.nullable().default(null), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ pairs: z.array(duplicatePair).max(200), next: cursor.nullable(), total: z.int() })),
  /** Two records side by side, as they are now; both readings are audited. */
  compare: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ oneId: id, otherId: id }))
    .output(z.object({ one: comparedRecord, other: comparedRecord, score: z.number(), strength: duplicateStrength.nullable(), reasons: z.array(weighedReason), obstacle: mergeObstacle.nullable() })),
  /** "Not the same person": not proposed again unless either identity changes. */
  separate: operation({ access: 'patient.write', scope: 'clinic' }).input(z.object({ oneId: id, otherId: id })).output(z.object({ pairId: id })),
  /** Takes that back: the pair is open again. */
  reopen: operation({ access: 'patient.write', scope: 'clinic' }).input(z.object({ pairId: id })).output(z.object({ pairId: id })),
  /** "The same person": everything moves to the record that stays; `take` names the values that come from the one that goes. */
  merge: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ mergeId: id, survivorId: id, survivorVersion: z.int(), retiredId: id, retiredVersion: z.int(), take: z.array(mergeField).max(mergeFields.length) }))
    .output(z.object({ mergeId: id, moved: z.int() })),
  /** Merges, newest first. */
  merges: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ after: cursor.nullable().default(null) }))
    .output(z.object({ merges: z.array(patientMerge).max(50), next: cursor.nullable() })),
  /** Both records as they were, with their rows; refused with `ILLEGAL_STATE` and the obstacle where that would not be exact. */
  undoMerge: operation({ access: 'patient.write', scope: 'clinic' }).input(z.object({ mergeId: id })).output(z.object({ survivorId: id, retiredId: id })),
  /** Looks through the registry, or through the people of an import, in the long-work thread; streams progress, last the end. */
  scan: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ importId: id.nullable().default(null) }))
    .output(eventIterator(scanProgress)),
  cancelScan: operation({ access: 'patient.write', scope: 'clinic' }).input(z.object({ scanId: id })).output(z.object({ cancelled: z.boolean() })),
  /** The last scan, if any, and how many pairs wait for a verdict. */
  status: operation({ access: 'patient.write', scope: 'clinic' }).output(z.object({ open: z.int(), lastScan: duplicateScan.nullable() })),
};
