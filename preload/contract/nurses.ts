import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { bilingual } from './triage.ts';
import { filled, id, instant, isoDate, line, spokenLanguages } from './values.ts';

/** Community nurses: where and when they work, whom they follow on which pathway. */

/** The beginning of postal codes a nurse goes to, and how far that is from where they start, in kilometres. */
export const nurseArea = z.strictObject({ prefix: z.string().regex(/^[A-Z0-9]{2,7}$/), km: z.number().min(0).max(500) });
export type NurseArea = z.infer<typeof nurseArea>;

const profile = z.object({
  sector: line(160), areas: z.array(nurseArea).max(60), weekdays: z.array(z.int().min(1).max(7)).min(1).max(7), mostPeople: z.int().min(0).max(200), phone: line(40), email: line(160), organization: line(160), isActive: z.boolean(), note: line(300),
});

const nurse = profile.extend({
  practitionerId: id, version: z.int(), givenName: z.string(), familyName: z.string(), name: z.string(), languages: spokenLanguages,
  /** People they follow now, as the first and as the back-up. */
  follows: z.int(), backsUp: z.int(),
  /** Kinds of training they hold today; `endsOn` of those that end soon. */
  trainedFor: z.array(z.object({ label: bilingual, endsOn: isoDate.nullable() })).max(100),
});
export type CommunityNurse = z.infer<typeof nurse>;

export const nurseParts = ['main', 'back-up'] as const;
export type NursePart = (typeof nurseParts)[number];

/** What speaks for or against somebody, with its figures. */
export const nurseReasonCodes = ['distance', 'outside', 'no-address', 'load', 'full', 'language', 'other-language', 'language-unknown', 'untrained', 'unnoted', 'inactive', 'other-part'] as const;
const reason = z.object({ code: z.enum(nurseReasonCodes), km: z.number().nullable(), load: z.int().nullable(), most: z.int().nullable(), words: z.array(bilingual) });
export type NurseReason = z.infer<typeof reason>;

const candidate = z.object({ practitionerId: id, name: z.string(), sector: z.string(), rank: z.int().nullable(), reasons: z.array(reason).max(12) });
export type NurseCandidate = z.infer<typeof candidate>;

const assignment = z.object({
  id, version: z.int(), part: z.enum(nurseParts), practitionerId: id, name: z.string(), phone: z.string(), fromOn: isoDate, reasons: z.array(reason).max(12), note: z.string(), assignedBy: z.string(), assignedAt: instant,
  ended: z.object({ on: isoDate, reason: z.string(), by: z.string() }).nullable(),
});
export type NurseAssignment = z.infer<typeof assignment>;

const changed = z.object({ version: z.int() });

export const nurses = {
  /** The directory: those at work first, by name. */
  list: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object({})).output(z.object({ nurses: z.array(nurse).max(500), mayManage: z.boolean() })),
  /** Adds somebody to the directory (`expectedVersion` 0), or changes what it says. @throws STALE, INVALID */
  save: operation({ access: 'training.manage', scope: 'clinic' }).input(profile.extend({ practitionerId: id, expectedVersion: z.int().min(0), givenName: filled(80), familyName: filled(80), languages: spokenLanguages })).output(changed),
  /** Who could follow somebody on a pathway: those one may choose by rank, then the others with what stands against them. @throws NOT_FOUND, RESTRICTED */
  rank: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ enrolmentId: id, part: z.enum(nurseParts) })).output(z.object({ asks: z.array(bilingual).max(20), candidates: z.array(candidate).max(500) })),
  /**
   * Names who follows somebody, or their back-up, in place of whoever did. Somebody else than the first proposed takes a reason. The same
   * id again is answered from the row. @throws NOT_FOUND, RESTRICTED, NOT_TRAINED, ILLEGAL_STATE, REASON_REQUIRED
   */
  assign: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ assignmentId: id, enrolmentId: id, practitionerId: id, part: z.enum(nurseParts), note: line(300) })).output(changed),
  /** Ends it without naming another. @throws STALE, NOT_FOUND, ILLEGAL_STATE */
  end: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ assignmentId: id, expectedVersion: z.int(), reason: filled(300) })).output(changed),
  /** Who follows a person, by pathway; earlier ones too, the last first. @throws NOT_FOUND, RESTRICTED */
  ofPatient: operation({ access: 'patient.clinical.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(z.object({ enrolments: z.array(z.object({ enrolmentId: id, assignments: z.array(assignment).max(200) })).max(50), mayWrite: z.boolean() })),
  /** The people a nurse has, of records the caller reads; the next step of each. */
  peopleOf: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id }))
    .output(z.array(z.object({ patient: patientSummary, part: z.enum(nurseParts), pathway: bilingual, phase: bilingual.nullable(), since: isoDate })).max(200)),
};
