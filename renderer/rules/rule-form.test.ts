import { describe, expect, test } from 'vitest';
import type { RuleCondition } from '#contract/rules';
import { builtInTriageContent } from '../../main/triage/triage-content.ts';
import { conditionOf, groupOf, newTest } from './condition-form.ts';
import { blankRule, formOf, isRuleFound, readRuleDraft, ruleOf } from './rule-form.ts';

const { rules } = builtInTriageContent.ruleset.body;
const fever = { f: 'fever', op: 'is', v: true } as const;
const crp = { f: 'crp', op: '>=', v: 10 } as const;

/** The same condition however one-part groups and double negations were written. */
const plain = (condition: RuleCondition): RuleCondition => {
  if ('all' in condition) return condition.all.length === 1 && condition.all[0] ? plain(condition.all[0]) : { all: condition.all.map(plain) };
  if ('any' in condition) return condition.any.length === 1 && condition.any[0] ? plain(condition.any[0]) : { any: condition.any.map(plain) };
  return 'not' in condition ? { not: plain(condition.not) } : condition;
};

describe('a rule as it is edited', () => {
  test.each(rules.filter(({ when }) => !('none' in when)).map((rule) => [rule.id, rule] as const))('%s comes back as it was', (_id, rule) => {
    const form = formOf(rule);
    if (!form || 'none' in rule.when) throw new Error('no form');
    expect({ ...ruleOf(form), when: plain(ruleOf(form)['when'] as RuleCondition) }).toEqual({ ...rule, when: plain(rule.when) });
    expect(readRuleDraft(JSON.parse(JSON.stringify(form)))).toEqual(form);
  });

  test('the rule without a condition has no form; a blank one says nothing yet', () => {
    const [fallback] = rules.filter(({ when }) => 'none' in when);
    expect(fallback && formOf(fallback)).toBeNull();
    expect(ruleOf(blankRule('L01', 'assign'))).toMatchObject({ id: 'L01', when: null, pros: ['RHEUM'] });
    expect(ruleOf(blankRule('L01', 'modifier'))).toMatchObject({ adds: [], modality: null, flag: null });
    expect(readRuleDraft({ id: 'L01' })).toBeNull();
  });

  test.each<[RuleCondition, RuleCondition]>([
    [{ not: fever }, { not: fever }],
    [{ not: { any: [fever, crp] } }, { not: { any: [fever, crp] } }],
    [{ not: { all: [fever, crp] } }, { not: { all: [fever, crp] } }],
    [fever, fever],
  ])('%j', (condition, back) => {
    expect(conditionOf(groupOf(condition))).toEqual(back);
  });

  test('a group left empty is left out', () => {
    expect(conditionOf({ kind: 'group', mode: 'all', parts: [{ kind: 'test', test: fever }, { kind: 'group', mode: 'any', parts: [] }] })).toEqual({ all: [fever] });
    expect(conditionOf({ kind: 'group', mode: 'none', parts: [] })).toBeNull();
  });

  test('a new test begins within the bounds of its finding', () => {
    expect(newTest({ field: 'hb', kind: 'number', min: 20, worse: 'lower' })).toEqual({ f: 'hb', op: '<', v: 20 });
    expect(newTest({ field: 'fever', kind: 'boolean' })).toEqual(fever);
  });

  test('found by words of either language, without accents, or by number', () => {
    const read = { rule: rules[0] ?? (() => { throw new Error('no rule'); })(), sentence: { fr: 'Si fièvre', en: 'If fever' } };
    for (const text of ['r01', 'fievre', 'SEPTIC', '']) expect(isRuleFound(read, text)).toBe(true);
    expect(isRuleFound(read, 'lupus')).toBe(false);
  });
});
