import type { Outputs } from '#contract/index.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { type Dated, stepKey } from './plan-dating-rules.ts';
import { type PlanRow, type StepRow, stepsOf } from './plan-repository.ts';
import type { Planner } from './planner.ts';
import type { TemplateVersion } from './template-repository.ts';

/** What other dates, or another version of its template, change of a plan. */

const keyOfRow = ({ code, occurrence }: { readonly code: string; readonly occurrence: number }): string => stepKey(code, occurrence);

/** Steps that keep their place: closed ones, and those with a visit. */
export const settledKeys = (rows: readonly StepRow[]): ReadonlySet<string> => new Set(rows.filter(({ state, appointmentId }) => state !== 'open' || appointmentId !== null).map(keyOfRow));

/** Open steps that other dates move; a booked visit stays, and is told where it is outside its window. */
export function movedSteps(rows: readonly StepRow[], dates: readonly Dated[], title: Bilingual, today: string): Outputs['plans']['previewMove']['moved'] {
  return dates.flatMap((one) => {
    const row = rows.find((each) => each.state === 'open' && keyOfRow(each) === one.key);
    if (!row) return [];
    const isBooked = row.appointmentId !== null;
    const to = isBooked ? row.dueOn : one.dueOn;
    const isOutside = isBooked && (row.dueOn < one.fromOn || row.dueOn > one.untilOn);
    return to === row.dueOn && !isOutside ? [] : [{ label: one.step.label, title, from: row.dueOn, to, isBooked, isOutside, isPast: one.untilOn < today }];
  });
}

/** What a plan keeps of its dates and options under another version: those that are still asked for. */
export function settingUnder(plan: PlanRow, { content: { body } }: TemplateVersion): Pick<PlanRow, 'anchors' | 'options'> {
  return { anchors: Object.fromEntries(body.anchors.map(({ code }) => [code, plan.anchors[code] ?? null])), options: plan.options.filter((option) => body.options.some(({ code }) => code === option)) };
}

/** What another version of its template would move, add and take out of a plan. Nothing is kept. */
export async function previewPlanMigration(db: ReadExecutor, planner: Planner, plan: PlanRow, template: TemplateVersion, today: string): Promise<Outputs['plans']['previewMigration']> {
  const rows = await stepsOf(db, [plan.id]);
  const asked = await planner.askedOf(db, plan);
  const { dates } = await planner.date(db, { ...asked, ...settingUnder(plan, template), template }, today, settledKeys(rows));
  const open = rows.filter(({ state }) => state === 'open');
  const wordsOf = (code: string) => asked.template.content.body.steps.find(({ id }) => id === code)?.label ?? { fr: code, en: code };
  return {
    moved: movedSteps(rows, dates, template.content.body.title, today),
    added: dates.filter(({ key }) => !rows.some((row) => keyOfRow(row) === key)).map(({ step }) => step.label),
    removed: open.filter((row) => !dates.some(({ key }) => key === keyOfRow(row))).map(({ code }) => wordsOf(code)),
  };
}
