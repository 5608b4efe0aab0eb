import type { DatedStep, FollowUpPlan, PlanStep, RecognisedFact } from '#contract/plans.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { type Caller, commandLineCaller } from '../users/caller.ts';
import { daysFrom, shiftDays } from './plan-date-rules.ts';
import type { Dated } from './plan-dating-rules.ts';
import { type PersonFacts, testLabel } from './person-facts.ts';
import { nameableTests } from './plan-content.ts';
import type { PlanRow, StepRow } from './plan-repository.ts';
import { isAmong, recognise } from './recognition-rules.ts';
import type { StepActs } from './step-acts.ts';
import type { TemplateReader } from './template-reader.ts';
import type { TemplateVersion } from './template-repository.ts';

/** Plans and dated steps as the page is told of them. */

/** How long ago a visit or an assessment may be and still be proposed as a step. */
const recognisedDays = 200;

type StepOfTemplate = TemplateVersion['content']['body']['steps'][number];

type VisitFact = Awaited<ReturnType<PersonFacts['since']>>['visits'][number];

const unknownWords = (code: string) => ({ fr: code, en: code });

/** What a step of a template says, with its dates. */
export function saidOf(step: StepOfTemplate | undefined, { code, occurrence, kind, roles, idealOn, fromOn, untilOn, dueOn, reasons }: Pick<StepRow, 'code' | 'occurrence' | 'kind' | 'roles' | 'idealOn' | 'fromOn' | 'untilOn' | 'dueOn' | 'reasons'>, mergedWith: DatedStep['mergedWith']): DatedStep {
  return {
    code, occurrence, kind, roles: [...roles], modalities: [...(step?.modalities ?? [])], label: step?.label ?? unknownWords(code), what: step?.what ?? unknownWords(code), goOnIf: step?.goOnIf ?? null, minutes: step?.minutes ?? null, purpose: step?.purpose ?? null,
    idealOn, fromOn, untilOn, dueOn, reasons: [...reasons], mergedWith,
  };
}

/** A step that is only dated, not on file. */
export const datedOnly = (one: Dated, mergedWith: DatedStep['mergedWith']): DatedStep => saidOf(one.step, { ...one, code: one.step.id, kind: one.step.kind, roles: one.step.roles }, mergedWith);

/** Whether somebody may say that a step is done: who writes in records, or has its profession. */
export function mayCloseStep(caller: Caller, { roles }: Pick<StepRow, 'roles'>): boolean {
  return caller.grants['appointment.book'] !== undefined && (caller.grants['patient.clinical.write'] === 'clinic' || roles.some((role) => caller.roles.includes(role)));
}

export interface ViewInput {
  readonly plans: readonly PlanRow[];
  readonly steps: readonly StepRow[];
  readonly today: string;
}

