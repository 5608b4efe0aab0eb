import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { roles } from './permissions.ts';
import { bilingual } from './triage.ts';
import { cursor, filled, id, instant, isoDate, line, visitModality } from './values.ts';
import { appointmentStatus } from './visit-steps.ts';

/** Follow-up plans: templates of steps counted from a date, applied to a person as dated visits, tasks and tests. */

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);
/** Days, weeks or months, before (`-`) or after: `P12W`, `-P28D`. */
const period = z.string().regex(/^-?P\d{1,3}[DWM]$/);
const interval = z.string().regex(/^P[1-9]\d{0,2}[DWM]$/);

export const stepKinds = ['visit', 'task', 'laboratory'] as const;
export type StepKind = (typeof stepKinds)[number];
export const planStates = ['running', 'paused', 'ended'] as const;
export type PlanState = (typeof planStates)[number];
export const planEndings = ['completed', 'treatment-stopped', 'other-plan', 'declined', 'moved', 'mistake', 'other'] as const;

/** Entered in the record: a vaccine given, a coverage asked for, an attempt to reach the person. */
export const enteredFacts = ['vaccination', 'coverage', 'contact'] as const;

/** A step of a template. Windows in days around the day the offset gives. */
export const templateStep = z.strictObject({
  id: code,
  /** The date it is counted from; the template's first where it is not said. */
  anchor: code.optional(),
  offset: period,
  window: z.strictObject({ before: z.int().min(0).max(400), after: z.int().min(0).max(400) }),
  kind: z.enum(stepKinds),
  roles: z.array(z.enum(roles)).min(1).max(4),
  modalities: z.array(visitModality).min(1).max(4).optional(),
  /** What the visit is for, of the list of purposes. */
  purpose: z.string().max(60).optional(),
  minutes: z.int().min(5).max(240).optional(),
  label: bilingual,
  what: bilingual,
  /** Instruments whose signed score fulfils it. */
  instruments: z.array(z.string().max(60)).max(10).optional(),
  /** Tests, or checks of several, whose results of one day may be it. */
  tests: z.array(z.string().max(60)).max(20).optional(),
  /** What else, once entered in the record, may be it. */
  facts: z.array(z.enum(enteredFacts)).max(3).optional(),
  /** Only where this option of the template was chosen. */
  only: code.optional(),
  /** What must be so to go on as planned. */
  goOnIf: bilingual.optional(),
  /** What is done at it that asks for training, of the acts of the template. */
  act: code.optional(),
  /** Comes back at this interval; so many times in all, else as long as the plan runs. */
  repeat: z.strictObject({ every: interval, times: z.int().min(2).max(52).optional() }).optional(),
});
export type TemplateStep = z.infer<typeof templateStep>;

/**
 * How the training of an act weighs: `required`, only those trained do it; `asked`, somebody without it noted does it too, and says
 * in a few words what they rest on, which is kept.
 */
export const trainingWeights = ['required', 'asked'] as const;
/** An act that asks for training, of all these kinds. `training`: required where it is not said. `isWorkshop`: held for several people at once; where it is not said, any act but giving a dose may be. */
export const planAct = z.strictObject({ code, label: bilingual, requires: z.array(code).min(1).max(20), training: z.enum(trainingWeights).optional(), isWorkshop: z.boolean().optional() });
export type PlanAct = z.infer<typeof planAct>;

/** What calls for somebody sooner than the next step. */
export const escalation = z.strictObject({ id: code, look: bilingual, act: bilingual, role: z.enum(roles), /** 0: the same day. */ withinDays: z.int().min(0).max(60) });
export type Escalation = z.infer<typeof escalation>;
/** Who answers between visits. */
export const between = z.strictObject({ role: z.enum(roles), replyWorkingDays: z.int().min(0).max(10), text: bilingual });

