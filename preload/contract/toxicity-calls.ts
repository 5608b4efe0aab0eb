import { z } from 'zod';
import { operation } from './define.ts';
import { pathwayRole } from './pathways.ts';
import { patientSummary } from './patients.ts';
import { escalationLevels, toxicityBody, toxicityGrade, treatmentActions } from './toxicity.ts';
import { bilingual } from './triage.ts';
import { cursor, id, instant, isoDate, line } from './values.ts';

/** Calls about symptoms: the questions of a grading, what was answered, the grade of each organ and what it asks for. */

/** Before or after a dose, between doses, once the treatment is over. */
export const callKinds = ['before', 'after', 'between', 'late'] as const;
export type CallKind = (typeof callKinds)[number];
/** The answer of a symptom that is not there. */
export const noSymptom = 'no';

const organFound = z.object({ organ: z.string(), label: bilingual, grade: toxicityGrade, action: z.enum(treatmentActions), escalation: z.enum(escalationLevels), gradeText: bilingual, extra: bilingual, isEmergency: z.boolean() });
const found = z.object({ organs: z.array(organFound), unanswered: z.int(), worst: toxicityGrade.nullable(), action: z.enum(treatmentActions), escalation: z.enum(escalationLevels).nullable(), /** What the highest grade asks for in general. */ general: bilingual.nullable() });
export type CallFound = z.infer<typeof found>;

export const toxicityCall = z.object({
  id, kind: z.enum(callKinds), label: bilingual.nullable(), doseNumber: z.int().nullable(), dueOn: isoDate.nullable(), state: z.enum(['planned', 'done', 'dropped']), daysLate: z.int(), calledAt: instant.nullable(), by: z.string().nullable(), words: z.string().nullable(), symptomOn: isoDate.nullable(), found: found.nullable(),
});
export type ToxicityCall = z.infer<typeof toxicityCall>;

const answers = z.record(z.string().regex(/^Q\d{2}$/), z.string().max(40));
const dueCall = z.object({ callId: id, enrolmentId: id, patient: patientSummary, phone: z.string().nullable(), label: bilingual, dueOn: isoDate, daysLate: z.int(), roles: z.array(pathwayRole), doseNumber: z.int().nullable() });
export type DueCall = z.infer<typeof dueCall>;

export const toxicityCalls = {
  /** The questions for somebody on a pathway, in their order, and what is known of the call; reading is audited. @throws NOT_FOUND, RESTRICTED, ILLEGAL_STATE where nothing grades toxicity */
  questions: operation({ access: 'patient.clinical.read', scope: 'careTeam' })
    .input(z.object({ enrolmentId: id, doseId: id.nullable(), callId: id.nullable() }))
    .output(z.object({ patient: patientSummary, phone: z.string().nullable(), label: bilingual, grading: bilingual, version: z.string(), isReviewed: z.boolean(), questions: toxicityBody.shape.questions, organs: z.array(z.object({ code: z.string(), label: bilingual, worse: bilingual.nullable() })), sources: z.array(bilingual), kind: z.enum(callKinds), doseNumber: z.int().nullable(), mayCall: z.boolean(), isMade: z.boolean() })),
  /** What answers come to, before they are kept. @throws NOT_FOUND, RESTRICTED, INVALID */
  grade: operation({ access: 'patient.clinical.read', scope: 'careTeam' }).input(z.object({ enrolmentId: id, answers })).output(found),
  /** Keeps a call; what it finds opens an escalation. The same id again is answered from the row. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, INVALID, ILLEGAL_STATE */
  record: operation({ access: 'patient.clinical.write', scope: 'own' })
    .input(z.object({ callId: id, enrolmentId: id, doseId: id.nullable(), answers, words: line(1000), /** The day of the first symptom; kept where something is found. */ symptomOn: isoDate.nullable().optional() }))
    .output(z.object({ found, escalated: z.boolean() })),
  /** Calls to make, late ones first, of records the caller reads. */
  due: operation({ access: 'patient.clinical.read', scope: 'careTeam' }).input(z.object({ after: cursor.nullable(), limit: z.int().min(1).max(50).optional() })).output(z.object({ rows: z.array(dueCall), next: cursor.nullable() })),
};
