import type { PlanAct } from '#contract/plans.ts';
import type { ActGuard } from '../credentials/act-guard.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { changeStep, openStepsOfVisit, plansOf, type StepRow, stepsOf, stepsWithoutTraining } from './plan-repository.ts';
import type { TemplateReader } from './template-reader.ts';

/** Acts of steps that ask for training, and the refusal of those who do not have it. */
export function createStepActs(templates: TemplateReader, guard: ActGuard) {
  const actOf = async (db: ReadExecutor, { templateId, code }: Pick<StepRow, 'templateId' | 'code'>): Promise<PlanAct | null> => {
    const { body } = (await templates.version(db, templateId)).content;
    const step = body.steps.find(({ id }) => id === code);
    return step?.act === undefined ? null : (body.acts?.find((act) => act.code === step.act) ?? null);
  };
  /** Refuses who is to do a step and lacks what it requires; training that is only asked for is spoken of once the step is done. @throws DeclaredError `NOT_TRAINED` */
  const require = async (db: ReadExecutor, step: Pick<StepRow, 'templateId' | 'code'>, practitionerId: string | null, on: string): Promise<void> => {
    const act = await actOf(db, step);
    if (act && act.training !== 'asked') await guard.require(db, act, practitionerId, on);
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
        await changeStep(db, step.id, step.version, { state: 'open', doneOn: null, performedBy: null, competence: null, closed: null });
        return step.planId;
      }
      return null;
    },
    actOf,
    require,
    /**
     * Who did a step on a day, and, where the training it asks for is not noted of them, what they say they rest on; both null
     * where it asks for none. Nobody known is nobody who may say so.
     *
     * @throws DeclaredError `NOT_TRAINED`: with `mayState` where saying so is all that is missing
     */
    performed: async (db: ReadExecutor, step: Pick<StepRow, 'templateId' | 'code'>, practitionerId: string | null, { on, competence }: { readonly on: string; readonly competence: string }): Promise<{ readonly performedBy: string | null; readonly competence: string | null }> => {
      const act = await actOf(db, step);
      if (!act) return { performedBy: null, competence: null };
      const lack = await guard.lacking(db, act, practitionerId, on);
      if (!lack) return { performedBy: practitionerId, competence: null };
      const mayState = act.training === 'asked' && lack.person !== null;
      if (!mayState || competence === '') throw new DeclaredError('NOT_TRAINED', { ...lack, mayState });
      return { performedBy: practitionerId, competence };
    },
    /** Steps done by somebody who had to say what they rest on, the last first, each with its words and its act. */
    unnoted: async (db: ReadExecutor) => {
      const found = [];
      for (const { id, templateId, code, performedById, doneOn, competence } of await stepsWithoutTraining(db)) {
        const { body } = (await templates.version(db, templateId)).content;
        const step = body.steps.find((one) => one.id === code);
        const act = body.acts?.find((one) => one.code === step?.act);
        if (step && act && performedById !== null && doneOn !== null && competence !== null) found.push({ stepId: id, practitionerId: performedById, step: step.label, act, on: doneOn, competence });
      }
      return found;
    },
    /** Whether somebody may do a step on a day; a step that requires nothing may be done by all. */
    mayDo: async (db: ReadExecutor, act: PlanAct | null, practitionerId: string | null, on: string): Promise<boolean> => act === null || (practitionerId !== null && (act.training === 'asked' || guard.mayDo(db, practitionerId, act.requires, on))),
    /** The same for a visit: the acts of every open step it was booked for. */
    requireForVisit: async (db: ReadExecutor, { appointmentId, practitionerId, on }: { readonly appointmentId: string; readonly practitionerId: string; readonly on: string }): Promise<void> => {
      for (const step of await openStepsOfVisit(db, appointmentId)) await require(db, step, practitionerId, on);
    },
  };
}

export type StepActs = ReturnType<typeof createStepActs>;
