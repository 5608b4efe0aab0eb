import type { Away } from '#contract/away.ts';
import type { Role } from '#contract/permissions.ts';
import type { Shift, StepKind, TemplateBody, TemplateStep } from '#contract/plans.ts';
import type { VisitModality } from '#contract/values.ts';
import { daysFrom, idealDay, occurrencesUntil, shiftDays } from './plan-date-rules.ts';

/** Where the steps of a plan fall. Pure. */

/** Days two steps of two plans may be apart and still be done together. */
export const mergeDays = 7;
/** Days looked at beyond a window in which the clinic is closed or nobody works. */
const searchDays = 120;

/** What is asked of the clinic's calendar. */
export interface PlanCalendar {
  readonly closedBy: (date: string) => 'weekend' | { readonly kind: Away['kind']; readonly words: string | null; readonly holiday: { readonly fr: string; readonly en: string } | null } | null;
  readonly unstaffedBy: (need: { readonly roles: readonly Role[]; readonly modalities: readonly VisitModality[]; readonly practitionerId: string | null }, date: string) => 'no-hours' | 'leave' | 'nobody' | null;
}

/** An open step of another plan of the same person. */
export interface OtherStep {
  readonly stepId: string;
  readonly kind: StepKind;
  readonly roles: readonly Role[];
  readonly modalities: readonly VisitModality[];
  readonly dueOn: string;
}

export interface DatingInput {
  readonly template: Pick<TemplateBody, 'anchors' | 'steps'>;
  readonly anchors: Readonly<Record<string, string | null>>;
  /** Days added to every step not named in `unmoved`. */
  readonly putOffDays: number;
  readonly options: readonly string[];
  /** Steps that come back without end are dated until this day. */
  readonly horizon: string;
  readonly practitionerId: string | null;
  readonly calendar: PlanCalendar;
  readonly others: readonly OtherStep[];
  /** Keys of steps that take no place: left out, done, skipped. */
  readonly settled: ReadonlySet<string>;
}

export interface Dated {
  readonly key: string;
  readonly step: TemplateStep;
  readonly occurrence: number;
  readonly idealOn: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly dueOn: string;
  readonly reasons: readonly Shift[];
  /** The step of another plan it is done with. */
  readonly mergedWith: string | null;
}

/** How a step is named within its plan. */
export const stepKey = (code: string, occurrence: number): string => `${code}#${occurrence}`;

/**
 * Dates the steps of a plan, in the order of their ideal days. Each falls on a day the clinic works, and a visit on one on
 * which somebody who may take it does: the nearest such day of its window, the later of two; beyond the window only where it
 * holds none. None comes before a step whose ideal day is earlier. A step of another plan that is compatible and within a week
 * takes it along.
 */
export function datePlan(input: DatingInput): readonly Dated[] {
  const { template, anchors, putOffDays, options, horizon } = input;
  const first = template.anchors[0]?.code ?? '';
  const wanted = template.steps.flatMap((step) => {
    const anchor = anchors[step.anchor ?? first];
    if (!anchor || (step.only !== undefined && !options.includes(step.only))) return [];
    const from = shiftDays(anchor, putOffDays);
    return Array.from({ length: occurrencesUntil(from, step, horizon) }, (_, index) => {
      const idealOn = idealDay(from, step, index + 1);
      return { key: stepKey(step.id, index + 1), step, occurrence: index + 1, idealOn, fromOn: shiftDays(idealOn, -step.window.before), untilOn: shiftDays(idealOn, step.window.after) };
    });
  });
  const inOrder = wanted.map((one, place) => ({ one, place })).sort((a, b) => compare(a.one.idealOn, b.one.idealOn) || a.place - b.place).map(({ one }) => one);
  const dates: Dated[] = [];
  let floor = '';
  let sameDay: { readonly ideal: string; readonly last: string } = { ideal: '', last: '' };
  for (const one of inOrder) {
    if (input.settled.has(one.key)) {
      dates.push({ ...one, dueOn: one.idealOn, reasons: [], mergedWith: null });
      continue;
    }
    if (one.idealOn !== sameDay.ideal) {
      floor = later(floor, sameDay.last);
      sameDay = { ideal: one.idealOn, last: '' };
    }
    const placed = place(one, floor, input);
    sameDay = { ideal: one.idealOn, last: later(sameDay.last, placed.dueOn) };
    dates.push({ ...one, ...placed });
  }
  return dates;
}

