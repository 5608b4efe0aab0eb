import type { PlanAct } from '#contract/plans.ts';
import type { ActGuard } from '../credentials/act-guard.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { changeStep, openStepsOfVisit, plansOf, type StepRow, stepsOf } from './plan-repository.ts';
import type { TemplateReader } from './template-reader.ts';

/** Acts of steps that ask for training, and the refusal of those who do not have it. */
export function createStepActs(templates: TemplateReader, guard: ActGuard) {
  const actOf = async (db: ReadExecutor, { templateId, code }: Pick<StepRow, 'templateId' | 'code'>): Promise<PlanAct | null> => {
    const { body } = (await templates.version(db, templateId)).content;
    const step = body.steps.find(({ id }) => id === code);
    return step?.act === undefined ? null : (body.acts?.find((act) => act.code === step.act) ?? null);
  };
  /** @throws DeclaredError `NOT_TRAINED` */
  const require = async (db: ReadExecutor, step: Pick<StepRow, 'templateId' | 'code'>, practitionerId: string | null, on: string): Promise<PlanAct | null> => {
    const act = await actOf(db, step);
    if (act) await guard.require(db, act, practitionerId, on);
    return act;
  };
  return {
    /** Notes the first open step of an act as done, by whoever did it; null where none waits for it. The step’s plan, once done. */
    fulfil: async (db: WriteExecutor, patientId: string, act: string, { on, practitionerId, now, userId }: { readonly on: string; readonly practitionerId: string; readonly now: string; readonly userId: string }): Promise<string | null> => {
      const running = (await plansOf(db, patientId)).filter(({ state }) => state === 'running').map(({ id }) => id);
      for (const step of await stepsOf(db, running)) {
        if (step.state !== 'open' || (await actOf(db, step))?.code !== act) continue;
        await changeStep(db, step.id, step.version, { state: 'done', doneOn: on, performedBy: practitionerId, closed: { at: now, by: userId } });
        return step.planId;
      }
      return null;
    },
    /** Opens the step of an act again that was noted as done with something that was not done after all; null where none was. */
    reopen: async (db: WriteExecutor, patientId: string, act: string, { on, practitionerId }: { readonly on: string; readonly practitionerId: string }): Promise<string | null> => {
      const running = (await plansOf(db, patientId)).filter(({ state }) => state === 'running').map(({ id }) => id);
      for (const step of [...(await stepsOf(db, running))].reverse()) {
        if (step.state !== 'done' || step.doneOn !== on || step.performedById !== practitionerId || step.appointmentId !== null || (await actOf(db, step))?.code !== act) continue;
        await changeStep(db, step.id, step.version, { state: 'open', doneOn: null, performedBy: null, closed: null });
        return step.planId;
      }
      return null;
    },
    actOf,
    require,
    /** Whether somebody may do a step on a day; a step that asks for nothing may be done by all. */
    mayDo: async (db: ReadExecutor, act: PlanAct | null, practitionerId: string | null, on: string): Promise<boolean> => act === null || (practitionerId !== null && guard.mayDo(db, practitionerId, act.requires, on)),
    /** The same for a visit: the acts of every open step it was booked for. */
    requireForVisit: async (db: ReadExecutor, { appointmentId, practitionerId, on }: { readonly appointmentId: string; readonly practitionerId: string; readonly on: string }): Promise<void> => {
      for (const step of await openStepsOfVisit(db, appointmentId)) await require(db, step, practitionerId, on);
    },
  };
}

export type StepActs = ReturnType<typeof createStepActs>;