export const templateBody = z.strictObject({
  title: bilingual,
  about: bilingual,
  anchors: z.array(z.strictObject({ code, label: bilingual })).min(1).max(6),
  options: z.array(z.strictObject({ code, label: bilingual })).max(8),
  steps: z.array(templateStep).min(1).max(60),
  escalation: z.array(escalation).max(20),
  /** Acts of its steps that ask for training. */
  acts: z.array(planAct).max(20).optional(),
  /** Who answers between visits. */
  between,
  /** The template one goes on with. */
  next: z.string().max(20).optional(),
});
export type TemplateBody = z.infer<typeof templateBody>;

/** Why a step is not on the day its offset gives. `words`: which holiday or closure. */
export const shiftReasons = ['weekend', 'holiday', 'closure', 'no-hours', 'leave', 'nobody', 'order', 'outside', 'merged'] as const;
export const shift = z.object({ code: z.enum(shiftReasons), words: bilingual.nullable() });
export type Shift = z.infer<typeof shift>;

const mergedWith = z.object({ title: bilingual, label: bilingual, dueOn: isoDate });
export const dated = z.object({
  code: z.string(), occurrence: z.int(), kind: z.enum(stepKinds), roles: z.array(z.enum(roles)), modalities: z.array(visitModality), label: bilingual, what: bilingual, goOnIf: bilingual.nullable(), minutes: z.int().nullable(), purpose: z.string().nullable(),
  idealOn: isoDate, fromOn: isoDate, untilOn: isoDate, dueOn: isoDate, reasons: z.array(shift), mergedWith: mergedWith.nullable(),
});
export type DatedStep = z.infer<typeof dated>;

/** What was found that may be the step: a visit, a signed assessment, the results of a day, something entered. `said`: what it holds; `missing`: what the step asks for besides. */
const recognised = z.object({ kind: z.enum(['visit', 'assessment', 'results', ...enteredFacts]), id, on: isoDate, status: appointmentStatus.nullable(), by: z.string(), said: z.array(bilingual).max(60), missing: z.array(bilingual).max(20) });
export type RecognisedFact = z.infer<typeof recognised>;

/** How an open step stands: `booked` has a visit to come, `late` is past its window, `due` in it. */
export const stepStandings = ['later', 'due', 'late', 'booked', 'done', 'skipped'] as const;
export const planStep = dated.extend({
  id, version: z.int(), standing: z.enum(stepStandings), daysLate: z.int(), doneOn: isoDate.nullable(), words: z.string().nullable(), closedBy: z.string().nullable(),
  visit: z.object({ appointmentId: id, on: isoDate, status: appointmentStatus, practitionerId: id, by: z.string() }).nullable(),
  /** The visit booked for it is outside its window, and nobody said that it stays. */
  isOutside: z.boolean(), keptReason: z.string().nullable(),
  recognised: recognised.nullable(),
  /** The act that asks for training, and who did it once done. */
  act: planAct.nullable(), performedBy: z.string().nullable(),
  /** What they rested on, where their training was asked for and not noted that day; null where it was. */
  competence: z.string().nullable(),
  mayClose: z.boolean(),
});
export type PlanStep = z.infer<typeof planStep>;

const anchors = z.record(code, isoDate.nullable());
export const plan = z.object({
  id, version: z.int(), templateId: id, code: z.string(), templateVersion: z.string(), title: bilingual, about: bilingual, anchors: z.array(z.object({ code, label: bilingual, on: isoDate.nullable() })), options: z.array(bilingual),
  practitioner: z.object({ id, name: z.string() }).nullable(), state: z.enum(planStates), stateSince: isoDate, stateReason: z.string().nullable(), stateNote: z.string().nullable(), putOffDays: z.int(),
  createdAt: instant, createdBy: z.string(), mayUndo: z.boolean(), escalation: z.array(escalation), between, next: z.string().nullable(), sources: z.array(bilingual), isReviewed: z.boolean(),
  /** The template has a later version in force than the one the plan runs on. */
  newer: z.object({ templateId: id, version: z.string() }).nullable(),
  steps: z.array(planStep),
});
export type FollowUpPlan = z.infer<typeof plan>;

