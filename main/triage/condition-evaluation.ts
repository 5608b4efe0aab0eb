import type { RuleCondition, RuleTest } from '#contract/rules.ts';
import type { FindingValue, UsedFact } from '#contract/triage.ts';

/** Evaluation of the conditions of a ruleset: plain truth for the decision, certainty for what it rests on. */

export type Comparison = '>=' | '>' | '<' | '<=' | '==';

export type Test = RuleTest;
export type Condition = RuleCondition;

/** Findings of one referral by field; `null` and absent both mean unknown. */
export type Facts = Readonly<Record<string, FindingValue | undefined>>;

/** Whether the condition is true of the facts. Unknown never makes a comparison true. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  return testHolds(condition, facts[condition.f] ?? null);
}

function testHolds(test: Test, value: FindingValue): boolean {
  switch (test.op) {
    case 'unknown':
      return value === null;
    case 'nonempty':
      return Array.isArray(value) && value.length > 0;
    case 'is':
    case '==':
      return value === test.v;
    case 'in':
      return typeof value === 'string' && test.v.includes(value);
    case '>=':
    case '>':
    case '<':
    case '<=':
      return typeof value === 'number' && typeof test.v === 'number' && compare(value, test.op, test.v);
  }
}

function compare(value: number, operator: '>=' | '>' | '<' | '<=', threshold: number): boolean {
  if (operator === '>=') return value >= threshold;
  if (operator === '>') return value > threshold;
  if (operator === '<') return value < threshold;
  return value <= threshold;
}

/**
 * Whether the truth of the condition would survive learning what is unknown (Kleene's three values): `false` and
 * `true` are certain, `null` hangs on an unknown finding.
 */
function certainty(condition: Condition, facts: Facts): boolean | null {
  if ('all' in condition) return weakest(condition.all, facts, false);
  if ('any' in condition) return weakest(condition.any, facts, true);
  if ('not' in condition) {
    const inner = certainty(condition.not, facts);
    return inner === null ? null : !inner;
  }
  const value = facts[condition.f] ?? null;
  if (value === null && condition.op !== 'unknown' && condition.op !== 'nonempty') return null;
  return testHolds(condition, value);
}

function weakest(parts: readonly Condition[], facts: Facts, decisive: boolean): boolean | null {
  let result: boolean | null = !decisive;
  for (const part of parts) {
    const value = certainty(part, facts);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

export type Part = UsedFact['part'];

/** When a field plays several parts in one rule, the strongest is told. */
const strength: readonly Part[] = ['ruled-out', 'assumed-absent', 'not-documented', 'present'];

/**
 * The findings that make a true condition true, each with the part it plays, in the order of the condition. Where
 * several branches of an `any` are true, those that rest on nothing unknown are told, else all of them.
 *
 * @param condition must hold for the facts
 */
export function partsPlayed(condition: Condition, facts: Facts): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  tell(condition, facts, true, (field, part) => {
    const present = parts.get(field);
    if (!present || strength.indexOf(part) > strength.indexOf(present)) parts.set(field, part);
  });
  return parts;
}

function tell(condition: Condition, facts: Facts, expected: boolean, say: (field: string, part: Part) => void): void {
  if ('not' in condition) return tell(condition.not, facts, !expected, say);
  if ('f' in condition) {
    const known = (facts[condition.f] ?? null) !== null;
    if (expected) return say(condition.f, condition.op === 'unknown' ? 'not-documented' : 'present');
    if (condition.op !== 'unknown') say(condition.f, known ? 'ruled-out' : 'assumed-absent');
    return;
  }
  const branches = 'all' in condition ? condition.all : condition.any;
  // A true `all` and a false `any` need every branch; a true `any` and a false `all` are settled by one.
  const needsAll = 'all' in condition === expected;
  const telling = needsAll ? branches : settling(branches, facts, expected);
  for (const branch of telling) tell(branch, facts, expected, say);
}

function settling(branches: readonly Condition[], facts: Facts, expected: boolean): readonly Condition[] {
  const certain = branches.filter((branch) => certainty(branch, facts) === expected);
  return certain.length > 0 ? certain : branches.filter((branch) => holds(branch, facts) === expected);
}

/** Every comparison of a condition, negated ones included. */
export function testsOf(condition: Condition): readonly Test[] {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  return 'not' in condition ? testsOf(condition.not) : [condition];
}
