import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GivenInputs } from '#contract/instruments.ts';
import { roundHalfUp } from './rounding-rules.ts';
import { scored } from './testing/built-in.ts';

/** The same scores worked out again, otherwise: the formulas as they are printed, in plain arithmetic. */

const runs = { numRuns: 400 };
const count = (max: number) => fc.integer({ min: 0, max });
/** Tenths, so that the plain arithmetic below is exact in whole numbers. */
const tenths = (max: number) => fc.integer({ min: 0, max: max * 10 });

/** The printed value: within half a hundredth of the exact one. */
function agrees(id: string, given: GivenInputs, exact: number): void {
  const { score } = scored(id, given);
  expect(Math.abs((score ?? NaN) - exact), `${id} ${JSON.stringify(given)} ${score} ${exact}`).toBeLessThanOrEqual(0.005 + 1e-9);
}

describe('composites, worked out again', () => {
  test('DAS28 in its four forms', () => {
    fc.assert(
      fc.property(count(28), count(28), count(250), tenths(1000), count(100), (t, s, esr, crpTenths, gh) => {
        const crp = crpTenths / 10;
        const joints = 0.56 * t ** 0.5 + 0.28 * s ** 0.5;
        const [byEsr, byCrp] = [0.7 * Math.log(Math.max(1, esr)), 0.36 * Math.log1p(crp)];
        const base = { tjc28: t, sjc28: s };
        agrees('das28-esr', { ...base, esr_mm_h: esr, patient_global_mm: gh }, joints + byEsr + 0.014 * gh);
        agrees('das28-esr-3', { ...base, esr_mm_h: esr }, (joints + byEsr) * 1.08 + 0.16);
        agrees('das28-crp', { ...base, crp_mg_l: crp, patient_global_mm: gh }, joints + byCrp + 0.014 * gh + 0.96);
        agrees('das28-crp-3', { ...base, crp_mg_l: crp }, (joints + byCrp) * 1.1 + 1.15);
      }),
      runs,
    );
  });

  test('CDAI, SDAI, DAPSA and cDAPSA, in hundredths and whole numbers', () => {
    fc.assert(
      fc.property(count(28), count(28), count(68), count(66), count(100), count(100), count(1000), (t, s, t68, s66, one, other, crp) => {
        const hundredths = (joints: number) => joints * 100 + (one + other) * 10;
        expect(scored('cdai', { tjc28: t, sjc28: s, patient_global_mm: one, physician_global_mm: other }).score).toBe(hundredths(t + s) / 100);
        expect(scored('sdai', { tjc28: t, sjc28: s, patient_global_mm: one, physician_global_mm: other, crp_mg_l: crp }).score).toBe((hundredths(t + s) + crp * 10) / 100);
        expect(scored('cdapsa', { tjc68: t68, sjc66: s66, patient_global_mm: one, pain_mm: other }).score).toBe(hundredths(t68 + s66) / 100);
        expect(scored('dapsa', { tjc68: t68, sjc66: s66, patient_global_mm: one, pain_mm: other, crp_mg_l: crp }).score).toBe((hundredths(t68 + s66) + crp * 10) / 100);
      }),
      runs,
    );
  });

  test('ASDAS, both forms, with the floor of the first', () => {
    fc.assert(
      fc.property(tenths(10), tenths(10), count(100), tenths(10), tenths(1000), fc.boolean(), count(250), (back, stiffness, global, other, crpTenths, below, esr) => {
        const scales = { back_pain_nrs: back / 10, stiffness_duration_nrs: stiffness / 10, patient_global_mm: global, peripheral_pain_nrs: other / 10 };
        const crp = below || crpTenths < 20 ? 2 : crpTenths / 10;
        agrees('asdas-crp', { ...scales, crp_mg_l: crpTenths / 10, crp_below_lod: below }, (121 * back + 58 * stiffness + 110 * global + 73 * other) / 10_000 + 0.579 * Math.log(1 + crp));
        agrees('asdas-esr', { ...scales, esr_mm_h: esr }, (79 * back + 69 * stiffness + 113 * global + 86 * other) / 10_000 + 0.293 * esr ** 0.5);
      }),
      runs,
    );
  });
});