const seen = { planId: id, expectedVersion: z.int() };
const seenStep = { stepId: id, expectedVersion: z.int() };
const changed = z.object({ version: z.int() });
const setting = { templateId: id, anchors, options: z.array(code).max(8), practitionerId: id.nullable() };
/** A step that other dates move, before and after. */
export const moved = z.object({ label: bilingual, title: bilingual, from: isoDate, to: isoDate, isBooked: z.boolean(), isOutside: z.boolean(), /** Its window has passed by then. */ isPast: z.boolean() });

const templateVersion = z.object({ templateId: id, version: z.string(), origin: z.enum(['built-in', 'clinic']), isInForce: z.boolean(), madeAt: instant, madeBy: z.string().nullable(), note: z.string().nullable(), basedOn: z.string().nullable(), running: z.int() });
const named = z.object({ code: z.string(), label: bilingual });
/** What is wrong with a template, and where: `steps.3.offset`. */
const templateProblem = z.object({ path: z.string(), code: z.string() });
/** A template as somebody is writing it: whatever its form. */
const draftBody = z.record(z.string(), z.unknown());

export const plans = {
  /** The templates in force. */
  templates: operation({ access: 'patient.clinical.read', scope: 'clinic' }).input(z.object({})).output(z.array(z.object({ templateId: id, code: z.string(), version: z.string(), origin: z.enum(['built-in', 'clinic']), isReviewed: z.boolean(), body: templateBody, sources: z.array(bilingual) })).max(200)),
  /** Every version of a template, newest first, with how many plans run on each. */
  templateVersions: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ code: z.string().max(20) })).output(z.array(templateVersion).max(300)),
  /** One version, in force or not. @throws NOT_FOUND */
  readTemplate: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ templateId: id })).output(z.object({ templateId: id, code: z.string(), version: z.string(), body: templateBody })),
  /** What is wrong with a template being written, and, where nothing is, the dates it gives from a day on. */
  tryTemplate: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ body: draftBody, from: isoDate })).output(z.object({ problems: z.array(templateProblem).max(200), steps: z.array(dated) })),
  /**
   * Keeps a template as the next version and puts it in force; `code` null makes a new one. Plans that run stay on theirs. The
   * same id again is answered from the row. @throws NOT_FOUND, INVALID (where, and what), STALE (another version was put in force meanwhile)
   */
  saveTemplate: operation({ access: 'triage.override', scope: 'clinic' })
    .input(z.object({ templateId: id, code: z.string().max(20).nullable(), basedOn: id.nullable(), note: filled(300), body: draftBody }))
    .output(z.object({ templateId: id, code: z.string(), version: z.string() })),
  /** Puts a version in force again. @throws NOT_FOUND, ILLEGAL_STATE (it is) */
  useTemplate: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ templateId: id })).output(z.object({ version: z.string() })),
  /** What the form of a template offers: instruments, purposes of visits, tests, and the clinic's own templates that were withdrawn, by their last version. */
  templateChoices: operation({ access: 'triage.override', scope: 'clinic' })
    .input(z.object({}))
    .output(z.object({ instruments: z.array(named).max(200), purposes: z.array(named).max(100), tests: z.array(named).max(200), withdrawn: z.array(z.object({ templateId: id, code: z.string(), title: bilingual, running: z.int() })).max(200) })),
  /**
   * Withdraws a template the clinic made: it is offered no more, plans that run on it go on, and `useTemplate` puts it back.
   * @throws NOT_FOUND, ILLEGAL_STATE (`BUILT_IN`: the program came with it; `WITHDRAWN`)
   */
  withdrawTemplate: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ templateId: id })).output(z.object({ code: z.string() })),
  /** What another version of its template would move of a plan. Nothing is kept. */
  previewMigration: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ planId: id, templateId: id })).output(z.object({ moved: z.array(moved), added: z.array(bilingual), removed: z.array(bilingual) })),
  /** Takes a plan over to another version of its template: open steps follow, those done stay as they were. @throws STALE, ILLEGAL_STATE, NOT_FOUND */
  migrate: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, templateId: id })).output(changed),
  /** The dates a template would give somebody, each with why it was shifted. Nothing is kept. @throws NOT_FOUND, RESTRICTED, INVALID */
  preview: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ patientId: id, ...setting })).output(z.object({ today: isoDate, steps: z.array(dated) })),
  /** Applies a template to a person. The same id again is answered from the row. @throws NOT_FOUND, RESTRICTED, INVALID, DUPLICATE (the same template runs already) */
  apply: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ planId: id, patientId: id, ...setting, /** Steps of the preview left out: `id#occurrence`. */ leftOut: z.array(z.string().max(60)).max(400) }))
    .output(changed),
  /** Takes an application back while nothing was done with it: the plan is gone. @throws STALE, ILLEGAL_STATE */
  undoApply: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object(seen)).output(z.object({ patientId: id })),
  /** The plans of a person, those that run first; reading is audited. @throws NOT_FOUND, RESTRICTED */
  ofPatient: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({ today: isoDate, plans: z.array(plan).max(100), mayWrite: z.boolean(), mayBook: z.boolean() })),
  /** What other dates would move. Nothing is kept. */
  previewMove: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ planId: id, anchors })).output(z.object({ moved: z.array(moved) })),
  /** Moves a plan to other dates: its open steps follow; a booked visit stays where it is and is told as outside its window. @throws STALE, ILLEGAL_STATE, INVALID */
  move: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, anchors })).output(changed),
  pause: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: filled(300) })).output(changed),
  /** Goes on: the dates are put off by the days of the pause, or stay. */
  resume: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, dates: z.enum(['put-off', 'stay']) })).output(changed),
  end: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: z.enum(planEndings), note: line(300) })).output(changed),
  /** Opens an ended plan again, as it was. */
  reopen: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object(seen)).output(changed),
  /**
   * Notes a step as done on a day, or skipped with a reason. `visit`, `assessment`, `fact`: what fulfilled it. Whoever does not write in every record closes the steps of their profession. `practitionerId`: who did it; the one of the visit, or the caller, where it is not said.
   * A step whose act asks for training is done by somebody trained for it on that day; where it is asked and not required, `competence` says what somebody without it rests on. @throws STALE, FORBIDDEN, INVALID, REASON_REQUIRED, NOT_TRAINED
   */
  closeStep: operation({ access: 'appointment.book', scope: 'own' })
    .input(z.object({ ...seenStep, as: z.enum(['done', 'skipped']), on: isoDate, words: line(300), appointmentId: id.nullable().default(null), assessmentId: id.nullable().default(null), fact: z.object({ kind: z.enum(['results', ...enteredFacts]), id }).nullable().default(null), practitionerId: id.nullable().default(null), competence: line(300).default('') }))
    .output(changed),
  reopenStep: operation({ access: 'appointment.book', scope: 'own' }).input(z.object(seenStep)).output(changed),
  /** Says which visit is the one of a step; null: none any more. @throws STALE, INVALID, NOT_TRAINED (who sees the person is not trained for the act) */
  linkVisit: operation({ access: 'appointment.book', scope: 'own' }).input(z.object({ ...seenStep, appointmentId: id.nullable() })).output(changed),
  /** A visit outside the window stays where it is, with a reason. */
  keepVisit: operation({ access: 'appointment.book', scope: 'own' }).input(z.object({ ...seenStep, reason: filled(300) })).output(changed),
  /**
   * Steps due and late, of living people whose records the caller reads, the oldest first: one's own (`mine`), everybody's, or
   * visits still to book. Without the right to clinical data: who, by whom and until when, no more.
   */
  due: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ list: z.enum(['mine', 'all', 'to-book']), after: cursor.nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({
      rows: z.array(z.object({
        stepId: id, version: z.int(), patient: patientSummary, phone: z.string().nullable(), kind: z.enum(stepKinds), roles: z.array(z.enum(roles)), modalities: z.array(visitModality), title: bilingual.nullable(), label: bilingual.nullable(),
        dueOn: isoDate, fromOn: isoDate, untilOn: isoDate, daysLate: z.int(), visitOn: isoDate.nullable(), practitionerName: z.string().nullable(),
      })).max(100),
      next: cursor.nullable(), total: z.int(), today: isoDate,
    })),
};
