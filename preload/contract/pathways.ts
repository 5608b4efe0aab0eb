import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { roles } from './permissions.ts';
import { between, escalation, planAct, templateStep } from './plans.ts';
import { bilingual } from './triage.ts';
import { cursor, filled, id, instant, isoDate, line } from './values.ts';

/** A care pathway as data: who may enter, phases with their place of care and their gates, steps, doses with what is checked before each. */

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);
/** Days, weeks or months from a date. */
const period = z.string().regex(/^P\d{1,3}[DWM]$/);

/** Who acts on a pathway: the professions of the clinic, and those outside it. */
export const pathwayRole = z.enum([...roles, 'general-practitioner', 'patient']);
export type PathwayRole = z.infer<typeof pathwayRole>;

/** Where care is given in a phase. */
export const careSite = z.enum(['hospital', 'home', 'clinic', 'remote']);
export type CareSite = z.infer<typeof careSite>;

/** Facts the programme notes by itself: somebody follows the person, a back-up is named, how many workshops were held. */
export const factKeepers = ['nurse', 'back-up', 'workshops'] as const;
const keptBy = z.enum(factKeepers).optional();
/**
 * A value of the laboratory: the LOINC codes of the test and the UCUM code of the unit the fact is kept in. `limit`: not the value
 * but a limit of the laboratory for it, as the result gives it. Its age runs from the day the sample was taken.
 */
const laboratoryFact = z.strictObject({ loinc: z.array(z.string().regex(/^\d{1,5}-\d$/)).min(1).max(12), ucum: z.string().regex(/^[!-~]{1,40}$/), limit: z.enum(['upper', 'lower']).optional() });
const name = z.string().min(1).max(60);
/**
 * Where the record answers a fact: the answer is proposed with what it rests on, and counts once somebody has noted it.
 * `score-fall`: whether an activity score fell by at least so many percent since the phase began; the first instrument with both values counts.
 * `at-target`: months of an unbroken run of scores at or under their target. `test`: its last value. `coverage`: an authorisation in force of a biologic or targeted drug.
 * `check`: items of the checklist before a biologic. `treatment-change`: a drug begun or ended in so many months. `tests-up-to-date`: no laboratory check of the follow-up is late.
 */
const reads = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('score-fall'), instruments: z.array(name).min(1).max(12), percent: z.number().positive().max(100), afterDays: z.int().min(1).max(400) }),
  z.strictObject({ from: z.literal('at-target'), targets: z.array(z.strictObject({ instrument: name, atMost: z.number() })).min(1).max(12) }),
  z.strictObject({ from: z.literal('test'), test: name }),
  z.strictObject({ from: z.literal('coverage') }),
  z.strictObject({ from: z.literal('check'), items: z.array(name).min(1).max(12) }),
  z.strictObject({ from: z.literal('treatment-change'), months: z.int().min(1).max(60) }),
  z.strictObject({ from: z.literal('tests-up-to-date') }),
]);
export type FactSource = z.infer<typeof reads>;
/** What the criteria and the checklists ask about. `goodForDays`: how long an answer holds; null until it is changed. */
const fact = z.discriminatedUnion('kind', [
  z.strictObject({ code, label: bilingual, kind: z.literal('yes-no'), goodForDays: z.int().positive().nullable(), keptBy, reads: reads.optional() }),
  z.strictObject({ code, label: bilingual, kind: z.literal('number'), unit: bilingual.nullable(), min: z.number(), max: z.number(), goodForDays: z.int().positive().nullable(), keptBy, laboratory: laboratoryFact.optional(), reads: reads.optional() }),
]);

export type PathwayCondition =
  | { readonly all: readonly PathwayCondition[] }
  | { readonly any: readonly PathwayCondition[] }
  | { readonly not: PathwayCondition }
  | { readonly fact: string; readonly is: boolean }
  /** `times`: compared with the value times another fact, such as the upper limit of the laboratory. */
  | { readonly fact: string; readonly op: '>=' | '>' | '<=' | '<'; readonly value: number; readonly times?: string | undefined };
const condition: z.ZodType<PathwayCondition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
    z.strictObject({ fact: code, is: z.boolean() }),
    z.strictObject({ fact: code, op: z.enum(['>=', '>', '<=', '<']), value: z.number(), times: code.optional() }),
  ]),
);

/** Something that must be so. */
const criterion = z.strictObject({ code, label: bilingual, when: condition, source: z.string() });
export type PathwayCriterion = z.infer<typeof criterion>;

