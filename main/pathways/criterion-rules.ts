import type { PathwayCondition, PathwayCriterion } from '#contract/pathways.ts';

/** What is known of a person against what a pathway asks. Pure; unknown is neither yes nor no. */

/** Facts by code; absent: not known. */
export type PathwayFacts = Readonly<Record<string, boolean | number | undefined>>;

/** Whether a condition holds; null where that hangs on a fact that is not known. */
export function holds(condition: PathwayCondition, facts: PathwayFacts): boolean | null {
  if ('all' in condition) return settled(condition.all.map((part) => holds(part, facts)), false);
  if ('any' in condition) return settled(condition.any.map((part) => holds(part, facts)), true);
  if ('not' in condition) {
    const inner = holds(condition.not, facts);
    return inner === null ? null : !inner;
  }
  const value = facts[condition.fact];
  if ('is' in condition) return typeof value === 'boolean' ? value === condition.is : null;
  const unit = condition.times === undefined ? 1 : facts[condition.times];
  return typeof value === 'number' && typeof unit === 'number' ? compare(value, condition.op, product(condition.value, unit)) : null;
}

/** Without the last binary digits: three times 0.4 is 1.2. */
const product = (one: number, other: number): number => Number((one * other).toPrecision(12));

function settled(parts: readonly (boolean | null)[], decisive: boolean): boolean | null {
  if (parts.includes(decisive)) return decisive;
  return parts.includes(null) ? null : !decisive;
}

function compare(value: number, op: '>=' | '>' | '<=' | '<', limit: number): boolean {
  if (op === '>=') return value >= limit;
  if (op === '>') return value > limit;
  return op === '<=' ? value <= limit : value < limit;
}

/** The facts a condition asks for. */
export function factsOf(condition: PathwayCondition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  if ('not' in condition) return factsOf(condition.not);
  return 'op' in condition && condition.times !== undefined ? [condition.fact, condition.times] : [condition.fact];
}

export interface JudgedCriterion {
  readonly code: string;
  readonly standing: 'met' | 'not-met' | 'unknown';
  /** Facts not known that would settle it. */
  readonly missing: readonly string[];
}

/** Each criterion item by item, in the order of the pathway. */
export function judgeCriteria(criteria: readonly PathwayCriterion[], facts: PathwayFacts): readonly JudgedCriterion[] {
  return criteria.map(({ code, when }) => {
    const held = holds(when, facts);
    return { code, standing: held === null ? 'unknown' : held ? 'met' : 'not-met', missing: held === null ? [...new Set(factsOf(when))].filter((fact) => facts[fact] === undefined) : [] };
  });
}

/** Whether all of them are met: what is not known keeps a gate shut. */
export const areAllMet = (judged: readonly JudgedCriterion[]): boolean => judged.every(({ standing }) => standing === 'met');

export interface JudgedEntry {
  readonly eligibility: readonly JudgedCriterion[];
  /** An exclusion is met where it excludes. */
  readonly exclusions: readonly JudgedCriterion[];
  readonly mayEnter: boolean;
}

/** Who may enter: every criterion of eligibility met, and every exclusion known not to be. */
export function judgeEntry({ eligibility, exclusions }: { readonly eligibility: readonly PathwayCriterion[]; readonly exclusions: readonly PathwayCriterion[] }, facts: PathwayFacts): JudgedEntry {
  const judged = { eligibility: judgeCriteria(eligibility, facts), exclusions: judgeCriteria(exclusions, facts) };
  return { ...judged, mayEnter: areAllMet(judged.eligibility) && judged.exclusions.every(({ standing }) => standing === 'not-met') };
}
