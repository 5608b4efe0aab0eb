import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GivenInputs } from '#contract/instruments.ts';
import { instrument, refused, scored } from './testing/built-in.ts';

const answers = (from: number, ...given: readonly (number | null)[]): GivenInputs => Object.fromEntries(given.map((answer, index) => [`qlq_c30_${from + index}`, answer]));
const parts = (given: GivenInputs): Record<string, number | null> => scored('qlq-c30', given).details['parts'] as Record<string, number | null>;

describe('QLQ-C30', () => {
  test('the worked examples of the scoring: functioning, fatigue, global health', () => {
    const given = { ...answers(1, 2, 2, 1, 1, 1), qlq_c30_10: 3, qlq_c30_12: 2, qlq_c30_18: 3, ...answers(29, 5, 6) };
    expect(parts(given)).toMatchObject({ physical: 86.67, fatigue: 55.56, global: 75 });
    expect(scored('qlq-c30', given)).toMatchObject({ score: 75, category: null });
  });

  test('the best and the worst of everything', () => {
    const best = { ...answers(1, ...Array<number>(28).fill(1)), ...answers(29, 7, 7) };
    const worst = { ...answers(1, ...Array<number>(28).fill(4)), ...answers(29, 1, 1) };
    expect(parts(best)).toEqual({ physical: 100, role: 100, emotional: 100, cognitive: 100, social: 100, fatigue: 0, nausea: 0, pain: 0, dyspnoea: 0, insomnia: 0, appetite: 0, constipation: 0, diarrhoea: 0, financial: 0, global: 100 });
    expect(parts(worst)).toMatchObject({ physical: 0, social: 0, fatigue: 100, financial: 100, global: 0 });
  });

  test('half of the answers are enough for a scale, fewer are not; nothing stands in for what is missing', () => {
    expect(parts(answers(21, 1, 3, null, null))['emotional']).toBe(66.67);
    expect(parts(answers(21, 1, null, null, null))['emotional']).toBeNull();
    expect(parts(answers(1, 2, 2, 2, null, null))['physical']).toBe(66.67);
    expect(parts(answers(1, 2, 2, null, null, null))['physical']).toBeNull();
    expect(scored('qlq-c30', answers(29, 4, null))).toMatchObject({ score: 50, flags: ['items_prorated'] });
    expect(scored('qlq-c30', answers(1, 1))).toMatchObject({ score: null });
  });

  test('every scale lies from 0 to 100, and an answer on the sheet is 1 to 4, or 1 to 7 for the last two', () => {
    const items = instrument('qlq-c30').body.inputs.map(({ name }, index) => [name, fc.option(fc.integer({ min: 1, max: index >= 28 ? 7 : 4 }))] as const);
    fc.assert(fc.property(fc.record(Object.fromEntries(items)), (given) => {
      for (const value of Object.values(parts(given))) expect(value === null || (value >= 0 && value <= 100)).toBe(true);
    }));
    expect(refused('qlq-c30', { qlq_c30_1: 5 })).toHaveLength(1);
    expect(refused('qlq-c30', { qlq_c30_29: 8 })).toHaveLength(1);
  });
});

describe('EQ-5D-5L', () => {
  const whole = { eq5d_mobility: 2, eq5d_self_care: 1, eq5d_usual_activities: 2, eq5d_pain_discomfort: 3, eq5d_anxiety_depression: 2, eq5d_scale: 70 };
  test('the levels as a profile, and the person’s own scale; no value of a country', () => {
    expect(scored('eq-5d-5l', whole)).toMatchObject({ score: 70, missing: [], details: { profile: '21232' } });
  });
  test('no profile where a dimension is missing; the scale by itself', () => {
    expect(scored('eq-5d-5l', { ...whole, eq5d_self_care: null })).toMatchObject({ score: 70, missing: ['eq5d_self_care'], details: { profile: null } });
    expect(scored('eq-5d-5l', { ...whole, eq5d_scale: null })).toMatchObject({ score: null, missing: ['eq5d_scale'], details: { profile: '21232' } });
    expect(refused('eq-5d-5l', { eq5d_mobility: 6 })).toHaveLength(1);
  });
});
