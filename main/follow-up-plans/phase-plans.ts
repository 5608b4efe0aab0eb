import type { Outputs } from '#contract/index.ts';
import type { Bilingual } from '#contract/triage.ts';
import { phaseAnchor } from '../pathways/phase-template-rules.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { previewPlanMigration, settingUnder } from './plan-migration.ts';
import { daysFrom } from './plan-date-rules.ts';
import type { PlanHistory } from './plan-history.ts';
import { changePlan, deletePlan, insertPlan, planById, type PlanChange, type PlanRow, stepsOf } from './plan-repository.ts';
import { isUntouched } from './plan-view.ts';
import type { PlanStanding } from './plan-standing.ts';
import type { Planner } from './planner.ts';
import type { TemplateReader } from './template-reader.ts';
import { phaseTemplate } from './template-repository.ts';

interface By {
  readonly userId: string;
  readonly now: string;
  readonly today: string;
}

/** The steps of a phase: the code of their template, and the version of the pathway. */
interface PhaseSteps {
  readonly templateCode: string;
  readonly version: string;
}

export interface NextStep {
  readonly label: Bilingual;
  readonly dueOn: string;
  readonly isLate: boolean;
}

/**
 * Plans that follow a person through the phases of a pathway: begun, put off and ended in the transaction of whoever moves
 * the person. A plan somebody paused or ended by hand is left as they left it.
 */
