import type { MonitoringAlert, MonitoringItem, MonitoringProfile, MonitoringState } from '#contract/monitoring.ts';
import type { ActiveTreatment } from './active-treatment.ts';
import { type MatchedTreatment, matched } from './drug-matching-rules.ts';
import { daysBetween } from './interval-rules.ts';
import type { LabResult } from './lab-reading-rules.ts';
import type { Check, MonitoringContent } from './monitoring-content.ts';
import { asksOf, conditionsOf, lastDone, latest, type WorkedAsk } from './schedule-rules.ts';
import { alertsOf, shown, sourceOf } from './threshold-rules.ts';

/** The whole of a person's safety monitoring on a day, from treatments, conditions and results. Pure. */

export interface MonitoringFacts {
  readonly today: string;
  readonly profile: MonitoringProfile;
  readonly treatments: readonly ActiveTreatment[];
  readonly problems: readonly { readonly system: string | null; readonly code: string }[];
  /** In any order. */
  readonly results: readonly LabResult[];
}

export interface MonitoringPlan {
  /** What is most overdue first. */
  readonly items: readonly MonitoringItem[];
  readonly alerts: readonly MonitoringAlert[];
  /** Codes of conditions that changed what is asked. */
  readonly conditions: readonly string[];
  readonly treatments: readonly MatchedTreatment[];
}

/** Days before its date from which a check is called due. */
const dueDays = 14;
const order: readonly MonitoringState[] = ['late', 'never', 'due', 'done'];

/** Works the plan out; the order of the facts changes nothing. */
export function planOf(content: MonitoringContent, facts: MonitoringFacts): MonitoringPlan {
  const { today, profile, results } = facts;
  const treatments = [...matched(facts.treatments, content.drugs, today)].sort((one, other) => compare(one.startedOn, other.startedOn) || compare(one.id, other.id));
  const conditions = conditionsOf(content.schedule.conditions, { problems: facts.problems, treatments, results, today });
  const asks = Map.groupBy(asksOf(content, { today, profile, treatments, results, conditions }), ({ check }) => check);
  const items = content.schedule.checks.flatMap((check) => {
    const own = asks.get(check.code);
    return own ? [itemOf(content, check, own, results, today)] : [];
  });
  items.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state) || compare(one.dueOn ?? '9', other.dueOn ?? '9') || compare(one.check, other.check));
  return {
    items,
    alerts: alertsOf(content, { today, treatments, results, dueDates: new Map(items.map(({ check, dueOn }) => [check, dueOn])) }),
    conditions: [...conditions].sort(),
    treatments,
  };
}

function itemOf(content: MonitoringContent, check: Check, asks: readonly WorkedAsk[], results: readonly LabResult[], today: string): MonitoringItem {
  const doneOn = lastDone(check, results, today);
  const strictest = [...asks].sort((one, other) => compare(one.dueOn ?? '9', other.dueOn ?? '9') || compare(one.line.id, other.line.id) || compare(one.treatment.id, other.treatment.id));
  const dueOn = strictest[0]?.dueOn ?? null;
  const daysLate = dueOn === null ? null : daysBetween(dueOn, today);
  const values = check.needs.flatMap((tests) => {
    const newest = tests.flatMap((test) => latest(results, test, today) ?? []);
    // Of alternatives, those of the newest day.
    const day = newest.reduce((last, { on }) => (on > last ? on : last), '');
    return newest.filter(({ on }) => on === day);
  });
  return {
    check: check.code, label: check.label, laboratory: check.laboratory, state: stateOf(daysLate, doneOn), dueOn, daysLate, doneOn, values: values.map((value) => shown(content, value)),
    asks: strictest.map(({ line, treatment, dueOn: on }) => ({ line: line.id, treatment: treatment.ingredient, label: line.label, source: sourceOf(line.source), sourceCode: line.source, dueOn: on, isFollowUp: line.rule.kind !== 'baseline' && line.rule.kind !== 'once' })),
  };
}

function stateOf(daysLate: number | null, doneOn: string | null): MonitoringState {
  if (daysLate === null) return 'done';
  if (daysLate > 0) return doneOn === null ? 'never' : 'late';
  return doneOn === null || daysLate >= -dueDays ? 'due' : 'done';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
