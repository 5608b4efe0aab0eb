import type { DrugClass } from '#contract/treatments.ts';

/** The order of lines: which biologic or targeted drug is the first, the second…; which lines are current. Pure. */

const numberedClasses: ReadonlySet<DrugClass> = new Set(['bDMARD', 'tsDMARD']);
/** FHIR statuses of a drug that is not taken, or not any more. */
const overStatuses: ReadonlySet<string> = new Set(['stopped', 'cancelled', 'completed', 'not-taken', 'draft', 'intended', 'entered-in-error']);

/** First day a date can mean; a partial one begins with its month or year. */
export function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10);
}

/** No later day is meant by a date: text after every day of its month or year. */
function lastDay(date: string): string {
  return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date.slice(0, 10);
}

/** Whether a status says that a drug is not taken, or not any more. */
export function isOver(status: string): boolean {
  return overStatuses.has(status);
}

export interface Dated {
  readonly status: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

/** Whether a drug is taken on a day, as far as is known: one without dates is, unless its status says otherwise. */
export function isTakenOn({ status, startedOn, endedOn }: Dated, day: string): boolean {
  if (startedOn !== null && firstDay(startedOn) > day) return false;
  if (endedOn !== null) return status !== 'entered-in-error' && status !== 'not-taken' && lastDay(endedOn) > day;
  return !isOver(status);
}

export interface Numbered {
  readonly id: string;
  readonly ingredient: string | null;
  readonly drugClass: DrugClass;
  readonly startedOn: string | null;
}

/**
 * The number of each line of biologic or targeted treatment, by when it began: 1 the first. Going on with the same
 * ingredient, be it as a biosimilar, by another route or after a pause, is the same line of treatment; coming back to a drug
 * after another one is a new one. A line without a beginning has no number.
 */
export function lineNumbers(lines: readonly Numbered[]): ReadonlyMap<string, number> {
  const inOrder = lines
    .filter(({ drugClass, startedOn }) => numberedClasses.has(drugClass) && startedOn !== null)
    .sort((one, other) => compare(firstDay(one.startedOn ?? ''), firstDay(other.startedOn ?? '')) || compare(one.id, other.id));
  const numbers = new Map<string, number>();
  let last: string | null = null;
  let number = 0;
  for (const { id, ingredient } of inOrder) {
    if (ingredient === null || ingredient !== last) number += 1;
    numbers.set(id, number);
    last = ingredient;
  }
  return numbers;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** How a renewal stands: it is to be asked for so many days ahead; `null`: nothing to do yet. Days are civil dates. */
export function renewalState(renewsOn: string | null, today: string, warnFrom: string | null): 'due' | 'over' | null {
  if (renewsOn === null) return null;
  if (renewsOn < today) return 'over';
  return warnFrom !== null && warnFrom <= today ? 'due' : null;
}

/** Whether the request on file is for a renewal, not the one that was approved. */
export function isRenewalAsked({ sentOn, approvedOn }: { readonly sentOn: string | null; readonly approvedOn: string | null }): boolean {
  return sentOn !== null && (approvedOn === null || sentOn > approvedOn);
}
