import { readWorkingCalendar } from '../appointments/working-calendar.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { idealDay, monthsLater, shiftDays } from './plan-date-rules.ts';
import { type Dated, datePlan, type OtherStep, stepKey } from './plan-dating-rules.ts';
import { visitsSince } from './plan-facts-repository.ts';
import { deleteSteps, insertSteps, type PlanRow, plansOf, redateStep, type StepDates, type StepRow, stepsOf } from './plan-repository.ts';
import type { TemplateReader } from './template-reader.ts';
import type { TemplateVersion } from './template-repository.ts';

/** Months ahead for which steps that come back are dated. */
const horizonMonths = 12;
/** Days around a plan for which the calendar is read. */
const marginDays = 130;

/** What is dated: a plan on file, or one that is being thought of. */
export interface Asked {
  /** Null for one not on file. */
  readonly planId: string | null;
  readonly patientId: string;
  readonly template: TemplateVersion;
  readonly anchors: Readonly<Record<string, string | null>>;
  readonly putOffDays: number;
  readonly options: readonly string[];
  readonly practitionerId: string | null;
  readonly leftOut: readonly string[];
}

/** Another step somebody's step may go with, with what it says. */
export interface Companion extends OtherStep {
  readonly planId: string;
  readonly templateId: string;
  readonly code: string;
}

/** Which steps are written: every open one, those missing, or some. */
export type Redating = 'all' | 'missing' | ReadonlySet<string>;

/** Dates plans with the clinic's calendar and the other plans of the person, and keeps the dates. */
export function createPlanner(templates: TemplateReader, newId: () => string) {
  /** Open steps of the other running plans of a person, less those that follow this one. */
  const companionsOf = async (db: ReadExecutor, { planId, patientId }: Pick<Asked, 'planId' | 'patientId'>): Promise<readonly Companion[]> => {
    const running = (await plansOf(db, patientId)).filter(({ id, state }) => id !== planId && state === 'running');
    const own = new Set((planId === null ? [] : await stepsOf(db, [planId])).map(({ id }) => id));
    const open = (await stepsOf(db, running.map(({ id }) => id))).filter(({ state, mergedWith }) => state === 'open' && (mergedWith === null || !own.has(mergedWith)));
    const companions: Companion[] = [];
    for (const { id, planId: of, templateId, code, kind, roles, dueOn } of open) {
      const step = (await templates.version(db, templateId)).content.body.steps.find((one) => one.id === code);
      companions.push({ stepId: id, planId: of, templateId, code, kind, roles, modalities: step?.modalities ?? [], dueOn });
    }
    return companions;
  };

  /** The dates of what is asked; `settled` take no place. */
  const date = async (db: ReadExecutor, asked: Asked, today: string, settled: ReadonlySet<string>): Promise<{ readonly dates: readonly Dated[]; readonly companions: readonly Companion[] }> => {
    const { body } = asked.template.content;
    const known = Object.values(asked.anchors).filter((on) => on !== null).sort();
    const [first = today, last = today] = [known[0], known.at(-1)];
    const horizon = monthsLater(today > last ? today : last, horizonMonths);
    const reach = body.steps.map((step) => idealDay(last, step, step.repeat?.times ?? 1)).concat(horizon).sort().at(-1) ?? horizon;
    const companions = await companionsOf(db, asked);
    const calendar = await readWorkingCalendar(db, monthsLater(shiftDays(first, -marginDays), -7), shiftDays(reach, marginDays + Math.max(asked.putOffDays, 0)));
    const dates = datePlan({ template: body, anchors: asked.anchors, putOffDays: asked.putOffDays, options: asked.options, horizon, practitionerId: asked.practitionerId, calendar, others: companions, settled: new Set([...settled, ...asked.leftOut]) });
    return { dates: dates.filter(({ key }) => !asked.leftOut.includes(key)), companions };
  };

  const askedOf = async (db: ReadExecutor, plan: PlanRow): Promise<Asked> => ({ ...plan, planId: plan.id, template: await templates.version(db, plan.templateId) });

  /** Writes what was dated of a plan; a booked visit keeps its day and gets the new window. */
  const keep = async (db: WriteExecutor, plan: PlanRow, today: string, which: Redating): Promise<void> => {
    const rows = await stepsOf(db, [plan.id]);
    const byKey = new Map(rows.map((row) => [stepKey(row.code, row.occurrence), row]));
    const visits = new Map((await visitsSince(db, plan.patientId, '')).map((visit) => [visit.id, visit]));
    const visitDay = (row: StepRow): string | null => (row.appointmentId === null ? null : (visits.get(row.appointmentId)?.on ?? null));
    const settled = new Set(rows.filter((row) => row.state !== 'open' || visitDay(row) !== null).map((row) => stepKey(row.code, row.occurrence)));
    const asked = await askedOf(db, plan);
    const { dates } = await date(db, asked, today, settled);
    const personOf = ({ step }: Dated): string | null => (step.roles.some((role) => role === plan.practitionerRole) ? plan.practitionerId : null);
    const fresh = dates.filter(({ key }) => !byKey.has(key));
    if (which === 'all' || which === 'missing') {
      await insertSteps(db, fresh.map((one) => ({ id: newId(), planId: plan.id, patientId: plan.patientId, templateId: plan.templateId, code: one.step.id, occurrence: one.occurrence, kind: one.step.kind, roles: one.step.roles, practitionerId: personOf(one), ...datesOf(one) })));
    }
    if (which === 'missing') return;
    for (const one of dates) {
      const row = byKey.get(one.key);
      if (row?.state !== 'open' || (which !== 'all' && !which.has(row.id))) continue;
      const booked = visitDay(row);
      await redateStep(db, row.id, { ...datesOf(one), ...(booked !== null && { dueOn: booked, reasons: [], mergedWith: null }) }, { templateId: plan.templateId, kind: one.step.kind, roles: one.step.roles, practitionerId: personOf(one) });
    }
    if (which !== 'all') return;
    const wanted = new Set(dates.map(({ key }) => key));
    await deleteSteps(db, rows.filter((row) => row.state === 'open' && visitDay(row) === null && !wanted.has(stepKey(row.code, row.occurrence))).map(({ id }) => id));
  };

  return {
    date,
    askedOf,
    /** Dates some open steps of a plan anew. */
    redateSome: keep,

    /** Dates a plan anew; steps of other plans that go with its own follow. */
    redate: async (db: WriteExecutor, plan: PlanRow, today: string, which: 'all' | 'missing' = 'all'): Promise<void> => {
      await keep(db, plan, today, which);
      if (which === 'missing') return;
      const own = new Map((await stepsOf(db, [plan.id])).map((row) => [row.id, row]));
      for (const other of (await plansOf(db, plan.patientId)).filter(({ id, state }) => id !== plan.id && state === 'running')) {
        const following = (await stepsOf(db, [other.id])).filter(({ state, mergedWith, dueOn }) => state === 'open' && mergedWith !== null && own.has(mergedWith) && own.get(mergedWith)?.dueOn !== dueOn);
        if (following.length > 0) await keep(db, other, today, new Set(following.map(({ id }) => id)));
      }
    },
  };
}

export type Planner = ReturnType<typeof createPlanner>;

function datesOf({ idealOn, fromOn, untilOn, dueOn, reasons, mergedWith }: Dated): StepDates {
  return { idealOn, fromOn, untilOn, dueOn, reasons, mergedWith };
}
