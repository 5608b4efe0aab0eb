import { type Role, roles } from '#contract/permissions.ts';
import { enteredFacts, type PlanState, planStates, type Shift, shift, stepKinds, type StepKind } from '#contract/plans.ts';
import { z } from 'zod';
import { professionalName } from '../people/person-name.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Plans and their steps, as they are kept. */

export interface PlanRow {
  readonly id: string;
  readonly patientId: string;
  readonly templateId: string;
  readonly anchors: Readonly<Record<string, string | null>>;
  readonly putOffDays: number;
  readonly options: readonly string[];
  readonly leftOut: readonly string[];
  readonly practitionerId: string | null;
  readonly practitionerName: string | null;
  readonly practitionerRole: string | null;
  readonly state: PlanState;
  readonly stateSince: string;
  readonly stateReason: string | null;
  readonly stateNote: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly creatorName: string | null;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
  readonly version: number;
}

/** What, entered in the record, fulfilled a step. */
export interface StepFact {
  readonly kind: (typeof factKinds)[number];
  readonly id: string;
}
const factKinds = ['results', ...enteredFacts] as const;

export interface StepRow {
  readonly id: string;
  readonly planId: string;
  readonly patientId: string;
  readonly templateId: string;
  readonly code: string;
  readonly occurrence: number;
  readonly kind: StepKind;
  readonly roles: readonly Role[];
  readonly practitionerId: string | null;
  readonly idealOn: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly dueOn: string;
  readonly reasons: readonly Shift[];
  readonly mergedWith: string | null;
  readonly state: 'open' | 'done' | 'skipped';
  readonly doneOn: string | null;
  readonly words: string | null;
  readonly appointmentId: string | null;
  readonly assessmentId: string | null;
  readonly fact: StepFact | null;
  readonly keptReason: string | null;
  /** Who did it, where it asks for training. */
  readonly performedById: string | null;
  readonly performedBy: string | null;
  /** What they rested on, where the training was asked for and not noted of them that day. */
  readonly competence: string | null;
  readonly closedAt: string | null;
  readonly closedByName: string | null;
  readonly version: number;
}

const anchorsKept = z.record(z.string(), z.string().nullable());
const codesKept = z.array(z.string());
const reasonsKept = z.array(shift);
const roleList = z.array(z.enum(roles));
const stepState = z.enum(['open', 'done', 'skipped']);

/** No record has more. */
const mostPlans = 100;
const mostSteps = 4000;

function planRows(db: ReadExecutor) {
  return db
    .selectFrom('follow_up_plan as p')
    .leftJoin('user_account as u', 'u.id', 'p.created_by')
    .leftJoin('user_account as c', 'c.id', 'p.updated_by')
    .leftJoin('practitioner as w', 'w.id', 'p.practitioner_id')
    .selectAll('p')
    .select(['u.display_name as creator', 'c.display_name as changer', 'w.prefix', 'w.family_name', 'w.given_name', 'w.clinic_role']);
}

function planOf(row: Awaited<ReturnType<ReturnType<typeof planRows>['execute']>>[number]): PlanRow {
  return {
    id: row.id, patientId: row.patient_id, templateId: row.template_id, anchors: anchorsKept.parse(JSON.parse(row.anchors)), putOffDays: row.put_off_days, options: codesKept.parse(JSON.parse(row.options)), leftOut: codesKept.parse(JSON.parse(row.left_out)),
    practitionerId: row.practitioner_id, practitionerName: row.practitioner_id === null ? null : professionalName({ prefix: row.prefix, givenName: row.given_name ?? '', familyName: row.family_name ?? '' }),
    practitionerRole: row.clinic_role, state: z.enum(planStates).parse(row.state), stateSince: row.state_since, stateReason: row.state_reason, stateNote: row.state_note,
    createdAt: row.created_at, createdBy: row.created_by, creatorName: row.creator, updatedAt: row.updated_at, updatedByName: row.changer, version: row.version,
  };
}

/** The plans of a record, the last applied first. */
export async function plansOf(db: ReadExecutor, patientId: string): Promise<readonly PlanRow[]> {
  return (await planRows(db).where('p.patient_id', '=', await livingRecord(db, patientId)).orderBy('p.created_at', 'desc').orderBy('p.id', 'desc').limit(mostPlans).execute()).map(planOf);
}

export async function planById(db: ReadExecutor, id: string): Promise<PlanRow | undefined> {
  const row = await planRows(db).where('p.id', '=', id).executeTakeFirst();
  return row && planOf(row);
}

