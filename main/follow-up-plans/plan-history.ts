import type { WriteExecutor } from '../platform/database/schema.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import { planChanges, stepChanges } from './plan-changes.ts';
import type { PlanRow, StepRow } from './plan-repository.ts';
import type { TemplateReader } from './template-reader.ts';

interface By {
  readonly userId: string;
  readonly now: string;
}

/** Writes what was done with plans into the history of the record, in the transaction of whoever does it. */
export function createPlanHistory(templates: TemplateReader, newId: () => string) {
  const told = async (db: WriteExecutor, plan: PlanRow | undefined) => (plan ? { plan, template: (await templates.version(db, plan.templateId)).content } : null);
  return {
    /** Before undefined: applied; after undefined: taken out. */
    plan: async (db: WriteExecutor, before: PlanRow | undefined, after: PlanRow | undefined, by: By): Promise<void> => {
      const row = after ?? before;
      if (!row) return;
      const note = after && after.stateNote !== before?.stateNote ? after.stateNote : null;
      await writeRecordChange(
        db,
        { entity: 'plan', entityId: row.id, patientId: row.patientId, version: after?.version ?? row.version + 1, userId: by.userId, origin: before ? 'edit' : 'created', changes: planChanges(await told(db, before), await told(db, after)), reason: note },
        { now: by.now, newId },
      );
    },

    step: async (db: WriteExecutor, before: StepRow, after: StepRow | undefined, by: By): Promise<void> => {
      if (!after) return;
      const { content } = await templates.version(db, after.templateId);
      const label = content.body.steps.find(({ id }) => id === after.code)?.label ?? { fr: after.code, en: after.code };
      await writeRecordChange(db, { entity: 'plan-step', entityId: after.id, patientId: after.patientId, version: after.version, userId: by.userId, origin: 'edit', changes: stepChanges(before, after, { code: content.id, label }) }, { now: by.now, newId });
    },
  };
}

export type PlanHistory = ReturnType<typeof createPlanHistory>;
