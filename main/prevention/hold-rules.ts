import type { Hold, HoldPlan } from '#contract/prevention.ts';
import type { DrugClass } from '#contract/treatments.ts';
import type { Bilingual } from '#contract/triage.ts';
import { shifted } from './date-rules.ts';
import type { HoldContent } from './prevention-content.ts';

/** What each drug does around an operation (ACR/AAHKS 2022) or an infection: stop, continue, restart (domain §2.6). Pure. */

export interface HeldDrug {
  readonly key: string;
  readonly label: Bilingual;
  readonly drugClass: DrugClass;
  readonly route: string | null;
  /** Days from one dose to the next; null where it is not known. */
  readonly everyDays: number | null;
  readonly dose: string | null;
}

type Rule = HoldContent['rules'][number];
interface Window {
  readonly lastDose: Hold['lastDose'];
  readonly noDoseFrom: string;
}

/**
 * The plan of an event on a day.
 *
 * @param today nothing is held before it: of an urgent operation, from today
 * @throws RangeError for an event the content does not hold
 */
export function holdPlan(content: HoldContent, eventCode: string, on: string, drugs: readonly HeldDrug[], today: string, sourceOf: (code: string) => Bilingual): HoldPlan {
  const event = content.events.find(({ code }) => code === eventCode);
  if (!event) throw new RangeError('no such event');
  const holds: Hold[] = [];
  const others: Bilingual[] = [];
  for (const drug of drugs) {
    const found = holdOf(content, event, on, drug, today, sourceOf);
    if (found === null) others.push(drug.label);
    else holds.push(found);
  }
  const order = ['stop', 'ask', 'continue'];
  return { event, on, holds: holds.sort((one, other) => order.indexOf(one.action) - order.indexOf(other.action) || (one.noDoseFrom ?? '').localeCompare(other.noDoseFrom ?? '')), others };
}

function holdOf(content: HoldContent, event: HoldContent['events'][number], on: string, drug: HeldDrug, today: string, sourceOf: (code: string) => Bilingual): Hold | null {
  const rule = content.rules.find(({ drugs, routes }) => drugs.includes(drug.key) && (routes === undefined || drug.route === null || routes.includes(drug.route)));
  const base = { drug: drug.key, label: drug.label, dose: drug.dose };
  const none = { lastDose: null, noDoseFrom: null, restartOn: null };
  const ask = (): Hold => ({ ...base, ...none, action: 'ask', note: content.unknown.note, source: sourceOf(content.unknown.source) });
  const isTargeted = drug.drugClass === 'bDMARD' || drug.drugClass === 'tsDMARD';
  if (event.kind === 'infection') {
    // Biologics and targeted drugs pause whatever their interval.
    if (rule?.infection === 'stop' || (rule === undefined && isTargeted)) return { ...base, ...none, action: 'stop', noDoseFrom: on, note: null, source: sourceOf(rule?.source ?? content.unknown.source) };
    if (rule) return { ...base, ...none, action: 'continue', note: rule.note ?? null, source: sourceOf(rule.source) };
    return content.unknown.classes.includes(drug.drugClass) ? ask() : null;
  }
  if (rule?.operation === 'continue') return { ...base, ...none, action: 'continue', note: rule.note ?? null, source: sourceOf(rule.source) };
  const byInterval = rule === undefined && content.interval.classes.includes(drug.drugClass);
  const window = rule ? windowOf(rule, on, drug) : byInterval ? intervalWindow(on, drug) : null;
  if (window === null) return rule !== undefined || content.unknown.classes.includes(drug.drugClass) ? ask() : null;
  const isUrgent = event.code === 'urgent';
  return {
    ...base, action: 'stop', lastDose: isUrgent ? null : window.lastDose, noDoseFrom: isUrgent ? today : window.noDoseFrom, restartOn: shifted(on, { days: content.restartDays }),
    note: byInterval ? content.interval.note : (rule?.note ?? null), source: sourceOf(rule?.source ?? content.interval.source),
  };
}

function windowOf(rule: Rule, on: string, drug: HeldDrug): Window | null {
  if (rule.daysBefore !== undefined) return { lastDose: null, noDoseFrom: shifted(on, { days: -rule.daysBefore }) };
  if (rule.month !== undefined) return { lastDose: { from: shifted(on, { months: -rule.month }), to: shifted(shifted(on, { months: 1 - rule.month }), { days: -1 }) }, noDoseFrom: shifted(on, { months: 1 - rule.month }) };
  const week = rule.week ?? rule.weekByInterval?.find(({ upToDays }) => drug.everyDays !== null && drug.everyDays <= upToDays)?.week;
  return week === undefined ? null : inWeek(on, week);
}

/** Without a figure of its own: the week after the interval, as for those that have one. */
function intervalWindow(on: string, { everyDays }: HeldDrug): Window | null {
  return everyDays === null || everyDays < 7 ? null : inWeek(on, Math.round(everyDays / 7) + 1);
}

/** The operation falls in the `week`th week after the last dose: its 7(week − 1)th day at the soonest is past. */
function inWeek(on: string, week: number): Window {
  const noDoseFrom = shifted(on, { days: -7 * (week - 1) });
  return { lastDose: { from: shifted(on, { days: 1 - 7 * week }), to: shifted(noDoseFrom, { days: -1 }) }, noDoseFrom };
}
