import { z } from 'zod';
import { operation } from './define.ts';
import { escalation } from './escalations.ts';
import { lackingTraining } from './lacking-training.ts';
import { careSite, pathwayRole } from './pathways.ts';
import { patientSummary } from './patients.ts';
import { toxicityCall } from './toxicity-calls.ts';
import { bilingual } from './triage.ts';
import { cursor, filled, id, instant, isoDate, line, timeOfDay } from './values.ts';

/** Doses of a pathway: planned, moved, checked before they are given, given. */

export const doseStates = ['planned', 'given', 'cancelled'] as const;
export type DoseState = (typeof doseStates)[number];
/** Why a dose is moved, put off or cancelled. */
export const doseReasons = ['toxicity', 'infection', 'laboratory', 'person', 'supply', 'nurse', 'holiday', 'decision', 'other'] as const;
export type DoseReason = (typeof doseReasons)[number];
/** How a checklist, or an item of it, stands. */
export const checklistResults = ['go', 'hold', 'no-go'] as const;
export type ChecklistResult = (typeof checklistResults)[number];

/** What became of the record of a dose: corrected, or taken back as entered in error. */
export const correctionKinds = ['corrected', 'error'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

const reason = z.enum(doseReasons);
const schedule = z.object({ code: z.string(), drug: bilingual, dose: bilingual, route: bilingual, everyDays: z.int(), source: bilingual });

const dose = z.object({
  id, version: z.int(), number: z.int(), idealOn: isoDate, dueOn: isoDate, /** Where it is to be given, or was. */ site: careSite, /** Somebody decided otherwise than the phase. */ isSiteChosen: z.boolean(), phase: bilingual.nullable(), drug: bilingual, dose: bilingual, state: z.enum(doseStates),
  reason: reason.nullable(), words: z.string().nullable(), givenOn: isoDate.nullable(), daysLate: z.int(),
  /** As the checklist stands; null where none is asked, or once it is settled. */
  result: z.enum(checklistResults).nullable(),
});
export type Dose = z.infer<typeof dose>;

const course = z.object({
  enrolmentId: id, enrolmentVersion: z.int(), label: bilingual, isRunning: z.boolean(), schedule: schedule.nullable(), schedules: z.array(schedule), excluded: z.array(z.object({ drug: bilingual, reason: bilingual })), doses: z.array(dose), given: z.int(), atHome: z.int(),
  calls: z.array(toxicityCall), /** What grades its toxicity; null where nothing does. */ toxicity: bilingual.nullable(), escalations: z.array(escalation), mayPlan: z.boolean(), mayCall: z.boolean(),
});
export type DoseCourse = z.infer<typeof course>;

/** A result of the record in another unit than the value it gives, as the laboratory wrote it. */
export const convertedFrom = z.object({ value: z.number(), unit: z.string() });
export type ConvertedFrom = z.infer<typeof convertedFrom>;

const answeredFact = z.object({
  code: z.string(), label: bilingual, kind: z.enum(['yes-no', 'number']), unit: bilingual.nullable(), min: z.number().nullable(), max: z.number().nullable(), value: z.union([z.boolean(), z.number()]).nullable(), words: z.string().nullable(), by: z.string().nullable(), at: instant.nullable(),
  /** Given, but too long ago, or too long before the dose. */
  isStale: z.boolean(),
  /** Of a value of the laboratory, or a limit it gives. `test` is that of both; `proposed`: what the record has, for somebody to take over or not; `since`: the first day a sample may be of. */
  laboratory: z.object({ test: z.string(), limit: z.enum(['upper', 'lower']).nullable(), measuredOn: isoDate.nullable(), isFromRecord: z.boolean(), /** Of the answer. */ convertedFrom: convertedFrom.nullable(), since: isoDate.nullable(), proposed: z.object({ value: z.number(), measuredOn: isoDate, resultId: id, convertedFrom: convertedFrom.nullable() }).nullable() }).nullable(),
});
export type AnsweredFact = z.infer<typeof answeredFact>;

const checkedItem = z.object({
  code: z.string(), label: bilingual, roles: z.array(pathwayRole), /** The first day it may be answered. */ opensOn: isoDate, /** Whether it is asked hangs on answers that are missing. */ isAhead: z.boolean(), mayAnswer: z.boolean(), result: z.enum(checklistResults), facts: z.array(answeredFact), blocks: z.array(bilingual), missing: z.array(bilingual),
  /** The call it rests on; null where it rests on none, or none was made. */
  isCall: z.boolean(), call: toxicityCall.nullable(), to: z.array(pathwayRole), source: bilingual,
});
export type CheckedItem = z.infer<typeof checkedItem>;

const codeLabel = z.object({ code: z.string(), label: bilingual });
const administrationForm = z.object({
  act: codeLabel, roles: z.array(pathwayRole), identifiers: z.array(codeLabel), moments: z.array(z.object({ code: z.string(), label: bilingual, required: z.boolean() })),
  measures: z.array(z.object({ code: z.string(), label: bilingual, unit: bilingual.nullable(), min: z.number(), max: z.number(), required: z.boolean() })), observationMinutes: z.int(), incidents: z.array(codeLabel), source: bilingual,
});
export type AdministrationForm = z.infer<typeof administrationForm>;

const vital = z.object({ moment: z.string().max(40), measure: z.string().max(40), value: z.number() });
const incident = z.object({ code: z.string().max(40), grade: z.int().min(1).max(4), words: line(300) });
const written = {
  givenOn: isoDate, started: timeOfDay, ended: timeOfDay, observedUntil: timeOfDay, identifiers: z.array(z.string().max(40)).max(10), product: filled(120), lot: filled(60), expiresOn: isoDate, vitals: z.array(vital).max(100), incidents: z.array(incident).max(20), words: line(1000),
};
const administration = z.object({ ...written, words: z.string().nullable(), recordedAt: instant, recordedBy: z.string() });

/** A record as it was before a correction. */
export const formerAdministration = administration;
export type WrittenDose = z.infer<typeof administration>;
const correction = z.object({ id, kind: z.enum(correctionKinds), reason: z.string(), at: instant, by: z.string(), former: z.object({ givenOn: isoDate, site: careSite, administration: administration.nullable() }) });
export type DoseCorrection = z.infer<typeof correction>;

const dueDose = z.object({
  doseId: id, patient: patientSummary, phone: z.string().nullable(), city: z.string().nullable(), number: z.int(), label: bilingual, drug: bilingual, dose: bilingual, dueOn: isoDate, daysLate: z.int(), site: careSite, result: z.enum(checklistResults).nullable(), /** Who must act. */ to: z.array(pathwayRole), /** Items that are not settled yet. */ open: z.int(),
});
export type DueDose = z.infer<typeof dueDose>;

const seen = { doseId: id, expectedVersion: z.int() };
const changed = z.object({ version: z.int() });

export const doses = {
  /** Courses of a person, with their doses, calls and escalations; reading is audited. @throws NOT_FOUND, RESTRICTED */
  ofPatient: operation({ access: 'patient.clinical.read', scope: 'careTeam' }).input(z.object({ patientId: id })).output(z.object({ today: isoDate, courses: z.array(course).max(50) })),
  /** Doses planned within some days and those late, of records the caller reads; the earliest first. */
  due: operation({ access: 'patient.clinical.read', scope: 'careTeam' })
    .input(z.object({ within: z.int().min(0).max(60), site: careSite.nullable(), after: cursor.nullable() }))
    .output(z.object({ rows: z.array(dueDose), next: cursor.nullable(), today: isoDate })),
  /** One dose: its checklist as it stands, who must act, how it was given; reading is audited. @throws NOT_FOUND, RESTRICTED */
  open: operation({ access: 'patient.clinical.read', scope: 'careTeam' })
    .input(z.object({ doseId: id }))
    .output(
      z.object({
        today: isoDate, patient: patientSummary, label: bilingual, enrolmentId: id, isReviewed: z.boolean(), isRunning: z.boolean(), dose, result: z.enum(checklistResults).nullable(), to: z.array(pathwayRole), checklist: z.object({ label: bilingual, items: z.array(checkedItem) }).nullable(), form: administrationForm.nullable(), administration: administration.nullable(), /** What the record said before, the last correction first. */ corrections: z.array(correction),
        escalations: z.array(escalation), /** The caller would give it, but for the training they lack; null for whoever is trained, or not asked. */ lacking: lackingTraining.nullable(), /** What the caller may do with it now. */ moves: z.array(z.enum(['move', 'cancel', 'give', 'record', 'correct', 'takeBack'])),
      }),
    ),
  /** Plans the doses of a course from a day on; those planned and untouched from that day make way. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID, ILLEGAL_STATE */
  plan: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ enrolmentId: id, expectedVersion: z.int(), schedule: z.string().max(60), from: isoDate })).output(z.object({ planned: z.int() })),
  /** Moves a dose, alone or with all that follow, or gives it elsewhere. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID, ILLEGAL_STATE */
  move: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, on: isoDate, following: z.boolean(), site: careSite.nullable(), reason, words: line(300) })).output(changed),
  cancel: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason, words: line(300) })).output(changed),
  /** Answers an item of the checklist; a null takes an answer back. Opens an escalation where it makes a NO-GO. @throws NOT_FOUND, RESTRICTED, FORBIDDEN for whoever the item is not for, INVALID, ILLEGAL_STATE */
  answer: operation({ access: 'patient.clinical.write', scope: 'own' })
    .input(z.object({ doseId: id, item: z.string().max(60), answers: z.array(z.object({ fact: z.string().max(60), value: z.union([z.boolean(), z.number()]).nullable(), /** Of a value of the laboratory: the day of its sample, and the result of the record it is taken over from. */ measuredOn: isoDate.nullable().optional(), resultId: id.nullable().optional() })).min(1).max(60), words: line(300) }))
    .output(z.object({ result: z.enum(checklistResults), escalated: z.boolean() })),
  /** Notes a dose given where no checklist is asked. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID, ILLEGAL_STATE */
  give: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, on: isoDate })).output(changed),
  /** Records a dose given where a checklist is asked: only on a GO. The same id again is answered from the row. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID, ILLEGAL_STATE without a GO, NOT_TRAINED */
  record: operation({ access: 'patient.clinical.write', scope: 'own' }).input(z.object({ ...seen, administrationId: id, ...written })).output(z.object({ version: z.int(), escalated: z.boolean() })),
  /** Corrects how a dose was given, with why: what was written is kept. Asks what recording it asked; incidents that are new reach the hospital. The same id again is answered from the row. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID, ILLEGAL_STATE, NOT_TRAINED */
  correct: operation({ access: 'patient.clinical.write', scope: 'own' }).input(z.object({ ...seen, correctionId: id, reason: filled(300), ...written })).output(z.object({ version: z.int(), escalated: z.boolean() })),
  /** Corrects the day of a dose given where no checklist is asked. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID, ILLEGAL_STATE */
  correctDay: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, correctionId: id, reason: filled(300), on: isoDate })).output(changed),
  /** Takes the record of a dose back, entered in error: it is to be given again, and checked anew. Asks what recording it asked. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, ILLEGAL_STATE, NOT_TRAINED */
  takeBack: operation({ access: 'patient.clinical.write', scope: 'own' }).input(z.object({ ...seen, correctionId: id, reason: filled(300) })).output(changed),
};
