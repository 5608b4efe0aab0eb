import type { PathwayPreview } from '#contract/pathway-editor.ts';
import type { DatedStep } from '#contract/plans.ts';
import { datedOnly } from '../../follow-up-plans/plan-view.ts';
import type { Planner } from '../../follow-up-plans/planner.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { PathwayDefinition } from '../definition-file.ts';
import { courseDays } from '../doses/dose-schedule-rules.ts';
import { dayAfter, phaseDates } from '../phase-rules.ts';
import { afterwardsPhase, phaseAnchor, phaseTemplateId, phaseTemplates } from '../phase-template-rules.ts';

/** What somebody included on a day would get of a definition: phases, steps on the days the clinic works, doses. Nothing is kept. */
export async function previewDefinition(db: ReadExecutor, planner: Planner, definition: PathwayDefinition, { from, schedule, today }: { readonly from: string; readonly schedule: string | null; readonly today: string }): Promise<PathwayPreview> {
  const { id, body } = definition;
  const templates = new Map(phaseTemplates(definition).map((template) => [template.id, template]));
  const stepsOf = async (phase: string, on: string): Promise<DatedStep[]> => {
    const content = templates.get(phaseTemplateId(id, phase));
    if (!content) return [];
    const { dates } = await planner.date(db, { planId: null, patientId: '', template: { id: '', origin: 'clinic', content }, anchors: { [phaseAnchor]: on }, putOffDays: 0, options: [], practitionerId: null, leftOut: [] }, today, new Set());
    return dates.map((one) => datedOnly(one, null));
  };
  const everyDays = body.dosing?.schedules.find(({ code }) => code === schedule)?.everyDays;
  const doses = everyDays === undefined ? [] : courseDays(body, { includedOn: from, from, everyDays });
  const phases = [];
  for (const { code, site, from: begins, until } of phaseDates(body, from)) {
    const phase = body.phases.find((one) => one.code === code);
    if (phase) phases.push({ code, label: phase.label, site, from: begins, until, gate: phase.gate.map(({ label }) => label), steps: await stepsOf(code, begins), doses: doses.filter((day) => day >= begins && (until === null || day < until)).length });
  }
  return {
    phases,
    afterwards: body.ends === null ? [] : await stepsOf(afterwardsPhase, dayAfter(from, body.ends)),
    checklists: body.checklists.map(({ label, items }) => ({ label, items: items.map((item) => ({ label: item.label, roles: item.roles, daysBefore: item.daysBefore })) })),
  };
}