const phase = z.strictObject({
  code,
  label: bilingual,
  site: careSite,
  intensity: bilingual,
  /** Counted from the day of inclusion; the last day of the month where there is no such day. */
  starts: period,
  /** What must be so to enter it. */
  gate: z.array(criterion),
  /** Counted from the first day of the phase. */
  steps: z.array(templateStep).max(60),
});

/** A threshold or a finding that does not let the dose go. `source`: its own, where it is not that of the item. */
const block = z.strictObject({ when: condition, result: z.enum(['no-go', 'hold']), text: bilingual, to: pathwayRole, source: z.string().optional() });
const checklistItem = z.strictObject({
  code,
  label: bilingual,
  roles: z.array(pathwayRole).min(1),
  /** Days before the dose at which it may first be done. */
  daysBefore: z.int().min(0).max(30),
  /** Facts it asks for; one that is not known holds the dose. */
  facts: z.array(code),
  /** Only where this is so; a troponin is not asked before every dose. */
  only: condition.optional(),
  blocks: z.array(block),
  /** Also the grades of the toxicity found. */
  toxicity: z.boolean(),
  source: z.string(),
});
const checklist = z.strictObject({ code, label: bilingual, items: z.array(checklistItem).min(1), noGoTo: pathwayRole, answerWithinMinutes: z.int().positive() });
export type PathwayChecklist = z.infer<typeof checklist>;

const schedule = z.strictObject({ code, drug: bilingual, dose: bilingual, route: bilingual, everyDays: z.int().min(1).max(400), source: z.string() });

const named = z.object({ code: z.string(), label: bilingual });
const namedThing = z.strictObject({ code, label: bilingual });

/** What is written down when a dose is given where a checklist is asked. */
const administration = z.strictObject({
  /** Who may give it there. */
  roles: z.array(pathwayRole).min(1),
  /** What a person is recognised by; two at least are checked. */
  identifiers: z.array(namedThing).min(2),
  moments: z.array(z.strictObject({ code, label: bilingual, required: z.boolean() })).min(1),
  measures: z.array(z.strictObject({ code, label: bilingual, unit: bilingual.nullable(), min: z.number(), max: z.number(), required: z.boolean() })).min(1),
  /** How long the person is watched after the end. */
  observationMinutes: z.int().min(0).max(600),
  /** `organ`: what of the grading of toxicity it is a sign of; absent where it is none. */
  incidents: z.array(z.strictObject({ code, label: bilingual, organ: code.optional() })).min(1),
  source: z.string(),
});

/** A call after a dose. */
const doseCall = z.strictObject({ code, label: bilingual, offset: period, roles: z.array(pathwayRole).min(1), source: z.string() });

const dosing = z.strictObject({
  schedules: z.array(schedule).min(1),
  /** Drugs that are never given on this pathway, and why. */
  excluded: z.array(z.strictObject({ drug: bilingual, reason: bilingual })),
  /** Before each dose, by place of care. */
  checklist: code,
  sites: z.array(careSite).min(1),
  /** The act of giving it there. */
  act: code,
  /** How it is recorded there; without it no dose is given there. */
  administration: administration.nullable().default(null),
  /** Calls after each dose. */
  calls: z.array(doseCall).max(10).default([]),
});

const credential = z.strictObject({ code, label: bilingual, hours: z.number().positive(), validMonths: z.int().positive().nullable(), source: z.string() });

/** What a simulation supposes: shares of yes, means with their spread, chances a month and a dose. Never used for a person. */
const simulation = z.strictObject({
  facts: z.record(code, z.union([z.strictObject({ share: z.number().min(0).max(1) }), z.strictObject({ mean: z.number(), spread: z.number().min(0) })])),
  exitsPerMonth: z.record(code, z.number().min(0).max(1)),
  symptomPerDose: z.number().min(0).max(1),
  suspendedDays: z.int().positive(),
});

export const pathwayBody = z.strictObject({
  label: bilingual,
  about: bilingual,
  /** What the first day is called. */
  anchor: bilingual,
  facts: z.array(fact).max(120),
  eligibility: z.array(criterion).min(1),
  exclusions: z.array(criterion),
  phases: z.array(phase).min(1).max(12),
  /** Counted from the day of inclusion; null where it goes on. */
  ends: period.nullable(),
  dosing: dosing.nullable(),
  /** After the last dose, or the end. */
  afterwards: z.array(templateStep).max(20),
  /** Who answers between visits. */
  between,
  /** What calls for somebody sooner, in every phase: shown beside its steps. */
  escalation: z.array(escalation).max(20).optional(),
  checklists: z.array(checklist).max(10),
  acts: z.array(planAct).max(20),
  credentials: z.array(credential).max(20),
  /** How toxicity is graded; null where it is not. */
  toxicity: code.nullable(),
  suspensions: z.array(z.strictObject({ code, label: bilingual })).min(1),
  exits: z.array(z.strictObject({ code, label: bilingual })).min(1),
  simulation,
});
export type PathwayBody = z.infer<typeof pathwayBody>;

