import { describe, expect, test } from 'vitest';
import type { FindingValue } from '#contract/triage.ts';
import { type Condition, holds, partsPlayed, type Test, testsOf } from './condition-evaluation.ts';

const fever: Test = { f: 'fever', op: 'is', v: true };
const crpHigh: Test = { f: 'crp', op: '>=', v: 10 };
const esrHigh: Test = { f: 'esr', op: '>=', v: 50 };

describe('operators', () => {
  const cases: readonly (readonly [Test, FindingValue, boolean])[] = [
    [fever, true, true], [fever, false, false], [fever, null, false],
    [{ f: 'has_video', op: 'is', v: false }, false, true], [{ f: 'has_video', op: 'is', v: false }, true, false], [{ f: 'has_video', op: 'is', v: false }, null, false],
    [crpHigh, 10, true], [crpHigh, 9.99, false], [crpHigh, null, false],
    [{ f: 'alt_xuln', op: '>', v: 3 }, 3, false], [{ f: 'alt_xuln', op: '>', v: 3 }, 3.01, true], [{ f: 'alt_xuln', op: '>', v: 3 }, null, false],
    [{ f: 'spo2', op: '<', v: 92 }, 92, false], [{ f: 'spo2', op: '<', v: 92 }, 91, true], [{ f: 'spo2', op: '<', v: 92 }, null, false],
    [{ f: 'cdai', op: '<=', v: 10 }, 10, true], [{ f: 'cdai', op: '<=', v: 10 }, 10.5, false], [{ f: 'cdai', op: '<=', v: 10 }, null, false],
    [{ f: 'irae_grade', op: '==', v: 2 }, 2, true], [{ f: 'irae_grade', op: '==', v: 2 }, 3, false], [{ f: 'irae_grade', op: '==', v: 2 }, null, false],
    [{ f: 'rf', op: '==', v: 'high' }, 'high', true], [{ f: 'rf', op: '==', v: 'high' }, 'low', false],
    [{ f: 'acpa', op: 'in', v: ['low', 'high'] }, 'low', true], [{ f: 'acpa', op: 'in', v: ['low', 'high'] }, 'neg', false], [{ f: 'acpa', op: 'in', v: ['low', 'high'] }, null, false],
    [{ f: 'esr', op: 'unknown', v: true }, null, true], [{ f: 'esr', op: 'unknown', v: true }, 0, false],
    [{ f: 'prereq_missing', op: 'nonempty', v: true }, ['CRP'], true], [{ f: 'prereq_missing', op: 'nonempty', v: true }, [], false], [{ f: 'prereq_missing', op: 'nonempty', v: true }, null, false],
  ];
  test.each(cases.map(([condition, value, expected]) => ({ condition, value, expected })))('$condition.f $condition.op $condition.v of $value is $expected', ({ condition, value, expected }) => {
    expect(holds(condition, { [condition.f]: value })).toBe(expected);
  });

  test('an absent finding is unknown, as null is', () => {
    expect(holds({ f: 'esr', op: 'unknown', v: true }, {})).toBe(true);
    expect(holds({ not: fever }, {})).toBe(true);
  });

  test('all, any and not', () => {
    expect(holds({ all: [fever, crpHigh] }, { fever: true, crp: 9 })).toBe(false);
    expect(holds({ any: [fever, crpHigh] }, { fever: false, crp: 12 })).toBe(true);
    expect(holds({ not: { any: [fever, crpHigh] } }, { fever: false, crp: 5 })).toBe(true);
  });

  test('every comparison of a condition is found', () => {
    expect(testsOf({ all: [fever, { not: { any: [crpHigh, esrHigh] } }] })).toEqual([fever, crpHigh, esrHigh]);
  });
});

describe('the part each finding plays in a true condition', () => {
  const parts = (condition: Condition, facts: Readonly<Record<string, FindingValue>>) => Object.fromEntries(partsPlayed(condition, facts));

  test('present, ruled out, assumed absent, not documented', () => {
    const condition: Condition = { all: [fever, { not: crpHigh }, { not: esrHigh }, { f: 'visual_symptoms', op: 'unknown', v: true }] };
    expect(parts(condition, { fever: true, crp: 3 })).toEqual({ fever: 'present', crp: 'ruled-out', esr: 'assumed-absent', visual_symptoms: 'not-documented' });
  });

  test('a negated conjunction that one known finding settles assumes nothing of the other', () => {
    const condition: Condition = { not: { all: [fever, crpHigh] } };
    expect(parts(condition, { fever: false })).toEqual({ fever: 'ruled-out' });
    expect(parts(condition, { fever: true })).toEqual({ crp: 'assumed-absent' });
    expect(parts(condition, {})).toEqual({ fever: 'assumed-absent', crp: 'assumed-absent' });
  });

  test('a branch that rests on nothing unknown is told instead of one that does', () => {
    const condition: Condition = { any: [{ all: [fever, { not: crpHigh }] }, esrHigh] };
    expect(parts(condition, { fever: true, esr: 60 })).toEqual({ esr: 'present' });
    expect(parts(condition, { fever: true, esr: 20 })).toEqual({ fever: 'present', crp: 'assumed-absent' });
  });

  test('a negation that only asks whether a value is known assumes nothing', () => {
    expect(parts({ not: { all: [{ f: 'crp', op: 'unknown', v: true }, { f: 'esr', op: 'unknown', v: true }] } }, { crp: 3 })).toEqual({});
  });

  test('the strongest part is told once', () => {
    expect(parts({ all: [{ not: { f: 'crp', op: '>=', v: 50 } }, crpHigh] }, { crp: 12 })).toEqual({ crp: 'present' });
  });
});