function stepRows(db: ReadExecutor) {
  return db.selectFrom('follow_up_step as s').leftJoin('user_account as u', 'u.id', 's.closed_by').leftJoin('practitioner as d', 'd.id', 's.performed_by').selectAll('s').select(['u.display_name as closer', 'd.prefix', 'd.given_name', 'd.family_name']);
}

function stepOf(row: Awaited<ReturnType<ReturnType<typeof stepRows>['execute']>>[number]): StepRow {
  return {
    id: row.id, planId: row.plan_id, patientId: row.patient_id, templateId: row.template_id, code: row.code, occurrence: row.occurrence, kind: z.enum(stepKinds).parse(row.kind), roles: rolesOf(row.roles), practitionerId: row.practitioner_id,
    idealOn: row.ideal_on, fromOn: row.from_on, untilOn: row.until_on, dueOn: row.due_on, reasons: reasonsKept.parse(JSON.parse(row.reasons)), mergedWith: row.merged_with, state: stepState.parse(row.state), doneOn: row.done_on, words: row.words,
    appointmentId: row.appointment_id, assessmentId: row.assessment_id, fact: row.fact_kind === null || row.fact_id === null ? null : { kind: z.enum(factKinds).parse(row.fact_kind), id: row.fact_id }, keptReason: row.kept_reason, performedById: row.performed_by, performedBy: row.family_name === null ? null : professionalName({ prefix: row.prefix, givenName: row.given_name ?? '', familyName: row.family_name }), competence: row.competence, closedAt: row.closed_at, closedByName: row.closer, version: row.version,
  };
}

/** Roles between spaces, so that one of them is found by its word. */
export const rolesText = (list: readonly Role[]): string => ` ${list.join(' ')} `;
export const rolesOf = (text: string): Role[] => roleList.parse(text.trim().split(' '));

/** The steps of these plans, by their days. */
export async function stepsOf(db: ReadExecutor, planIds: readonly string[]): Promise<readonly StepRow[]> {
  if (planIds.length === 0) return [];
  return (await stepRows(db).where('s.plan_id', 'in', planIds).orderBy('s.due_on').orderBy('s.ideal_on').orderBy('s.id').limit(mostSteps).execute()).map(stepOf);
}

export async function stepById(db: ReadExecutor, id: string): Promise<StepRow | undefined> {
  const row = await stepRows(db).where('s.id', '=', id).executeTakeFirst();
  return row && stepOf(row);
}

/** Steps still open that a visit was booked for. */
export async function openStepsOfVisit(db: ReadExecutor, appointmentId: string): Promise<readonly StepRow[]> {
  return (await stepRows(db).where('s.appointment_id', '=', appointmentId).where('s.state', '=', 'open').execute()).map(stepOf);
}

/** Steps looked through for what was done without noted training. */
const mostUnnoted = 1000;

/** Steps done by somebody whose training was asked for and not noted, the last done first. */
export async function stepsWithoutTraining(db: ReadExecutor): Promise<readonly StepRow[]> {
  return (await stepRows(db).where('s.competence', 'is not', null).where('s.state', '=', 'done').orderBy('s.done_on', 'desc').orderBy('s.id').limit(mostUnnoted).execute()).map(stepOf);
}

export interface NewPlan {
  readonly id: string;
  readonly patientId: string;
  readonly templateId: string;
  readonly anchors: Readonly<Record<string, string | null>>;
  readonly options: readonly string[];
  readonly leftOut: readonly string[];
  readonly practitionerId: string | null;
  readonly today: string;
  readonly now: string;
  readonly userId: string;
}

export async function insertPlan(db: WriteExecutor, plan: NewPlan): Promise<void> {
  await db
    .insertInto('follow_up_plan')
    .values({
      id: plan.id, patient_id: await livingRecord(db, plan.patientId), template_id: plan.templateId, anchors: JSON.stringify(plan.anchors), options: JSON.stringify(plan.options), left_out: JSON.stringify(plan.leftOut),
      practitioner_id: plan.practitionerId, state: 'running', state_since: plan.today, state_reason: null, state_note: null, created_at: plan.now, created_by: plan.userId, updated_at: plan.now, updated_by: plan.userId, version: 1,
    })
    .execute();
}

export interface PlanChange {
  readonly anchors?: Readonly<Record<string, string | null>>;
  readonly templateId?: string;
  readonly options?: readonly string[];
  readonly putOffDays?: number;
  readonly state?: { readonly state: PlanState; readonly since: string; readonly reason: string | null; readonly note: string | null };
}

