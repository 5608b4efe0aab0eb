import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { minimumPassphrase } from './exports.ts';
import { bilingual } from './triage.ts';
import { filled, id, instant, isoDate, line } from './values.ts';

/** Research: whether a person agreed that their data serves it, and the de-identified extracts of studies. */

export const consentDecisions = ['granted', 'refused', 'withdrawn'] as const;
export const consentDecision = z.enum(consentDecisions);
export type ConsentDecision = z.infer<typeof consentDecision>;

/** How the person, or whoever represents them, said so. */
export const consentWays = ['written', 'electronic', 'verbal'] as const;
export const consentGivers = ['person', 'representative'] as const;

export const researchConsent = z.object({
  id, decision: consentDecision, decidedOn: isoDate, way: z.enum(consentWays), giver: z.enum(consentGivers), note: z.string(),
  recordedAt: instant, recordedBy: z.string(),
});
export type ResearchConsent = z.infer<typeof researchConsent>;

/** Fewest people a figure or a value may stand for, as a study may set it. */
export const smallestCells = { least: 3, usual: 5, most: 50 } as const;

/** Most people named one by one. */
const mostPeople = 20_000;

const diagnosisGroup = z.string().min(1).max(40);

/** Whose data: everybody's, of those with a diagnosis of these groups, of these people, of a saved cohort. Consent is asked of each all the same. */
export const extractScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clinic') }),
  z.object({ kind: z.literal('diagnosis'), groups: z.array(diagnosisGroup).min(1).max(30) }),
  z.object({ kind: z.literal('people'), patientIds: z.array(id).min(1).max(mostPeople) }),
  /** Whoever answers a saved cohort as it is written. */
  z.object({ kind: z.literal('cohort'), cohortId: id }),
]);
export type ExtractScope = z.infer<typeof extractScope>;

/** Who was chosen, and why some do not leave. */
export const extractPeople = z.object({
  chosen: z.int(), included: z.int(), refused: z.int(), withdrawn: z.int(),
  /** Nobody asked them, or nobody wrote down what they said. */
  unasked: z.int(),
  /** Their record is closed to whoever makes the extract. */
  closed: z.int(),
});
export type ExtractPeople = z.infer<typeof extractPeople>;

export const study = z.object({
  id, name: z.string(), approval: z.string(), smallestCell: z.int(), createdAt: instant, createdBy: z.string(),
  /** People who have an identifier in it, and files made. */
  participants: z.int(), extracts: z.int(),
});
export type Study = z.infer<typeof study>;

export const extractRequest = z.object({
  studyId: id, scope: extractScope,
  /** Encrypts the file; it is kept nowhere. */
  passphrase: z.string().min(minimumPassphrase).max(200).nullable(),
});
export type ExtractRequest = z.infer<typeof extractRequest>;

export const extractProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), extractId: id, done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('cancelled'), extractId: id }),
  z.object({ kind: z.literal('ready'), extractId: id, people: extractPeople, file: delivery }),
]);
export type ExtractProgress = z.infer<typeof extractProgress>;

/** An extract on record. */
export const extractRecord = z.object({
  id, studyId: id, studyName: z.string(), startedAt: instant, finishedAt: instant.nullable(), byName: z.string(), scope: z.enum(['clinic', 'diagnosis', 'people', 'cohort']), groups: z.array(diagnosisGroup),
  encrypted: z.boolean(), state: z.enum(['running', 'done', 'failed', 'cancelled', 'too-few']), people: extractPeople.nullable(),
});
export type ExtractRecord = z.infer<typeof extractRecord>;

export const research = {
  /** What a person said, newest first; nothing said is no. @throws NOT_FOUND, RESTRICTED */
  consent: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({ standing: researchConsent.nullable(), said: z.array(researchConsent).max(100), mayRecord: z.boolean(), today: isoDate })),
  /** Writes down what a person said. The same id again is the same entry. @throws NOT_FOUND, RESTRICTED; INVALID `decidedOn` in the future */
  recordConsent: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ consentId: id, patientId: id, decision: consentDecision, decidedOn: isoDate, way: z.enum(consentWays), giver: z.enum(consentGivers), note: line(300) }))
    .output(z.object({ recordedAt: instant })),
  /** Studies by name, and the groups of diagnoses one chooses from. */
  studies: operation({ access: 'research.extract', scope: 'clinic' })
    .input(z.object({}))
    .output(z.object({ studies: z.array(study).max(500), groups: z.array(z.object({ code: diagnosisGroup, label: bilingual })) })),
  /** @throws DUPLICATE where a study has that name */
  createStudy: operation({ access: 'research.extract', scope: 'clinic' })
    .input(z.object({ studyId: id, name: filled(120), approval: line(120), smallestCell: z.int().min(smallestCells.least).max(smallestCells.most) }))
    .output(z.object({ studyId: id })),
  /** Who would be in it, and who not. @throws NOT_FOUND for no such study */
  preview: operation({ access: 'research.extract', scope: 'clinic' }).input(z.object({ scope: extractScope })).output(extractPeople),
  /**
   * Makes the file, telling its progress; last where to fetch it, once.
   *
   * @throws NOT_FOUND; ILLEGAL_STATE `too-few` where fewer people leave than a figure may stand for; INVALID `passphrase`; BUSY
   */
  run: operation({ access: 'research.extract', scope: 'clinic' }).input(extractRequest).output(eventIterator(extractProgress)),
  cancel: operation({ access: 'research.extract', scope: 'clinic' }).input(z.object({ extractId: id })).output(z.object({ cancelled: z.boolean() })),
  /** The last files made, newest first. */
  extracts: operation({ access: 'research.extract', scope: 'clinic' }).input(z.object({})).output(z.array(extractRecord).max(100)),
};
