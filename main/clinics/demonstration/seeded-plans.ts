import { changeStep, stepsOf } from '../../follow-up-plans/plan-repository.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import type { Timeline } from './timeline.ts';

/** Follow-up plans some people of the demonstration are on: most steps were done when they were due, a few are late. */

type Drug = SeededPatient['drugs'][number];

interface PlanKind {
  readonly code: string;
  readonly anchor: string;
  readonly of: readonly Drug[];
  /** Days since it began, at least and at most. */
  readonly days: readonly [number, number];
  readonly options?: readonly string[];
  readonly most: number;
}

const kinds: readonly PlanKind[] = [
  { code: 'FU02', anchor: 'start', of: ['upadacitinib', 'tofacitinib', 'tocilizumab'], days: [15, 150], options: ['jak-il6'], most: 3 },
  { code: 'FU02', anchor: 'start', of: ['adalimumab', 'etanercept', 'abatacept', 'secukinumab'], days: [-20, 140], most: 4 },
  { code: 'FU05', anchor: 'start', of: ['allopurinol'], days: [10, 160], most: 3 },
  { code: 'FU01', anchor: 'start', of: ['methotrexate', 'leflunomide', 'sulfasalazine'], days: [5, 150], most: 6 },
  { code: 'FU03', anchor: 'visit', of: ['methotrexate', 'adalimumab', 'etanercept'], days: [60, 300], most: 6 },
  { code: 'FU15', anchor: 'start', of: ['hydroxychloroquine'], days: [100, 700], most: 3 },
];

interface Making {
  readonly services: Services;
  readonly unitOfWork: UnitOfWork;
  /** Who applied them and did the steps. */
  readonly caller: Caller;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
}

/** Applies plans to some of the people; answers how many. */
export async function applyPlans(people: readonly SeededPatient[], { services, unitOfWork, caller, timeline, random, newId }: Making): Promise<number> {
  const draw = random.for('plans');
  const templates = new Map((await services.plans.templates()).map((template) => [template.code, template.templateId]));
  const taken = new Set<string>();
  for (const { code, anchor, of, days, options = [], most } of kinds) {
    const templateId = templates.get(code);
    if (templateId === undefined) continue;
    const fitting = people.filter(({ patient, drugs, active, profile }) => active && profile !== null && patient.deceased !== true && !taken.has(patient.id) && drugs.some((drug) => of.includes(drug)));
    for (const { patient } of fitting.slice(0, most)) {
      taken.add(patient.id);
      const planId = newId();
      await services.plans.apply(caller, { planId, patientId: patient.id, templateId, anchors: { [anchor]: timeline.day(-draw.whole(...days)) }, options: [...options], practitionerId: null, leftOut: [] });
      await unitOfWork.write(async (db) => {
        for (const step of await stepsOf(db, [planId])) {
          const isPast = step.untilOn < timeline.today;
          // What is late is so since some weeks at most.
          if (!isPast || (draw.chance(0.3) && step.untilOn > timeline.day(-50))) continue;
          await changeStep(db, step.id, step.version, { state: 'done', doneOn: step.dueOn, closed: { at: timeline.at(step.dueOn, '15:00'), by: caller.userId } });
        }
      });
    }
  }
  return taken.size;
}
