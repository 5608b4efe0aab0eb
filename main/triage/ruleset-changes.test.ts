import { describe, expect, test } from 'vitest';
import { changedRuleset, checkedRuleset, nextClinicVersion, nextRuleId } from './ruleset-change-rules.ts';
import { replayed } from './replay-rules.ts';
import { breachSentence, guaranteeBreach } from './ruleset-guarantee-rules.ts';
import { builtInDangerFindings, builtInTriageContent, builtInVignettes, type Rule, type Ruleset } from './triage-content.ts';
import { evaluate } from './triage-rules.ts';
import { missedEmergencies, runVignettes } from './vignette-rules.ts';

const { ruleset, reasons } = builtInTriageContent;
const { rules } = ruleset.body;
const ruleOf = (id: string): Rule => rules.find((one) => one.id === id) ?? fail(id);
const fail = (id: string): never => {
  throw new Error(id);
};
const withRules = (changed: readonly Rule[]): Ruleset => ({ ...ruleset, body: { ...ruleset.body, rules: [...changed] } });
const without = (id: string): Ruleset => withRules(rules.filter((rule) => rule.id !== id));
const put = (rule: Partial<Rule>): Ruleset => {
  const changed = changedRuleset(ruleset, { kind: 'put', rule }, '1.0.0+clinic.1', builtInTriageContent);
  if (!changed.ok) throw new Error(JSON.stringify(changed.problems));
  return changed.ruleset;
};

describe('guarantees of a changed ruleset', () => {
  test('none is found broken in the shipped one', () => {
    expect(guaranteeBreach(ruleset, builtInDangerFindings)).toBeNull();
  });

  // Each leaves a finding that takes one rule away with nothing to take over.
  test.each(['R01', 'R02', 'R06', 'R07', 'R10', 'R12', 'R14', 'R25', 'R27', 'R36'])('without %s a worse finding lowers the class', (id) => {
    const breach = guaranteeBreach(without(id), builtInDangerFindings);
    if (!breach) throw new Error('no breach found');
    // What it tells is so.
    const decided = (value: unknown) => {
      const answer = evaluate({ age: 50, ...breach.facts, [breach.field]: value }, without(id), reasons);
      return answer.ok ? answer.decision.cls : null;
    };
    expect([decided(breach.from), decided(breach.to)]).toEqual([breach.before.cls, breach.after.cls]);
    expect(breach.before.cls < breach.after.cls || breach.before.cls === 'URG').toBe(true);
  });

  test('a rule that asks for a *no* lets the unknown lower the class, and is told in words', () => {
    const breach = guaranteeBreach(put({ ...ruleOf('R24'), when: { all: [{ f: 'proximal_weakness', op: 'is', v: true }, { f: 'fever', op: 'is', v: false }] } }), builtInDangerFindings);
    expect(breach).not.toBeNull();
    expect(breach && breachSentence(breach, builtInTriageContent).en).toMatch(/^With “.+” the class is B \(R24\)\. With “Fever: .+” it would only be [C-E] \(R\d\d\): (not knowing|a danger finding) may not lower the class\.$/);
  });

  test('a rule less urgent than none may not rest on a danger finding', () => {
    expect(guaranteeBreach(put({ ...ruleOf('R18'), id: 'L01', cls: 'E', when: { f: 'dactylitis', op: 'is', v: true } } as Rule), builtInDangerFindings)).toMatchObject({ guarantee: 'danger', field: 'dactylitis', after: { cls: 'E' } });
  });

  test('raising a class, a new urgent rule, another professional break nothing', () => {
    expect(guaranteeBreach(put({ ...ruleOf('R31'), cls: 'B' } as Rule), builtInDangerFindings)).toBeNull();
    expect(guaranteeBreach(put({ ...ruleOf('R18'), id: 'L01', cls: 'C', when: { all: [{ f: 'uveitis_history', op: 'is', v: true }, { f: 'age', op: '<', v: 45 }] } } as Rule), builtInDangerFindings)).toBeNull();
  });
});