type Wanted = Pick<Dated, 'step' | 'idealOn' | 'fromOn' | 'untilOn'>;

function place(one: Wanted, floor: string, { calendar, practitionerId, others }: DatingInput): Pick<Dated, 'dueOn' | 'reasons' | 'mergedWith'> {
  const { step, idealOn, fromOn, untilOn } = one;
  const need = step.kind === 'visit' && step.modalities ? { roles: step.roles, modalities: step.modalities, practitionerId } : null;
  const nobody = need !== null && calendar.unstaffedBy(need, idealOn) === 'nobody';
  const obstacle = (date: string): Shift | null => closing(calendar, date) ?? (need !== null && !nobody ? staffing(calendar.unstaffedBy(need, date)) : null);
  const found = nearest(idealOn, later(fromOn, floor), untilOn, (date) => obstacle(date) === null) ?? firstFrom(later(later(fromOn, floor), idealOn), (date) => obstacle(date) === null) ?? firstFrom(later(idealOn, floor), (date) => closing(calendar, date) === null) ?? later(idealOn, floor);
  const companion = [...others]
    .filter((other) => isCompatible(step, other) && other.dueOn >= floor && other.dueOn >= fromOn && other.dueOn <= untilOn && Math.abs(daysFrom(found, other.dueOn)) <= mergeDays && closing(calendar, other.dueOn) === null)
    .sort((a, b) => Math.abs(daysFrom(found, a.dueOn)) - Math.abs(daysFrom(found, b.dueOn)) || compare(a.dueOn, b.dueOn) || compare(a.stepId, b.stepId))[0];
  const dueOn = companion?.dueOn ?? found;
  const asked = obstacle(idealOn);
  const reasons: Shift[] = [
    ...(companion && dueOn !== idealOn ? [] : dueOn !== idealOn && asked ? [asked] : []),
    ...(dueOn !== idealOn && !asked && !companion ? [said('order')] : []),
    ...(nobody ? [said('nobody')] : []),
    ...(companion ? [said('merged')] : []),
    ...(dueOn < fromOn || dueOn > untilOn ? [said('outside')] : []),
  ];
  return { dueOn, reasons, mergedWith: companion?.stepId ?? null };
}

/** Tests go with tests; a visit with one by the same profession, in a way both may take place. */
export function isCompatible(step: Pick<TemplateStep, 'kind' | 'roles' | 'modalities'>, other: Pick<OtherStep, 'kind' | 'roles' | 'modalities'>): boolean {
  if (step.kind !== other.kind || step.kind === 'task') return false;
  if (step.kind === 'laboratory') return true;
  return step.roles.some((role) => other.roles.includes(role)) && (step.modalities ?? []).some((modality) => other.modalities.includes(modality));
}

const said = (code: Shift['code']): Shift => ({ code, words: null });

function closing(calendar: PlanCalendar, date: string): Shift | null {
  const closed = calendar.closedBy(date);
  if (closed === null) return null;
  if (closed === 'weekend') return said('weekend');
  return { code: closed.kind === 'holiday' ? 'holiday' : 'closure', words: closed.holiday ?? (closed.words === null ? null : { fr: closed.words, en: closed.words }) };
}

const staffing = (why: 'no-hours' | 'leave' | 'nobody' | null): Shift | null => (why === null || why === 'nobody' ? null : said(why));

/** The day nearest to the ideal one between two others that will do; the later of two as near. */
function nearest(ideal: string, from: string, until: string, will: (date: string) => boolean): string | null {
  const far = Math.max(Math.abs(daysFrom(ideal, from)), Math.abs(daysFrom(ideal, until)));
  for (let away = 0; away <= far; away += 1) {
    for (const date of [shiftDays(ideal, away), shiftDays(ideal, -away)]) if (date >= from && date <= until && will(date)) return date;
  }
  return null;
}

function firstFrom(from: string, will: (date: string) => boolean): string | null {
  for (let days = 0; days <= searchDays; days += 1) {
    const date = shiftDays(from, days);
    if (will(date)) return date;
  }
  return null;
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
const later = (one: string, other: string): string => (one > other ? one : other);
