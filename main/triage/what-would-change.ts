import { type FindingValue, numberBounds, type Urgency } from '#contract/triage.ts';
import { type Comparison, type Facts, holds, partsPlayed, type Test, testsOf } from './condition-evaluation.ts';
import type { AssignRule, FallbackRule, TriageContent } from './triage-content.ts';
import { type Evaluation, rankOf, readyRuleset } from './triage-rules.ts';

/** The single facts on which a class hangs: which one finding, said otherwise, would raise or lower it. */

type Threshold = { readonly operator: Comparison; readonly threshold: number };

export interface SingleChange {
  readonly field: string;
  readonly from: FindingValue;
  readonly value: FindingValue;
  /** For a measured finding, the threshold that `value` has crossed. */
  readonly condition: Threshold | null;
  readonly cls: Urgency;
  /** The rule that would then decide. */
  readonly rule: AssignRule | FallbackRule;
}

export interface SingleChanges {
  readonly raising: readonly SingleChange[];
  readonly lowering: readonly SingleChange[];
}

/** How many the reader is given; `distant` ones, which share nothing with what is documented, only when no other is known. */
const shown = { raising: 6, distant: 3, lowering: 4 } as const;

/** What a person is, not what was found: that another age would change the class helps nobody. */
const notAFinding = new Set(['age', 'onset_age', 'prereq_missing']);

/** Smallest difference that crosses a threshold, for findings that are not whole numbers. */
const smallStep = 0.01;

type Candidate = { readonly value: FindingValue; readonly condition: Threshold | null };

/**
 * The nearest single changes, one a finding. Raising: first those that complete a rule of which most is already
 * documented. Lowering: only by a finding on which the present class rests.
 */
export function whatWouldChange(evaluation: Evaluation, content: Pick<TriageContent, 'ruleset' | 'dictionary'>): SingleChanges {
  const { facts, fired, decision } = evaluation;
  const { assign, fallback, assignByField } = readyRuleset(content.ruleset);
  const firedRules = new Set(fired.map(({ rule }) => rule));
  const present = rankOf(decision.cls);
  const restsOn = new Set(fired.filter(({ rule }) => rule.cls === decision.cls).flatMap(({ rule }) => testsOfRule(rule).map((test) => test.f)));

  const telling = new Set(fired.flatMap(({ parts }) => [...parts].filter(([, part]) => part === 'present').map(([field]) => field)));

  const raising: NearChange[] = [];
  const lowering: SingleChange[] = [];
  for (const { field, danger, worse } of content.dictionary.body.findings) {
    const affected = new Set<AssignRule | FallbackRule>(assignByField.get(field));
    if (notAFinding.has(field) || affected.size === 0) continue;
    const from = facts[field] ?? null;
    const changes = candidatesFor(field, from, [...affected], worse === 'lower').map(({ value, condition }) => {
      const changed = { ...facts, [field]: value };
      // Only rules that read the finding can have changed.
      const rule = assign.find((candidate) => (affected.has(candidate) ? holds(candidate.when, changed) : firedRules.has(candidate))) ?? fallback;
      return { field, from, value, condition: condition && (crossed(rule, field, value, from) ?? condition), cls: rule.cls, rule };
    });
    const raise = changes.find(({ cls }) => rankOf(cls) < present);
    const lower = restsOn.has(field) ? changes.find(({ cls }) => rankOf(cls) > present) : undefined;
    const near = raise ? nearness(raise, facts, telling) : 0;
    if (raise && (danger || near > 0)) raising.push({ ...raise, near });
    if (lower) lowering.push(lower);
  }
  return { raising: nearestFirst(raising), lowering: lowering.sort((a, b) => rankOf(b.cls) - rankOf(a.cls)).slice(0, shown.lowering) };
}

const testsOfRule = (rule: AssignRule | FallbackRule): readonly Test[] => ('none' in rule.when ? [] : testsOf(rule.when));

type NearChange = SingleChange & { readonly near: number };

