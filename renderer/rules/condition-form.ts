import type { RuleCondition, RuleTest } from '#contract/rules';
import type { Finding } from '#contract/triage';

/** A condition as it is edited: groups of *all*, *at least one* or *none*, and the tests in them. */

export interface ConditionGroup {
  readonly kind: 'group';
  readonly mode: 'all' | 'any' | 'none';
  readonly parts: readonly ConditionNode[];
}
export type ConditionNode = ConditionGroup | { readonly kind: 'test'; readonly test: RuleTest };

/** The condition of a rule as the editor shows it: always a group at the top. */
export function groupOf(condition: RuleCondition): ConditionGroup {
  const node = nodeOf(condition);
  return node.kind === 'group' ? node : { kind: 'group', mode: 'all', parts: [node] };
}

function nodeOf(condition: RuleCondition): ConditionNode {
  if ('all' in condition) return { kind: 'group', mode: 'all', parts: condition.all.map(nodeOf) };
  if ('any' in condition) return { kind: 'group', mode: 'any', parts: condition.any.map(nodeOf) };
  if ('f' in condition) return { kind: 'test', test: condition };
  const { not } = condition;
  return { kind: 'group', mode: 'none', parts: 'any' in not ? not.any.map(nodeOf) : [nodeOf(not)] };
}

/** The condition a group says; null while there is nothing in it. Groups left empty are left out. */
export function conditionOf(node: ConditionNode): RuleCondition | null {
  if (node.kind === 'test') return node.test;
  const parts = node.parts.map(conditionOf).filter((part) => part !== null);
  const [first, ...more] = parts;
  if (!first) return null;
  if (node.mode === 'none') return { not: more.length === 0 ? first : { any: parts } };
  if (more.length === 0 && node.parts.length === 1 && node.parts[0]?.kind === 'test') return first;
  return node.mode === 'all' ? { all: parts } : { any: parts };
}

/** What a test of a finding says before anything is chosen. */
export function newTest({ field, kind, min, worse, options }: Pick<Finding, 'field' | 'kind' | 'min' | 'worse' | 'options'>): RuleTest {
  if (kind === 'number') return { f: field, op: worse === 'lower' ? '<' : '>=', v: Math.max(min ?? 0, 1) };
  if (kind === 'enum') return { f: field, op: 'in', v: [options?.at(-1)?.code ?? 'high'] };
  return kind === 'list' ? { f: field, op: 'nonempty', v: true } : { f: field, op: 'is', v: true };
}