describe('questionnaires, worked out again', () => {
  test('BASDAI, BASFI and RAPID3', () => {
    fc.assert(
      fc.property(fc.array(tenths(10), { minLength: 10, maxLength: 10 }), fc.array(count(3), { minLength: 10, maxLength: 10 }), count(100), count(100), (answers, items, pain, global) => {
        const [q1 = 0, q2 = 0, q3 = 0, q4 = 0, q5 = 0, q6 = 0] = answers;
        const names = ['fatigue_nrs', 'back_pain_nrs', 'peripheral_pain_nrs', 'enthesis_pain_nrs', 'stiffness_severity_nrs', 'stiffness_duration_nrs'];
        agrees('basdai', Object.fromEntries(names.map((name, index) => [name, (answers[index] ?? 0) / 10])), (2 * (q1 + q2 + q3 + q4) + q5 + q6) / 100);
        agrees('basfi', Object.fromEntries(answers.map((answer, index) => [`basfi_${index + 1}_nrs`, answer / 10])), answers.reduce((sum, answer) => sum + answer, 0) / 100);
        // Thirds to one decimal, in whole numbers: 10/3 of the sum, half up.
        const functionTenths = Math.floor((20 * items.reduce<number>((sum, item) => sum + item, 0) + 3) / 6);
        const given = { ...Object.fromEntries(items.map((item, index) => [`function_${'abcdefghij'[index] ?? ''}`, item])), pain_mm: pain, patient_global_mm: global };
        expect(scored('rapid3', given).score).toBe((functionTenths + pain + global) / 10);
      }),
      runs,
    );
  });
});

describe('points, added again', () => {
  const weights: Readonly<Record<number, readonly string[]>> = {
    8: ['seizure', 'psychosis', 'obs', 'visual', 'cranial', 'headache', 'cva', 'vasculitis'],
    4: ['arthritis', 'myositis', 'casts', 'hematuria', 'proteinuria', 'pyuria'],
    2: ['rash', 'alopecia', 'ulcers', 'pleurisy', 'pericarditis', 'lowcomp', 'dna'],
    1: ['fever', 'plt', 'wbc'],
  };
  test('SLEDAI-2K, and its clinical part', () => {
    fc.assert(
      fc.property(fc.subarray(Object.values(weights).flat()), (present) => {
        const total = (codes: readonly string[]) => Object.entries(weights).reduce((sum, [weight, of]) => sum + Number(weight) * of.filter((code) => codes.includes(code)).length, 0);
        expect(scored('sledai-2k', { present })).toMatchObject({ score: total(present), details: { clinical: total(present.filter((code) => code !== 'lowcomp' && code !== 'dna')) } });
      }),
      runs,
    );
  });

  const domains: readonly Readonly<Record<string, number>>[] = [
    { fever: 2 }, { leukopenia: 3, thrombocytopenia: 4, haemolysis: 4 }, { delirium: 2, psychosis: 3, seizure: 5 }, { alopecia: 2, ulcers: 2, scle_discoid: 4, acle: 6 }, { effusion: 5, pericarditis: 6 }, { joint: 6 },
    { proteinuria: 4, ln2_5: 8, ln3_4: 10 }, { apl: 2 }, { low_c3_or_c4: 3, low_c3_and_c4: 4 }, { dsdna: 6 },
  ];
  test('SLE 2019: the highest of each domain, ten points, one of them clinical, antinuclear antibodies', () => {
    fc.assert(
      fc.property(fc.subarray(domains.flatMap((domain) => Object.keys(domain))), fc.boolean(), (present, ana) => {
        const best = domains.map((domain) => Math.max(0, ...present.map((code) => domain[code] ?? 0)));
        const total = best.reduce((sum, points) => sum + points, 0);
        const clinical = best.slice(0, 7).some((points) => points > 0);
        expect(scored('sle-2019', { ana_1_80: ana, present })).toMatchObject({ score: total, category: ana && clinical && total >= 10 ? 'classified' : 'not-classified' });
      }),
      runs,
    );
  });

  test('ASAS: both arms', () => {
    const features = ['ibp', 'arthritis', 'enthesitis', 'uveitis', 'dactylitis', 'psoriasis', 'ibd', 'nsaid', 'family', 'crp'];
    fc.assert(
      fc.property(count(80), count(40), fc.boolean(), fc.boolean(), fc.subarray(features), (age, months, sacroiliitis, b27, others) => {
        const either = (sacroiliitis && others.length + (b27 ? 1 : 0) >= 1) || (b27 && others.length >= 2);
        const given = { onset_age_years: age, back_pain_months: months, sacroiliitis, hla_b27: b27, features: others };
        expect(scored('asas-axspa', given).category).toBe(months >= 3 && age < 45 && either ? 'classified' : 'not-classified');
      }),
      runs,
    );
  });
});

test('half-up is what whole numbers say', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000, max: 2_000_000 }), (thousandths) => {
      expect(roundHalfUp(thousandths / 1000)).toBe(Math.floor((thousandths + 5) / 10) / 100);
    }),
    { numRuns: 3000 },
  );
  expect([roundHalfUp(1.005), roundHalfUp(4.4 - 3.2), roundHalfUp(0.1 + 0.2), roundHalfUp(2.675), roundHalfUp(0.125), roundHalfUp(1.625, 0)]).toEqual([1.01, 1.2, 0.3, 2.68, 0.13, 2]);
});