function nearestFirst(changes: readonly NearChange[]): readonly SingleChange[] {
  const near = changes.filter((change) => change.near > 0).sort((a, b) => b.near - a.near || rankOf(a.cls) - rankOf(b.cls));
  const kept = near.length > 0 ? near.slice(0, shown.raising) : changes.slice(0, shown.distant);
  return kept.map(({ near: _, ...change }) => change);
}

/**
 * How much of the rule that would decide is already documented: its other present findings, age aside, and the
 * finding itself where a fired rule already rests on it (more swollen joints, a higher CRP).
 */
function nearness({ field, value, rule }: SingleChange, facts: Facts, telling: ReadonlySet<string>): number {
  if ('none' in rule.when) return 0;
  const parts = partsPlayed(rule.when, { ...facts, [field]: value });
  const others = [...parts].filter(([other, part]) => part === 'present' && other !== field && other !== 'age').length;
  return others + (telling.has(field) ? 1 : 0);
}

/** The threshold of the rule itself that the new value meets and the old one did not. */
function crossed(rule: AssignRule | FallbackRule, field: string, value: FindingValue, from: FindingValue): Threshold | undefined {
  const met = testsOfRule(rule).flatMap((test) => {
    if (test.f !== field || !isMeasured(test) || !holds(test, { [field]: value }) || holds(test, { [field]: from })) return [];
    return [{ operator: test.op, threshold: test.v, gap: Math.abs(test.v - Number(value)) }];
  });
  const [nearest] = met.sort((a, b) => a.gap - b.gap);
  return nearest && { operator: nearest.operator, threshold: nearest.threshold };
}

/**
 * Other values worth trying, nearest first: the other answer, the other levels, a value on each side of each
 * threshold. From an unknown measure, nearest to normal first.
 */
function candidatesFor(field: string, from: FindingValue, rules: readonly (AssignRule | FallbackRule)[], worseWhenLower: boolean): readonly Candidate[] {
  const candidates = new Map<FindingValue, Candidate>();
  for (const test of rules.flatMap(testsOfRule)) {
    if (test.f !== field) continue;
    for (const candidate of candidatesOf(test)) if (candidate.value !== from && !candidates.has(candidate.value)) candidates.set(candidate.value, candidate);
  }
  const distance = ({ value }: Candidate): number => {
    if (typeof value !== 'number') return 0;
    if (typeof from === 'number') return Math.abs(value - from);
    return worseWhenLower ? -value : value;
  };
  return [...candidates.values()].sort((a, b) => distance(a) - distance(b));
}

function candidatesOf(test: Test): readonly Candidate[] {
  const plain = (...values: FindingValue[]): readonly Candidate[] => values.map((value) => ({ value, condition: null }));
  if (test.op === 'is') return plain(true, false);
  if (test.op === 'in') return plain('neg', ...test.v);
  if (test.op === 'unknown' || test.op === 'nonempty') return [];
  return isMeasured(test) ? aroundThreshold(test.f, test.op, test.v) : plain('neg', test.v);
}

const isMeasured = (test: Test): test is Extract<Test, { op: Comparison }> & { readonly v: number } => typeof test.v === 'number';

function aroundThreshold(field: string, operator: Comparison, threshold: number): readonly Candidate[] {
  const bounds = Object.entries(numberBounds).find(([name]) => name === field)?.[1];
  if (!bounds) return [];
  const step = bounds.whole ? 1 : smallStep;
  const at = (value: number, condition: Comparison) => ({ value, condition: { operator: condition, threshold } });
  const below = Number((threshold - step).toFixed(2));
  const above = Number((threshold + step).toFixed(2));
  const sides = {
    '>=': [at(threshold, '>='), at(below, '<')],
    '<': [at(below, '<'), at(threshold, '>=')],
    '>': [at(above, '>'), at(threshold, '<=')],
    '<=': [at(threshold, '<='), at(above, '>')],
    '==': [at(threshold, '=='), at(below, '<'), at(above, '>')],
  } as const;
  return sides[operator].filter(({ value }) => value >= bounds.min && value <= bounds.max);
}