/** Where a person stands on a pathway. */
export const enrolmentStates = ['proposed', 'running', 'suspended', 'completed', 'left'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];
export const enrolmentMoves = ['include', 'advance', 'suspend', 'resume', 'leave'] as const;
/** What is kept of how somebody moved: their moves, and being taken over to another version. */
export const enrolmentEvents = [...enrolmentMoves, 'migrate'] as const;

export const criterionStandings = ['met', 'not-met', 'unknown'] as const;
/** What the record says of a fact: the answer it gives (null: it does not settle it), and what that rests on. */
export const factReading = z.object({ value: z.union([z.boolean(), z.number()]).nullable(), lines: z.array(z.object({ label: bilingual, words: bilingual.nullable(), on: isoDate.nullable() })).max(12) });
export type FactReading = z.infer<typeof factReading>;

/** How an answer stands beside what the record proposed as it was noted: taken as proposed, said otherwise, or said where the record settled nothing. */
export const answerTakings = ['as-proposed', 'otherwise', 'unsettled'] as const;
export type AnswerTaking = (typeof answerTakings)[number];
/** What an answer rested on when it was noted. */
const restedOn = z.object({ taking: z.enum(answerTakings), reading: factReading });
export type RestedOn = z.infer<typeof restedOn>;

const judged = z.object({ code: z.string(), label: bilingual, standing: z.enum(criterionStandings), /** Facts that would settle it. */ missing: z.array(bilingual), /** Codes of the facts it rests on. */ facts: z.array(z.string()), source: bilingual });
export type JudgedLine = z.infer<typeof judged>;

const knownFact = z.object({
  code: z.string(), label: bilingual, kind: z.enum(['yes-no', 'number']), unit: bilingual.nullable(), min: z.number().nullable(), max: z.number().nullable(), value: z.union([z.boolean(), z.number()]).nullable(), notedOn: isoDate.nullable(), notedBy: z.string().nullable(),
  /** Noted too long ago to count. */
  isStale: z.boolean(),
  /** What is to be judged next asks for it. */
  isAsked: z.boolean(),
  /** Null where the pathway does not say where the record answers it, or the record says nothing. */
  reading: factReading.nullable(),
  /** What the record said as it was noted; null where it said nothing, or nobody noted it. */
  restedOn: restedOn.nullable(),
  /** Answers noted before this one, the last first. */
  earlier: z.array(z.object({ value: z.union([z.boolean(), z.number()]).nullable(), notedOn: isoDate, notedBy: z.string().nullable(), restedOn: restedOn.nullable() })).max(20),
});
export type KnownFact = z.infer<typeof knownFact>;

const shownPhase = z.object({ code: z.string(), label: bilingual, site: careSite, intensity: bilingual, from: isoDate.nullable(), until: isoDate.nullable(), standing: z.enum(['past', 'now', 'next', 'later']) });
const enrolment = z.object({
  id, version: z.int(), code: z.string(), definitionVersion: z.string(), label: bilingual, about: bilingual, isReviewed: z.boolean(), sources: z.array(bilingual), /** The pathway takes nobody new. */ isRetired: z.boolean(), state: z.enum(enrolmentStates), stateSince: isoDate, reason: bilingual.nullable(), note: z.string().nullable(),
  anchor: bilingual, includedOn: isoDate.nullable(), schedule: z.object({ drug: bilingual, dose: bilingual, everyDays: z.int() }).nullable(), /** Doses at home until the end, counted from the day of inclusion. */ homeDoses: z.int().nullable(),
  phases: z.array(shownPhase),
  /** While proposed. */
  entry: z.object({ eligibility: z.array(judged), exclusions: z.array(judged), mayEnter: z.boolean() }).nullable(),
  /** Of the next phase, while running. */
  gate: z.object({ phase: bilingual, from: isoDate, items: z.array(judged), isOpen: z.boolean() }).nullable(),
  facts: z.array(knownFact),
  moves: z.array(z.enum(enrolmentMoves)),
  schedules: z.array(z.object({ code: z.string(), drug: bilingual, dose: bilingual })), suspensions: z.array(named), exits: z.array(named),
  /** The version in force, where the person runs on another. */
  newer: z.object({ definitionId: id, version: z.string() }).nullable(),
  /** The gate is shut, and the caller may pass it with a reason. */
  mayWaive: z.boolean(),
  /** The last move, where it can be taken back. */
  undoable: z.enum(['include', 'advance', 'suspend', 'resume', 'leave', 'complete']).nullable(),
  events: z.array(z.object({ move: z.enum(enrolmentEvents), phase: bilingual.nullable(), on: isoDate, reason: bilingual.nullable(), note: z.string().nullable(), by: z.string(), at: instant, /** What of the gate was not met when it was passed. */ unmet: z.array(bilingual), /** Taken back, by whom. */ undone: z.object({ at: instant, by: z.string(), reason: z.string().nullable() }).nullable() })),
});
export type PathwayEnrolment = z.infer<typeof enrolment>;

