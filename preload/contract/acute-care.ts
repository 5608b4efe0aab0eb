import { z } from 'zod';
import { operation } from './define.ts';
import { toxicityGrade } from './toxicity.ts';
import { bilingual } from './triage.ts';
import { filled, id, instant, isoDate, line } from './values.ts';

/** Emergency visits and admissions of the people of the clinic: when, where, why, whether the treatment is the cause. */

export const acuteKinds = ['emergency', 'admission'] as const;
export type AcuteKind = (typeof acuteKinds)[number];
/** Whether the treatment is the cause. */
export const relations = ['yes', 'no', 'unknown'] as const;
export type Relation = (typeof relations)[number];
/** Where what was found was first seen: by a call to the home, a nurse there, a visit to the clinic, a laboratory, or only at the hospital. */
export const detections = ['call', 'home', 'clinic', 'laboratory', 'hospital'] as const;
export type Detection = (typeof detections)[number];

const told = z.object({
  kind: z.enum(acuteKinds),
  happenedOn: isoDate,
  /** Last day of an admission; null while it lasts or where nobody knows. */
  endedOn: isoDate.nullable(),
  hospital: line(120),
  reason: filled(300),
  related: z.enum(relations),
  /** The organ and the grade of the toxicity, where the treatment is the cause. */
  organ: z.string().max(60).nullable(),
  grade: toxicityGrade.nullable(),
  detected: z.enum(detections).nullable(),
  /** The day of the first symptom. */
  symptomOn: isoDate.nullable(),
});
export type AcuteEventTold = z.infer<typeof told>;

const event = told.extend({
  id, version: z.int(), notedAt: instant, notedBy: z.string(),
  /** Whether the caller may correct it or take it back. */
  mayChange: z.boolean(),
});
export type AcuteEvent = z.infer<typeof event>;

const changed = z.object({ version: z.int() });

export const acuteCare = {
  /** Of a person, newest first, and the organs a toxicity may be of; reading is audited. @throws NOT_FOUND, RESTRICTED */
  ofPatient: operation({ access: 'patient.clinical.read', scope: 'careTeam' })
    .input(z.object({ patientId: id }))
    .output(z.object({ today: isoDate, events: z.array(event).max(500), organs: z.array(z.object({ code: z.string(), label: bilingual })).max(60), mayNote: z.boolean() })),
  /**
   * Notes one (`expectedVersion` null), or corrects one with what it said before kept in the history. The same id sent twice is the one there
   * is. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID
   */
  save: operation({ access: 'patient.clinical.write', scope: 'own' }).input(told.extend({ eventId: id, patientId: id, expectedVersion: z.int().nullable() })).output(changed),
  /** Takes one noted by mistake back, with why. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE */
  withdraw: operation({ access: 'patient.clinical.write', scope: 'own' }).input(z.object({ eventId: id, expectedVersion: z.int(), reason: filled(300) })).output(changed),
};