describe('changes', () => {
  test('a rule put in the place of its namesake, one added, a modifier added and taken out', () => {
    expect(put({ ...ruleOf('R31'), cls: 'B' } as Rule)).toMatchObject({ version: '1.0.0+clinic.1', status: 'unreviewed' });
    const added = put({ ...ruleOf('M06'), id: 'L01' });
    expect(added.body.modifierOrder.at(-1)).toBe('L01');
    expect(nextRuleId(added)).toBe('L02');
    const off = changedRuleset(added, { kind: 'off', ruleId: 'L01' }, '1.0.0+clinic.2', builtInTriageContent);
    expect(off.ok && off.ruleset.body).toEqual(ruleset.body);
  });

  test.each<[string, Partial<Rule> | Record<string, unknown>, string, string]>([
    ['text missing', { ...ruleOf('R18'), why: { fr: 'x', en: '' } }, 'why.en', 'MALFORMED'],
    ['no such finding', { ...ruleOf('R18'), when: { f: 'fevr', op: 'is', v: true } }, 'when', 'MALFORMED'],
    ['a measure as yes or no', { ...ruleOf('R18'), when: { f: 'crp', op: 'is', v: true } }, 'when', 'MALFORMED'],
    ['no such level', { ...ruleOf('R18'), when: { f: 'acpa', op: '==', v: 'huge' } }, 'R18', 'NO_SUCH_VALUE'],
    ['out of reach', { ...ruleOf('R18'), when: { f: 'haq', op: '>=', v: 4 } }, 'R18', 'OUT_OF_BOUNDS'],
    ['age unknown', { ...ruleOf('R18'), when: { f: 'age', op: 'unknown', v: true } }, 'body', 'AGE_KNOWN'],
    ['another kind', { ...ruleOf('M06'), id: 'R18' }, '', 'OTHER_KIND'],
    ['the fallback', { ...ruleOf('R58'), cls: 'E' }, '', 'FALLBACK_STAYS'],
    ['a modifier that does nothing', { ...ruleOf('M06'), flag: null }, 'M06', 'SAYS_NOTHING'],
    ['no id', { title: { fr: 'a', en: 'b' } }, 'id', 'MALFORMED'],
  ])('%s is refused', (_name, rule, path, code) => {
    const changed = changedRuleset(ruleset, { kind: 'put', rule }, '1.0.0+clinic.1', builtInTriageContent);
    expect(changed.ok ? [] : changed.problems.map((problem) => problem.code)).toContain(code);
    if (!changed.ok && path !== '') expect(changed.problems.some((problem) => problem.path.startsWith(path))).toBe(true);
  });

  test('anything else than a ruleset is refused, not an incident', () => {
    for (const value of [null, 3, [], {}, { kind: 'triage-ruleset' }]) expect(checkedRuleset(value, builtInTriageContent).ok).toBe(false);
  });

  test('versions of a clinic name the shipped one they began from, and count on', () => {
    expect(nextClinicVersion('1.0.0', ['1.0.0'])).toBe('1.0.0+clinic.1');
    expect(nextClinicVersion('1.0.0+clinic.1', ['1.0.0', '1.0.0+clinic.1', '1.0.0+clinic.9'])).toBe('1.0.0+clinic.10');
    expect(nextClinicVersion('1.1.0', ['1.0.0+clinic.2'])).toBe('1.1.0+clinic.3');
  });
});

describe('vignettes and replay', () => {
  test('all pass on the shipped rules; what fails elsewhere is named, and a missed emergency told apart', () => {
    expect(runVignettes(ruleset, reasons, builtInVignettes).filter(({ faults }) => faults.length > 0)).toEqual([]);
    const later = runVignettes(without('R18'), reasons, builtInVignettes).filter(({ faults }) => faults.length > 0);
    expect(later).toMatchObject([{ id: 'V15', expected: 'A', cls: 'D', faults: expect.arrayContaining(['class', 'rules']) as string[] }]);
    expect(missedEmergencies(later)).toHaveLength(1);
    // Seen sooner is no emergency missed.
    expect(missedEmergencies(runVignettes(put({ ...ruleOf('R31'), cls: 'A' } as Rule), reasons, builtInVignettes))).toEqual([]);
  });

  test('two rulesets on the same request: what differs, by which rule and findings', () => {
    const features = { age: 47, swollen_joints: 4 };
    expect(replayed(features, ruleset, put({ ...ruleOf('R31'), cls: 'B' } as Rule), reasons)).toMatchObject({ differences: ['class'], before: { cls: 'C', rules: ['R31'] }, after: { cls: 'B', facts: expect.arrayContaining([{ field: 'swollen_joints', value: 4, part: 'present' }]) as unknown } });
    expect(replayed(features, ruleset, put({ ...ruleOf('R31'), pros: ['IPS'], modality: 'VIDEO' } as Rule), reasons)?.differences).toEqual(['professional', 'modality']);
    expect(replayed(features, ruleset, ruleset, reasons)?.differences).toEqual([]);
    expect(replayed({}, ruleset, ruleset, reasons)).toBeNull();
  });
});
