import { z } from 'zod';
import { jointCounts } from './assessments.ts';
import { operation } from './define.ts';
import { jointCode, jointFinding, jointSets } from './joints.ts';
import { labComparators } from './monitoring.ts';
import { adverseEvent, dosePeriod, drugClass, stopReason } from './treatments.ts';
import { bilingual } from './triage.ts';
import { id, isoDate, visitModality } from './values.ts';

/** Vocabulary of the course of one person: what was found, measured, taken and what happened, over the years, on one axis of time. */

/** What was found at one signed assessment. */
const timelineAssessment = z.object({
  assessmentId: id,
  on: isoDate,
  jointSet: z.enum(jointSets).nullable(),
  /** Joints with a finding; of the set examined the others were free. */
  joints: z.partialRecord(jointCode, jointFinding),
  counts: jointCounts.nullable(),
  scores: z.array(z.object({ instrument: z.string(), score: z.number(), category: z.string().nullable() })),
  /** On scales of 100 mm; null when it was not asked. */
  patientGlobal: z.number().nullable(), pain: z.number().nullable(), physicianGlobal: z.number().nullable(),
});
export type TimelineAssessment = z.infer<typeof timelineAssessment>;

/** The results of one test, oldest first, in its first unit. `upper`: the laboratory's limit, where it gave one and a high value is what matters; `usualUpper`: supposed elsewhere. */
const timelineSeries = z.object({
  test: z.string(), label: bilingual, unit: z.string(), decimals: z.int(), usualUpper: z.number().nullable(),
  points: z.array(z.object({ on: isoDate, number: z.number(), comparator: z.enum(labComparators).nullable(), upper: z.number().nullable() })),
});
export type TimelineSeries = z.infer<typeof timelineSeries>;

/** A drug as a band: the time it was taken, dose by dose, and what ended it. Dates may be partial, as they were entered. */
const timelineTreatment = z.object({
  id, ingredient: z.string().nullable(), text: z.string(), drugClass, lineNumber: z.int().nullable(),
  isCurrent: z.boolean(), startedOn: z.string().nullable(), endedOn: z.string().nullable(), doses: z.array(dosePeriod), stopReason: stopReason.nullable(), stopNote: z.string(),
  events: z.array(adverseEvent.pick({ id: true, on: true, term: true, grade: true, serious: true })),
  /** It lowers the acute phase by itself: an index that counts CRP or ESR reads too low while it is taken. */
  lowersAcutePhase: z.boolean(),
});
export type TimelineTreatment = z.infer<typeof timelineTreatment>;

const timelineVisit = z.object({ on: isoDate, modality: visitModality, status: z.string() });
const timelineDiagnosis = z.object({ text: z.string(), code: z.string().nullable(), onsetOn: z.string().nullable(), isRheumatic: z.boolean(), isOpen: z.boolean() });

export const timeline = {
  /** The course of one person over the years. The oldest of a series gives way where there is more than a drawing can show. @throws NOT_FOUND, RESTRICTED */
  open: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({
      today: isoDate,
      /** Oldest first. */
      assessments: z.array(timelineAssessment),
      /** The instrument that fits the diagnoses, among those scored; null when none was. */
      instrument: z.string().nullable(),
      results: z.array(timelineSeries), treatments: z.array(timelineTreatment), visits: z.array(timelineVisit), diagnoses: z.array(timelineDiagnosis),
      /** Something older than what is here was left out. */
      isCut: z.boolean(),
    })),
};