export function createPhasePlans(templates: TemplateReader, planner: Planner, history: PlanHistory) {
  const change = async (db: WriteExecutor, plan: PlanRow, part: PlanChange, by: By): Promise<PlanRow | undefined> => {
    await changePlan(db, plan.id, plan.version, part, by);
    const changed = await planById(db, plan.id);
    await history.plan(db, plan, changed, by);
    return changed;
  };

  /** Begins the steps of a phase, counted from its first day. Null where the phase has none. */
  const begin = async (db: WriteExecutor, { planId, patientId, templateCode, version, on }: { readonly planId: string; readonly patientId: string; readonly templateCode: string; readonly version: string; readonly on: string }, by: By): Promise<string | null> => {
    const templateId = await phaseTemplate(db, templateCode, version);
    if (templateId === undefined) return null;
    await insertPlan(db, { id: planId, patientId, templateId, anchors: { [phaseAnchor]: on }, options: [], leftOut: [], practitionerId: null, ...by });
    const plan = await planById(db, planId);
    if (plan) await planner.redate(db, plan, by.today);
    await history.plan(db, undefined, plan, by);
    return planId;
  };

  return {
    begin,

    pause: async (db: WriteExecutor, planId: string, note: string, by: By): Promise<void> => {
      const plan = await planById(db, planId);
      if (plan?.state === 'running') await change(db, plan, { state: { state: 'paused', since: by.today, reason: null, note } }, by);
    },

    /** Goes on: the dates are put off by the days of the pause, or stay. */
    resume: async (db: WriteExecutor, planId: string, dates: 'put-off' | 'stay', by: By): Promise<void> => {
      const plan = await planById(db, planId);
      if (plan?.state !== 'paused') return;
      const putOffDays = plan.putOffDays + (dates === 'put-off' ? daysFrom(plan.stateSince, by.today) : 0);
      const changed = await change(db, plan, { putOffDays, state: { state: 'running', since: by.today, reason: null, note: plan.stateNote } }, by);
      if (changed) await planner.redate(db, changed, by.today, dates === 'put-off' ? 'all' : 'missing');
    },

    /** What the steps of the phase of another version would change; nothing where the plan is over, or there is none. */
    previewMigration: async (db: ReadExecutor, planId: string | null, { templateCode, version }: PhaseSteps, today: string): Promise<Outputs['plans']['previewMigration']> => {
      const plan = planId === null ? undefined : await planById(db, planId);
      const templateId = await phaseTemplate(db, templateCode, version);
      if (plan?.state === 'ended') return { moved: [], added: [], removed: [] };
      if (plan && templateId !== undefined) return previewPlanMigration(db, planner, plan, await templates.version(db, templateId), today);
      const labels = async (id: string) => (await templates.version(db, id)).content.body.steps.map(({ label }) => label);
      return { moved: [], added: templateId === undefined ? [] : await labels(templateId), removed: plan ? await labels(plan.templateId) : [] };
    },

    /** Takes the plan of a phase over to the steps of another version. Answers the plan the person follows from then on. */
    migrate: async (db: WriteExecutor, planId: string | null, steps: PhaseSteps & { readonly newPlanId: string; readonly patientId: string; readonly on: string }, by: By): Promise<string | null> => {
      const plan = planId === null ? undefined : await planById(db, planId);
      if (!plan) return begin(db, { planId: steps.newPlanId, ...steps }, by);
      if (plan.state === 'ended') return plan.id;
      const templateId = await phaseTemplate(db, steps.templateCode, steps.version);
      if (templateId === undefined) {
        await change(db, plan, { state: { state: 'ended', since: by.today, reason: 'other', note: null } }, by);
        return null;
      }
      const changed = await change(db, plan, { templateId, ...settingUnder(plan, await templates.version(db, templateId)) }, by);
      if (changed) await planner.redate(db, changed, by.today, 'all');
      return plan.id;
    },

    end: async (db: WriteExecutor, planId: string, reason: 'completed' | 'other', note: string | null, by: By): Promise<void> => {
      const plan = await planById(db, planId);
      if (plan && plan.state !== 'ended') await change(db, plan, { state: { state: 'ended', since: by.today, reason, note } }, by);
    },

    /** Takes a plan out as if it had not been begun; false where something was done with it since. */
    takeBack: async (db: WriteExecutor, planId: string, by: By): Promise<boolean> => {
      const plan = await planById(db, planId);
      if (!plan) return true;
      if (!isUntouched(plan, await stepsOf(db, [planId]))) return false;
      await deletePlan(db, planId);
      await history.plan(db, plan, undefined, by);
      return true;
    },

    /** Goes on with a plan that was ended with its phase. */
    reopen: async (db: WriteExecutor, planId: string, by: By): Promise<void> => {
      const plan = await planById(db, planId);
      if (plan?.state === 'ended') await change(db, plan, { state: { state: 'running', since: by.today, reason: null, note: null } }, by);
    },

    /** How a plan stands, to be restored if what changes it is taken back; null where there is none. */
    standing: async (db: ReadExecutor, planId: string | null): Promise<PlanStanding | null> => {
      const plan = planId === null ? undefined : await planById(db, planId);
      return plan ? { state: plan.state, since: plan.stateSince, reason: plan.stateReason, note: plan.stateNote, putOffDays: plan.putOffDays } : null;
    },

    /** Has a plan stand as it did; its dates follow where they were put off. False where a step was closed after an instant. */
    restore: async (db: WriteExecutor, planId: string, { state, since, reason, note, putOffDays }: PlanStanding, instant: string, by: By): Promise<boolean> => {
      const plan = await planById(db, planId);
      if (!plan) return true;
      if ((await stepsOf(db, [planId])).some(({ closedAt }) => closedAt !== null && closedAt > instant)) return false;
      const moved = plan.putOffDays === putOffDays ? plan : await change(db, plan, { putOffDays }, by);
      if (moved && moved !== plan) await planner.redate(db, moved, by.today, 'all');
      const dated = await planById(db, planId);
      if (dated) await change(db, dated, { state: { state, since, reason, note } }, by);
      return true;
    },

    /** The first open step of each of these plans. */
    nextSteps: async (db: ReadExecutor, planIds: readonly string[], today: string): Promise<ReadonlyMap<string, NextStep>> => {
      const found = new Map<string, NextStep>();
      for (const { planId, templateId, code, state, dueOn, untilOn } of await stepsOf(db, planIds)) {
        if (state !== 'open' || found.has(planId)) continue;
        const label = (await templates.version(db, templateId)).content.body.steps.find(({ id }) => id === code)?.label ?? { fr: code, en: code };
        found.set(planId, { label, dueOn, isLate: untilOn < today });
      }
      return found;
    },
  };
}

export type PhasePlans = ReturnType<typeof createPhasePlans>;
