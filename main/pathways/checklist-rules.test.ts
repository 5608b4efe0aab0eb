import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChecklistResult, checklistAt, judgeChecklist } from './checklist-rules.ts';
import type { PathwayFacts } from './criterion-rules.ts';
import { builtInPathways } from './pathway-content.ts';

const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!.body;
const checklist = checklistAt(home, 'home')!;
const fit: PathwayFacts = {
  temperature: 36.9, spo2: 97, 'spo2-drop': 0, systolic: 128, 'weight-loss': 1, 'labs-within-72h': true, 'labs-new-grade-2': false, ecog: 1, infection: false, 'prednisone-mg': 0, 'oncologist-validated': true, 'pharmacy-released': true, 'identity-checked': true, 'emergency-kit': true,
};

describe('before a dose at home', () => {
  test('all in order: GO, nobody must act', () => expect(judgeChecklist(checklist, fit, 'go-on')).toMatchObject({ result: 'go', to: [] }));

  test.each([
    ['temperature', 38, 'no-go', 'vitals', 'oncologist'],
    ['temperature', 37.9, 'go', null, null],
    ['spo2', 93, 'no-go', 'vitals', 'oncologist'],
    ['spo2-drop', 3, 'no-go', 'vitals', 'oncologist'],
    ['systolic', 89, 'no-go', 'vitals', 'oncologist'],
    ['systolic', 180, 'no-go', 'vitals', 'oncologist'],
    ['weight-loss', 5, 'no-go', 'vitals', 'oncologist'],
    ['labs-within-72h', false, 'hold', 'laboratory', 'coordinator'],
    ['labs-new-grade-2', true, 'no-go', 'laboratory', 'oncologist'],
    ['ecog', 3, 'no-go', 'condition', 'oncologist'],
    ['infection', true, 'no-go', 'condition', 'oncologist'],
    ['prednisone-mg', 10, 'go', null, null],
    ['prednisone-mg', 10.5, 'no-go', 'steroids', 'oncologist'],
    ['oncologist-validated', false, 'hold', 'validation', 'oncologist'],
    ['pharmacy-released', false, 'no-go', 'pharmacy', 'pharmacist'],
    ['identity-checked', false, 'no-go', 'identity', 'coordinator'],
    ['emergency-kit', false, 'no-go', 'safety', 'coordinator'],
  ] as const)('%s = %s: %s', (fact, value, result, item, to) => {
    const verdict = judgeChecklist(checklist, { ...fit, [fact]: value }, 'go-on');
    expect(verdict.result).toBe(result);
    expect(verdict.items.filter((one) => one.result !== 'go').map(({ code }) => code)).toEqual(item === null ? [] : [item]);
    if (to !== null) expect(verdict.to).toContain(to);
  });

  test('what is not known holds the dose and names who is to find out', () => {
    const verdict = judgeChecklist(checklist, { ...fit, temperature: undefined }, 'go-on');
    expect(verdict).toMatchObject({ result: 'hold', to: ['community-nurse'] });
    expect(judgeChecklist(checklist, fit, null).items[0]).toMatchObject({ code: 'symptoms', result: 'hold', to: ['coordinator', 'nurse'] });
  });

  test.each(['hold', 'stop'] as const)('toxicity that asks to %s: NO-GO, the oncologist', (toxicity) => {
    expect(judgeChecklist(checklist, fit, toxicity)).toMatchObject({ result: 'no-go', to: ['oncologist'] });
  });

  test('in hospital no list of the home is asked', () => expect(checklistAt(home, 'hospital')).toBeNull());

  test('a fact that becomes unknown never turns a dose into GO', () => {
    const rank: Readonly<Record<ChecklistResult, number>> = { go: 0, hold: 1, 'no-go': 2 };
    const facts = fc.record(Object.fromEntries(Object.entries(fit).map(([code, value]) => [code, typeof value === 'boolean' ? fc.constantFrom(true, false, undefined) : fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 250, noNaN: true }))])));
    fc.assert(
      fc.property(facts, fc.constantFrom(...Object.keys(fit)), (given, code) => {
        const verdict = judgeChecklist(checklist, { ...given, [code]: undefined }, 'go-on');
        expect(verdict.result).not.toBe('go');
        // The gravest item decides.
        expect(rank[verdict.result]).toBe(Math.max(...verdict.items.map(({ result }) => rank[result])));
      }),
      { numRuns: 200 },
    );
  });
});
