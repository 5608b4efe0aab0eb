import { z } from 'zod';
import { operation } from './define.ts';
import { givenInputs, inputName, scoreResult } from './instruments.ts';
import { jointCode, jointFinding, jointSets } from './joints.ts';
import { bilingual } from './triage.ts';
import { id, instant, isoDate } from './values.ts';

/** Vocabulary of assessments: what was found at a visit, and the scores that follow. */

const instrumentId = z.string().min(1).max(60);

/**
 * What is recorded at one assessment. What is absent is not known; nothing is assumed. Numbers and boxes stand once, by the
 * name all instruments share; choices and lists stand under the instrument that asks them.
 */
export const assessmentEntry = z.object({
  /** Civil date of the examination. */
  on: isoDate,
  /** Which joints were examined; null when none were. Of a set examined, a joint not named was found free. */
  jointSet: z.enum(jointSets).nullable(),
  joints: z.partialRecord(jointCode, jointFinding),
  /** The instruments of this assessment, in the order shown. */
  instruments: z.array(instrumentId).max(30),
  values: z.record(inputName, z.union([z.number(), z.boolean()])),
  choices: z.record(instrumentId, givenInputs),
  /** Dates of the laboratory values, by input (`crp_mg_l`, `esr_mm_h`). */
  takenOn: z.record(inputName, isoDate),
  note: z.string().max(4000),
});
export type AssessmentEntry = z.infer<typeof assessmentEntry>;

export const jointCounts = z.object({ tender28: z.int(), swollen28: z.int(), tender68: z.int(), swollen66: z.int(), assessable28: z.int(), assessable68: z.int() });
export type JointCounts = z.infer<typeof jointCounts>;

/** `draft`: being written, by its author alone. `signed`: stands. `amending`: a signed one being corrected; the signed text stands meanwhile. */
export const assessmentStates = ['draft', 'signed', 'amending'] as const;

const person = z.object({ id, name: z.string() });
const keptScore = z.object({ instrument: instrumentId, score: z.number().nullable(), category: z.string().nullable(), formulaVersion: z.string() });

export const assessmentLine = z.object({
  id, patientId: id, on: isoDate, state: z.enum(assessmentStates), author: person, signedAt: instant.nullable(), signedBy: person.nullable(),
  amendments: z.int(), counts: jointCounts.nullable(), scores: z.array(keptScore),
});
export type AssessmentLine = z.infer<typeof assessmentLine>;

/** What follows from an entry. `problems` by instrument: values out of their range; its score is then not among the results. */
export const assessmentWork = z.object({
  counts: jointCounts.nullable(),
  results: z.array(scoreResult),
  problems: z.array(z.object({ instrument: instrumentId, input: z.string(), text: bilingual })),
  /** What to look at again, for the whole: a foot joint swollen outside the 28, a laboratory value far from the examination. */
  warnings: z.array(z.object({ code: z.string(), text: bilingual })),
  /** Published changes reached since the last examination before that day, by instrument. */
  changes: z.array(z.object({ instrument: instrumentId, since: isoDate, from: z.number(), code: z.string(), direction: z.enum(['better', 'worse']), label: bilingual })).optional(),
});
export type AssessmentWork = z.infer<typeof assessmentWork>;

export const assessments = {
  /** Signed assessments of a person, newest first, and one's own draft. */
  list: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, after: z.string().max(200).nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ assessments: z.array(assessmentLine), next: z.string().nullable() })),
  /** One's own draft for a person, made if there is none: it begins with the instruments of the last assessment. @throws NOT_FOUND, RESTRICTED */
  begin: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ patientId: id, appointmentId: id.nullable().default(null) }))
    .output(z.object({ assessmentId: id })),
  /** An assessment, what was found the time before, and how it was amended. @throws NOT_FOUND, RESTRICTED */
  open: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ assessmentId: id }))
    .output(z.object({
      assessment: assessmentLine.extend({ version: z.int(), savedAt: instant, isOwn: z.boolean() }),
      entry: assessmentEntry,
      /** The last signed one before it. */
      previous: z.object({ assessmentId: id, on: isoDate, entry: assessmentEntry, scores: z.array(keptScore) }).nullable(),
      /** Earlier texts of a signed one, newest first. */
      amendments: z.array(z.object({ version: z.int(), reason: z.string(), by: person, at: instant })),
    })),
  /** Keeps what was typed so far. @throws STALE when it was saved elsewhere since */
  save: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ assessmentId: id, expectedVersion: z.int(), entry: assessmentEntry }))
    .output(z.object({ version: z.int(), savedAt: instant })),
  /** Counts and scores of what is typed, worked out and not kept; what is wrong, by instrument; what to look at again. */
  work: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, entry: assessmentEntry }))
    .output(assessmentWork),
  /** Signs: from now on it is changed only by an amendment that leaves a trace. Refused while a value is out of its range. @throws STALE, INVALID */
  sign: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ assessmentId: id, expectedVersion: z.int() })).output(z.object({ version: z.int(), signedAt: instant })),
  /** Opens a signed one to be corrected; the text signed before is kept with the reason. Signing again closes it. @throws STALE */
  amend: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ assessmentId: id, expectedVersion: z.int(), reason: z.string().trim().min(3).max(500) }))
    .output(z.object({ version: z.int() })),
  /** Throws a draft away, or gives an amendment up: the signed text stands again. @throws STALE */
  discard: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ assessmentId: id, expectedVersion: z.int() })).output(z.object({ discarded: z.boolean() })),
};