/** A column of the board: waiting to enter, a phase, or suspended. */
const column = z.string().max(60);
const boardRow = z.object({
  enrolmentId: id, patient: patientSummary, since: isoDate, phase: bilingual.nullable(), reason: bilingual.nullable(), /** When the next phase could begin, and how much of its gate is not met. */ gate: z.object({ from: isoDate, unmet: z.int() }).nullable(),
  next: z.object({ label: bilingual, dueOn: isoDate, isLate: z.boolean() }).nullable(),
  /** Answers that were noted otherwise than the record proposed. */
  otherwise: z.int(),
});
export type BoardRow = z.infer<typeof boardRow>;

const seen = { enrolmentId: id, expectedVersion: z.int() };
const changed = z.object({ version: z.int() });

export const pathways = {
  /** The pathways in force, those that take nobody new among them. */
  definitions: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({}))
    .output(z.array(z.object({ definitionId: id, code: z.string(), version: z.string(), label: bilingual, about: bilingual, isReviewed: z.boolean(), phases: z.array(named), /** Takes nobody new: since when, by whom and why. */ retired: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable() })).max(100)),
  /**
   * How many people of records the caller reads are in each column of a pathway, or of the one with most people where none is
   * named; those who left or completed too; and how many are on the way in each pathway. @throws NOT_FOUND
   */
  board: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ code: z.string().max(60).nullable() }))
    .output(z.object({ code: z.string(), pathways: z.array(z.object({ code: z.string(), label: bilingual, people: z.int(), isRetired: z.boolean() })), label: bilingual, about: bilingual, columns: z.array(z.object({ code: column, label: bilingual.nullable(), site: careSite.nullable(), count: z.int() })), completed: z.int(), left: z.int() })),
  /** People of one column, the longest there first. */
  column: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ code: z.string().max(60), column, after: cursor.nullable() }))
    .output(z.object({ rows: z.array(boardRow), next: cursor.nullable() })),
  /** The pathways of a person, those under way first; reading is audited. @throws NOT_FOUND, RESTRICTED */
  ofPatient: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({ today: isoDate, enrolments: z.array(enrolment).max(50), mayWrite: z.boolean() })),
  /** Proposes somebody for a pathway: facts are noted, and judged item by item. The same id again is answered from the row. @throws NOT_FOUND, RESTRICTED, DUPLICATE, ILLEGAL_STATE */
  propose: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ enrolmentId: id, patientId: id, definitionId: id })).output(changed),
  /** Notes facts; the last of each counts. A null takes it back to not known. What the record says of each as it is noted is kept with the answer. @throws STALE, INVALID */
  noteFacts: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ ...seen, facts: z.array(z.object({ code: z.string().max(60), value: z.union([z.boolean(), z.number()]).nullable() })).min(1).max(120) }))
    .output(changed),
  /** Includes somebody whose every criterion is met. @throws STALE, ILLEGAL_STATE, INVALID */
  include: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, on: isoDate, schedule: z.string().max(60).nullable() })).output(changed),
  /** Enters the next phase, whose gate is open, or is passed with a reason by whoever may (`pathway.manage`); after the last one the pathway is completed. @throws STALE, ILLEGAL_STATE, INVALID, FORBIDDEN */
  advance: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, on: isoDate, waiver: line(300).optional() })).output(changed),
  /** Takes the last move back while nothing was done since that rests on it: a phase entered, a suspension; with why, a resumption, an exit or the end. @throws STALE, ILLEGAL_STATE, INVALID without a reason where one is asked */
  undo: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: line(300).optional() })).output(changed),
  suspend: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: z.string().max(60), note: line(300) })).output(changed),
  resume: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, dates: z.enum(['put-off', 'stay']) })).output(changed),
  /** Leaves the pathway, for good; its steps still open end. */
  leave: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: z.string().max(60), note: line(300) })).output(changed),
  /** Takes a proposal back: nothing of it stays but the trail. @throws STALE, ILLEGAL_STATE once included */
  withdraw: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: filled(300) })).output(z.object({ patientId: id })),
};