/** Changes a plan at the version seen; false when it has moved on. */
export async function changePlan(db: WriteExecutor, id: string, version: number, change: PlanChange, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const { anchors, templateId, options, putOffDays, state } = change;
  const done = await db
    .updateTable('follow_up_plan')
    .set({
      ...(anchors && { anchors: JSON.stringify(anchors) }), ...(templateId !== undefined && { template_id: templateId }), ...(options && { options: JSON.stringify(options) }), ...(putOffDays !== undefined && { put_off_days: putOffDays }),
      ...(state && { state: state.state, state_since: state.since, state_reason: state.reason, state_note: state.note }), updated_at: now, updated_by: userId, version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Takes a plan out with its steps. */
export async function deletePlan(db: WriteExecutor, id: string): Promise<void> {
  await db.updateTable('follow_up_step').set({ merged_with: null }).where('merged_with', 'in', db.selectFrom('follow_up_step').select('id').where('plan_id', '=', id)).execute();
  await db.deleteFrom('follow_up_step').where('plan_id', '=', id).execute();
  await db.deleteFrom('follow_up_plan').where('id', '=', id).execute();
}

export type StepDates = Pick<StepRow, 'idealOn' | 'fromOn' | 'untilOn' | 'dueOn' | 'reasons' | 'mergedWith'>;
export type NewStep = StepDates & Pick<StepRow, 'id' | 'planId' | 'patientId' | 'templateId' | 'code' | 'occurrence' | 'kind' | 'roles' | 'practitionerId'>;

const dateColumns = ({ idealOn, fromOn, untilOn, dueOn, reasons, mergedWith }: StepDates) => ({ ideal_on: idealOn, from_on: fromOn, until_on: untilOn, due_on: dueOn, reasons: JSON.stringify(reasons), merged_with: mergedWith });

export async function insertSteps(db: WriteExecutor, steps: readonly NewStep[]): Promise<void> {
  for (let from = 0; from < steps.length; from += 50) {
    await db
      .insertInto('follow_up_step')
      .values(steps.slice(from, from + 50).map((step) => ({
        id: step.id, plan_id: step.planId, patient_id: step.patientId, template_id: step.templateId, code: step.code, occurrence: step.occurrence, kind: step.kind, roles: rolesText(step.roles), practitioner_id: step.practitionerId, ...dateColumns(step),
        state: 'open', done_on: null, words: null, appointment_id: null, assessment_id: null, kept_reason: null, closed_at: null, closed_by: null, version: 1,
      })))
      .execute();
  }
}

/** Gives a step other dates; its version stays, as nobody did anything to it. */
export async function redateStep(db: WriteExecutor, id: string, dates: StepDates, now: Pick<StepRow, 'templateId' | 'kind' | 'roles' | 'practitionerId'>): Promise<void> {
  await db.updateTable('follow_up_step').set({ ...dateColumns(dates), template_id: now.templateId, kind: now.kind, roles: rolesText(now.roles), practitioner_id: now.practitionerId }).where('id', '=', id).execute();
}

export async function deleteSteps(db: WriteExecutor, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('follow_up_step').where('id', 'in', ids).execute();
}

export interface StepChange {
  readonly state?: 'open' | 'done' | 'skipped';
  readonly doneOn?: string | null;
  readonly words?: string | null;
  readonly appointmentId?: string | null;
  readonly assessmentId?: string | null;
  readonly fact?: StepFact | null;
  readonly keptReason?: string | null;
  readonly performedBy?: string | null;
  readonly competence?: string | null;
  readonly closed?: { readonly at: string; readonly by: string } | null;
}

/** Changes a step at the version seen; false when it has moved on. */
export async function changeStep(db: WriteExecutor, id: string, version: number, change: StepChange): Promise<boolean> {
  const { state, doneOn, words, appointmentId, assessmentId, fact, keptReason, performedBy, competence, closed } = change;
  const done = await db
    .updateTable('follow_up_step')
    .set({
      ...(state && { state }), ...(doneOn !== undefined && { done_on: doneOn }), ...(words !== undefined && { words }), ...(appointmentId !== undefined && { appointment_id: appointmentId }), ...(assessmentId !== undefined && { assessment_id: assessmentId }), ...(fact !== undefined && { fact_kind: fact?.kind ?? null, fact_id: fact?.id ?? null }),
      ...(keptReason !== undefined && { kept_reason: keptReason }), ...(performedBy !== undefined && { performed_by: performedBy }), ...(competence !== undefined && { competence }), ...(closed !== undefined && { closed_at: closed?.at ?? null, closed_by: closed?.by ?? null }), version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
