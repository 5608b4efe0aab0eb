import { z } from 'zod';
import { modalityConcern } from './away.ts';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { bilingual } from './triage.ts';
import { cursor, filled, id, instant, isoDate, line } from './values.ts';

/** By what a person was recognised before a visit at a distance. */
export const identityProofs = ['name', 'birth-date', 'insurance-number', 'file-number', 'address', 'photo-id'] as const;

/** What is done if the connection fails. */
export const failurePlans = ['call-back', 'patient-calls', 'new-visit'] as const;

/** What was found when picture and sound were tried; `telephone`: nothing to try. */
export const technicalStates = ['works', 'sound-only', 'fails', 'telephone'] as const;

/**
 * What is verified on the day before a visit at a distance begins (domain.md §3.6): two identifiers, where the person is and the
 * number to call, whom to reach in an emergency, who else is there, what is done if the connection fails.
 */
export const dayChecklist = z.object({
  identity: z.array(z.enum(identityProofs)).min(2).max(identityProofs.length).refine((proofs) => new Set(proofs).size === proofs.length, { error: 'TWICE' }),
  place: filled(200),
  phone: filled(40),
  emergencyContact: line(200),
  /** Who else is there; null: the person is alone. */
  others: filled(200).nullable(),
  interpreter: line(120),
  plan: z.enum(failurePlans),
  technical: z.enum(technicalStates),
});
export type DayChecklist = z.infer<typeof dayChecklist>;

/** Longest time within which a visit at a distance may ask for one in person. */
export const longestConversion = 180;

/** How a visit at a distance ended: what could not be examined; `convert`: to be seen in person within so many days, and why. */
export const remoteOutcome = z.object({
  examLimits: line(300),
  convert: z.object({ withinDays: z.int().min(1).max(longestConversion), reason: filled(300) }).nullable(),
});
export type RemoteOutcome = z.infer<typeof remoteOutcome>;

/** Whether something may be done at a distance: it may, a professional is to judge it, or it speaks against it; with what says so. */
export const suitability = z.object({ state: z.enum(['allowed', 'ask', 'blocked']), concerns: z.array(modalityConcern), why: bilingual.nullable() });

const noted = { at: instant, by: z.string().nullable() };

/** What is kept of a visit at a distance beside the visit. `version` 0: nothing yet. */
export const remoteVisit = z.object({
  version: z.int(),
  suitability,
  checklist: dayChecklist.extend(noted).nullable(),
  fallback: z.object({ reason: z.string(), ...noted }).nullable(),
  outcome: z
    .object({
      examLimits: z.string(),
      /** `booked`: a visit in person was booked since; `dropped`: not to be booked after all. */
      convert: z.object({ until: isoDate, reason: z.string(), state: z.enum(['open', 'booked', 'dropped']) }).nullable(),
      ...noted,
    })
    .nullable(),
});
export type RemoteVisit = z.infer<typeof remoteVisit>;

/** A person to be seen in person after a visit at a distance. */
const toBook = z.object({
  appointmentId: id, version: z.int(), patient: patientSummary, phone: z.string().nullable(), practitionerId: id, professionalName: z.string(),
  /** Civil day of the visit at a distance. */
  seenOn: isoDate, until: isoDate, reason: z.string(),
});

const which = { appointmentId: id, expectedVersion: z.int().min(0) };

/** Visits at a distance on their day, and what they leave to book. Versions are those of `remoteVisit`. */
export const remoteVisits = {
  /** Keeps what was verified before a visit at a distance begins, from its day on; again until the visit is done. @throws INVALID (`BEFORE_VISIT_DAY`, `FACE_TO_FACE`), ILLEGAL_STATE, STALE, RESTRICTED */
  check: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ ...which, checklist: dayChecklist })).output(remoteVisit),
  /** Notes that a video visit went on by telephone, and why; null takes it back. @throws INVALID (`NOT_VIDEO`, `BEFORE_VISIT_DAY`), ILLEGAL_STATE, STALE, RESTRICTED */
  fallBack: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ ...which, reason: filled(200).nullable() })).output(remoteVisit),
  /** People to be seen in person after a visit at a distance, for whom nothing is booked yet; the first due first. */
  toBook: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ after: cursor.nullable().default(null), limit: z.int().min(1).max(100).default(20) }))
    .output(z.object({ rows: z.array(toBook).max(100), next: cursor.nullable(), total: z.int() })),
  /** Takes a person off that list without a visit, with a reason; null puts them back. @throws ILLEGAL_STATE (nothing was to be booked), STALE, RESTRICTED */
  drop: operation({ access: 'appointment.book', scope: 'clinic' }).input(z.object({ ...which, reason: filled(300).nullable() })).output(remoteVisit),
};
