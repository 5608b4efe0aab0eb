import type { PathwayBody, PathwayChecklist } from '#contract/pathways.ts';
import type { Role } from '#contract/permissions.ts';
import type { TreatmentAction } from '#contract/toxicity.ts';
import type { KnownToxicity } from '../checklist-rules.ts';
import { factsOf, type PathwayFacts } from '../criterion-rules.ts';
import { daysLater } from '../phase-rules.ts';

/** Which answers count for a dose, and who may give them. Pure. */

export interface GivenAnswer {
  readonly item: string;
  readonly fact: string;
  readonly value: boolean | number | null;
  readonly answeredOn: string;
  /** The day of the sample, of a value of the laboratory; its age runs from it. */
  readonly measuredOn?: string | null;
  readonly answeredAt: string;
}

interface Days {
  readonly dueOn: string;
  readonly today: string;
}

/** The first day an item may be answered for a dose. */
export function opensOn({ daysBefore }: Pick<PathwayChecklist['items'][number], 'daysBefore'>, dueOn: string): string {
  return daysLater(dueOn, -daysBefore);
}

/** Whether an answer counts: not given before its item opens, and not so long ago that it no longer holds. */
export function counts(body: Pick<PathwayBody, 'facts'>, { items }: PathwayChecklist, { item, fact, answeredOn, measuredOn }: GivenAnswer, { dueOn, today }: Days): boolean {
  const asked = items.find(({ code }) => code === item);
  if (!asked || answeredOn < opensOn(asked, dueOn)) return false;
  const goodForDays = body.facts.find(({ code }) => code === fact)?.goodForDays ?? null;
  return goodForDays === null || daysLater(measuredOn ?? answeredOn, goodForDays) >= today;
}

/** Whether something an answer rests on was answered anew since: what is only asked of a value is decided once that value is known. */
export function isOvertaken({ items }: PathwayChecklist, { item, answeredAt }: GivenAnswer, answers: readonly GivenAnswer[]): boolean {
  const only = items.find(({ code }) => code === item)?.only;
  const restsOn = only ? factsOf(only) : [];
  return answers.some((other) => restsOn.includes(other.fact) && other.answeredAt > answeredAt);
}

/**
 * What is known before a dose: of what the checklist asks, only what was answered for this very dose and still counts; of the
 * rest, what is known of the person on the pathway.
 *
 * @param answers the last of each fact
 */
export function factsBeforeDose(body: Pick<PathwayBody, 'facts'>, checklist: PathwayChecklist, { known, answers, ...days }: Days & { readonly known: PathwayFacts; readonly answers: readonly GivenAnswer[] }): PathwayFacts {
  const asked = new Set(checklist.items.flatMap(({ facts }) => facts));
  return {
    ...Object.fromEntries(Object.entries(known).filter(([code]) => !asked.has(code))),
    ...Object.fromEntries(answers.flatMap((answer) => (answer.value !== null && counts(body, checklist, answer, days) && !isOvertaken(checklist, answer, answers) ? [[answer.fact, answer.value]] : []))),
  };
}

export interface MadeCall {
  readonly calledOn: string;
  readonly calledAt: string;
  readonly action: TreatmentAction;
  readonly unanswered: number;
}

/** The call a dose rests on: the last since its item opened; of two of one moment, the one that does not let it go. */
export function callBeforeDose<Call extends MadeCall>({ items }: PathwayChecklist, calls: readonly Call[], dueOn: string): Call | null {
  const item = items.find(({ toxicity }) => toxicity);
  if (!item) return null;
  const since = opensOn(item, dueOn);
  return calls.filter(({ calledOn }) => calledOn >= since).reduce<Call | null>((last, call) => (last === null || call.calledAt > last.calledAt || (call.calledAt === last.calledAt && call.action !== 'go-on') ? call : last), null);
}

/** What is known of toxicity from a call: nothing, while a question was not answered, unless what was answered already holds the dose. */
export function toxicityOf(call: MadeCall | null): KnownToxicity {
  if (call === null || (call.unanswered > 0 && call.action === 'go-on')) return null;
  return call.action;
}

/** Whether somebody has one of the roles something is for. */
export function isFor(asked: readonly string[], held: readonly Role[]): boolean {
  return held.some((role) => asked.includes(role));
}