/** The plans of one person, with what was found that may be their steps. */
export async function viewPlans(db: ReadExecutor, caller: Caller, patientId: string, { plans, steps, today }: ViewInput, templates: TemplateReader, personFacts: PersonFacts, acts: StepActs): Promise<FollowUpPlan[]> {
  const recent = shiftDays(today, -recognisedDays);
  const known = await personFacts.since(db, patientId, recent);
  const { visits, assessments } = known;
  const inForce = new Map((await templates.inForce(db)).map((version) => [version.content.id, version]));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const takenVisits = new Set(steps.flatMap(({ appointmentId }) => (appointmentId === null ? [] : [appointmentId])));
  const takenAssessments = new Set(steps.flatMap(({ assessmentId }) => (assessmentId === null ? [] : [assessmentId])));
  const takenEntries = new Set(steps.flatMap(({ fact }) => (fact === null || fact.kind === 'results' ? [] : [fact.id])));
  const stepOfTemplate = async ({ templateId, code }: StepRow): Promise<StepOfTemplate | undefined> => (await templates.version(db, templateId)).content.body.steps.find(({ id }) => id === code);
  const mergedOf = async (id: string | null): Promise<DatedStep['mergedWith']> => {
    const other = id === null ? undefined : byId.get(id);
    const plan = other && planById.get(other.planId);
    if (!other || !plan) return null;
    return { title: (await templates.version(db, plan.templateId)).content.body.title, label: (await stepOfTemplate(other))?.label ?? unknownWords(other.code), dueOn: other.dueOn };
  };
  const recognisedFor = (row: StepRow, step: StepOfTemplate | undefined): RecognisedFact | null => {
    // A step that goes with another is served by that one's visit too.
    const other = row.mergedWith === null ? undefined : byId.get(row.mergedWith);
    const shared = other?.appointmentId ?? null;
    const free = visits.filter(({ id, on }) => on >= recent && (!takenVisits.has(id) || id === shared));
    // The results of a day may serve two plans, never two steps of one.
    const results = known.results.filter(({ on }) => !steps.some((one) => one.planId === row.planId && one.fact?.kind === 'results' && one.doneOn === on));
    const asked = (step?.tests ?? []).flatMap((code) => nameableTests.get(code) ?? []);
    const found = recognise(
      { ...row, instruments: step?.instruments ?? [], tests: asked, facts: step?.facts ?? [] },
      { visits: free, assessments: assessments.filter(({ id }) => !takenAssessments.has(id)), results, entries: known.entries.filter(({ id }) => !takenEntries.has(id)) },
    );
    if (found === null) return null;
    const { kind, id } = found;
    const told = { kind, id, status: null, by: '', said: [], missing: [] };
    if (kind === 'visit') return recognisedVisit(visits.find((one) => one.id === id));
    if (kind === 'assessment') {
      const one = assessments.find((each) => each.id === id);
      return one ? { ...told, on: one.on, by: one.by } : null;
    }
    if (kind === 'results') {
      const day = results.find((one) => one.id === id);
      return day ? { ...told, on: day.on, said: day.tests.map(testLabel), missing: asked.filter((one) => !isAmong(one, day)).map(({ label }) => label) } : null;
    }
    const entry = known.entries.find((one) => one.id === id);
    return entry ? { ...told, on: entry.on, said: entry.said === null ? [] : [{ fr: entry.said, en: entry.said }] } : null;
  };
  const stepView = async (plan: PlanRow, row: StepRow): Promise<PlanStep> => {
    const step = await stepOfTemplate(row);
    const act = await acts.actOf(db, row);
    const visit = row.appointmentId === null ? undefined : visits.find(({ id }) => id === row.appointmentId);
    const isOpen = row.state === 'open';
    const isRunning = plan.state === 'running';
    const standing = !isOpen ? (row.state === 'done' ? 'done' : 'skipped') : visit && !visit.isDone ? 'booked' : !isRunning ? 'later' : row.untilOn < today ? 'late' : row.fromOn <= today ? 'due' : 'later';
    const isNear = isOpen && isRunning && row.fromOn <= shiftDays(today, recognisedDays);
    return {
      ...saidOf(step, row, await mergedOf(row.mergedWith)), id: row.id, version: row.version, standing, daysLate: standing === 'late' ? daysFrom(row.untilOn, today) : 0, doneOn: row.doneOn, words: row.words, closedBy: row.closedByName,
      visit: visit ? { appointmentId: visit.id, on: visit.on, status: visit.status, practitionerId: visit.practitionerId, by: visit.by } : null, isOutside: isOpen && visit !== undefined && row.keptReason === null && (visit.on < row.fromOn || visit.on > row.untilOn), keptReason: row.keptReason,
      recognised: !isNear ? null : visit === undefined ? recognisedFor(row, step) : visit.isDone ? recognisedVisit(visit) : null,
      act, performedBy: row.performedBy, competence: row.competence,
      mayClose: isOpen && mayCloseStep(caller, row) && (await isOffered(act)),
    };
  };
  /** Whoever writes in every record may say who did it; the others close what they are trained for, and what only asks for it. */
  const isOffered = async (act: PlanStep['act']): Promise<boolean> => caller.grants['patient.clinical.write'] === 'clinic' || acts.mayDo(db, act, caller.practitionerId, today);
  const order = { running: 0, paused: 1, ended: 2 } as const;
  const views: FollowUpPlan[] = [];
  for (const plan of [...plans].sort((one, other) => order[one.state] - order[other.state])) {
    const { content } = await templates.version(db, plan.templateId);
    const { body } = content;
    const own = steps.filter(({ planId }) => planId === plan.id);
    const newer = inForce.get(content.id);
    views.push({
      id: plan.id, version: plan.version, templateId: plan.templateId, code: content.id, templateVersion: content.version, title: body.title, about: body.about,
      anchors: body.anchors.map(({ code, label }) => ({ code, label, on: plan.anchors[code] ?? null })), options: body.options.filter(({ code }) => plan.options.includes(code)).map(({ label }) => label),
      practitioner: plan.practitionerId === null ? null : { id: plan.practitionerId, name: plan.practitionerName ?? '' }, state: plan.state, stateSince: plan.stateSince, stateReason: plan.stateReason, stateNote: plan.stateNote, putOffDays: plan.putOffDays,
      createdAt: plan.createdAt, createdBy: plan.creatorName ?? (plan.createdBy === commandLineCaller.userId ? commandLineCaller.displayName : plan.createdBy), mayUndo: isUntouched(plan, own), escalation: body.escalation, between: body.between, next: body.next ?? null, sources: content.sources.map(({ label }) => label), isReviewed: content.status === 'signed-off',
      newer: newer && newer.id !== plan.templateId ? { templateId: newer.id, version: newer.content.version } : null,
      steps: await Promise.all(own.map((row) => stepView(plan, row))),
    });
  }
  return views;
}

const recognisedVisit = (visit: VisitFact | undefined): RecognisedFact | null => (visit ? { kind: 'visit', id: visit.id, on: visit.on, status: visit.status, by: visit.by, said: [], missing: [] } : null);

/** Nothing was done with the plan since it was applied. */
export function isUntouched(plan: Pick<PlanRow, 'version' | 'state'>, steps: readonly Pick<StepRow, 'version'>[]): boolean {
  return plan.version === 1 && plan.state === 'running' && steps.every(({ version }) => version === 1);
}
