import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChecklistResult, checklistAt, judgeChecklist } from './checklist-rules.ts';
import type { PathwayFacts } from './criterion-rules.ts';
import { goodLaboratory } from './doses/testing/dosed-patient.ts';
import { builtInPathways } from './pathway-content.ts';

const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!.body;
const checklist = checklistAt(home, 'home')!;
const fit: PathwayFacts = {
  temperature: 36.9, spo2: 97, 'spo2-drop': 0, systolic: 128, 'weight-loss': 1, ...goodLaboratory, 'labs-new-grade-2': false, ecog: 1, infection: false, 'prednisone-mg': 0, 'oncologist-validated': true, 'pharmacy-released': true, 'identity-checked': true, 'emergency-kit': true,
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
    // Each value at its limit and beyond it. Source: CTCAE v5.0, grade 2.
    ['neutrophils', 1.49, 'no-go', 'laboratory', 'oncologist'],
    ['platelets', 74, 'no-go', 'laboratory', 'oncologist'],
    ['haemoglobin', 99, 'no-go', 'laboratory', 'oncologist'],
    ['alt', 120, 'go', null, null],
    ['alt', 121, 'no-go', 'laboratory', 'oncologist'],
    ['ast', 120, 'go', null, null],
    ['ast', 120.5, 'no-go', 'laboratory', 'oncologist'],
    ['bilirubin', 31.5, 'go', null, null],
    ['bilirubin', 31.6, 'no-go', 'laboratory', 'oncologist'],
    ['creatinine', 156, 'go', null, null],
    ['creatinine', 157, 'no-go', 'laboratory', 'oncologist'],
    ['ck', 500, 'go', null, null],
    ['ck', 501, 'no-go', 'laboratory', 'oncologist'],
    ['glucose', 14, 'go', null, null],
    ['glucose', 14.1, 'hold', 'laboratory', 'oncologist'],
    ['tsh', 9.9, 'go', null, null],
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
    // Beyond grade 1, blood below the limit of the laboratory is still asked of the oncologist too.
    expect(verdict.items.filter((one) => one.result !== 'go' && one.code !== 'blood-decision').map(({ code }) => code)).toEqual(item === null ? [] : [item]);
    if (to !== null) expect(verdict.to).toContain(to);
  });

  // Below the limit of the laboratory, and grade 1 no further: the oncologist decides.
  test.each([
    ['neutrophils', 1.79, 'blood-decision'],
    ['neutrophils', 1.5, 'blood-decision'],
    ['platelets', 149, 'blood-decision'],
    ['platelets', 75, 'blood-decision'],
    ['haemoglobin', 119, 'blood-decision'],
    ['haemoglobin', 100, 'blood-decision'],
    ['tsh', 10, 'thyroid-decision'],
  ] as const)('%s = %s is asked of the oncologist, who may let the dose go', (fact, value, item) => {
    const decision = { 'blood-decision': 'blood-accepted', 'thyroid-decision': 'thyroid-replaced' }[item];
    const judged = (more: PathwayFacts) => judgeChecklist(checklist, { ...fit, [fact]: value, ...more }, 'go-on');
    expect(judged({})).toMatchObject({ result: 'hold', to: ['oncologist'] });
    expect(judged({}).items.find(({ result }) => result !== 'go')).toMatchObject({ code: item, missing: [decision] });
    expect(judged({ [decision]: true }).result).toBe('go');
    expect(judged({ [decision]: false }).result).toBe(item === 'blood-decision' ? 'hold' : 'no-go');
  });

  test('while the value is not known, it is asked of whoever has it, and nothing of the oncologist', () => {
    const verdict = judgeChecklist(checklist, { ...fit, tsh: undefined, 'thyroid-replaced': false }, 'go-on');
    expect(verdict).toMatchObject({ result: 'hold', to: ['nurse', 'coordinator'] });
    expect(verdict.items.find(({ code }) => code === 'thyroid-decision')).toMatchObject({ result: 'hold', missing: ['tsh'], isAhead: true });
  });

  test('a value without the limit of its laboratory holds the dose', () => {
    expect(judgeChecklist(checklist, { ...fit, 'alt-upper': undefined }, 'go-on')).toMatchObject({ result: 'hold', to: ['nurse', 'coordinator'] });
  });

  test('property: a value of the laboratory that gets worse, or an abnormal one that is added, never moves a dose away from NO-GO', () => {
    const rank: Readonly<Record<ChecklistResult, number>> = { go: 0, hold: 1, 'no-go': 2 };
    const abnormal: PathwayFacts = { neutrophils: 1.2, platelets: 60, haemoglobin: 92, alt: 130, ast: 130, bilirubin: 40, creatinine: 170, ck: 600, glucose: 15, tsh: 12 };
    const [lower, higher] = [['neutrophils', 'platelets', 'haemoglobin'], ['alt', 'ast', 'bilirubin', 'creatinine', 'ck', 'glucose', 'tsh']];
    const measured = fc.record(Object.fromEntries([...lower, ...higher].map((code) => [code, fc.option(fc.double({ min: 0, max: 300, noNaN: true }), { nil: undefined })])));
    const decided = fc.record({ 'blood-accepted': fc.constantFrom(true, false, undefined), 'thyroid-replaced': fc.constantFrom(true, false, undefined) });
    fc.assert(
      fc.property(measured, decided, fc.constantFrom(...lower, ...higher), fc.double({ min: 0, max: 300, noNaN: true }), (values, decisions, code, other) => {
        const facts = { ...fit, ...values, ...decisions };
        const before = values[code];
        const worse = before === undefined ? abnormal[code] : lower.includes(code) ? Math.min(before, other) : Math.max(before, other);
        const then = judgeChecklist(checklist, { ...facts, [code]: worse }, 'go-on').result;
        const now = judgeChecklist(checklist, facts, 'go-on').result;
        if (now === 'no-go') expect(then).toBe('no-go');
        if (before !== undefined) expect(rank[then]).toBeGreaterThanOrEqual(rank[now]);
      }),
      { numRuns: 300 },
    );
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
