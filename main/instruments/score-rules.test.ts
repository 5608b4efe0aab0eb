import { describe, expect, test } from 'vitest';
import type { GivenInputs } from '#contract/instruments.ts';
import { meaningfulChanges } from './change-rules.ts';
import { categoryOf } from './score-rules.ts';
import { instrument, refused, scored } from './testing/built-in.ts';

const das28 = { tjc28: 4, sjc28: 2, esr_mm_h: 28, patient_global_mm: 45 };
const das28Crp = { tjc28: 2, sjc28: 3, crp_mg_l: 12, patient_global_mm: 30 };
const cdai = { tjc28: 0, sjc28: 0, patient_global_mm: 0, physician_global_mm: 0 };

describe('cut-offs, exact on both sides', () => {
  /** The last score of each category but the last, and the first of the next. */
  const limits: readonly (readonly [string, readonly (readonly [number, string, number, string])[]])[] = [
    ...['das28-esr', 'das28-esr-3', 'das28-crp', 'das28-crp-3'].map((id) => [id, [[2.59, 'remission', 2.6, 'low'], [3.2, 'low', 3.21, 'moderate'], [5.1, 'moderate', 5.11, 'high']]] as const),
    ['cdai', [[2.8, 'remission', 2.81, 'low'], [10, 'low', 10.01, 'moderate'], [22, 'moderate', 22.01, 'high']]],
    ['sdai', [[3.3, 'remission', 3.31, 'low'], [11, 'low', 11.01, 'moderate'], [26, 'moderate', 26.01, 'high']]],
    ['rapid3', [[3, 'near-remission', 3.01, 'low'], [6, 'low', 6.01, 'moderate'], [12, 'moderate', 12.01, 'high']]],
    ['haq-di', [[0.5, 'near-normal', 0.51, 'mild-moderate'], [1, 'mild-moderate', 1.01, 'moderate-severe'], [2, 'moderate-severe', 2.01, 'severe']]],
    ['basdai', [[3.99, 'not-active', 4, 'active']]],
    ['basfi', [[3.99, 'not-impaired', 4, 'impaired']]],
    ...['asdas-crp', 'asdas-esr'].map((id) => [id, [[1.29, 'inactive', 1.3, 'low'], [2.09, 'low', 2.1, 'high'], [3.5, 'high', 3.51, 'very-high']]] as const),
    ['dapsa', [[4, 'remission', 4.01, 'low'], [14, 'low', 14.01, 'moderate'], [28, 'moderate', 28.01, 'high']]],
    ['cdapsa', [[4, 'remission', 4.01, 'low'], [13, 'low', 13.01, 'moderate'], [27, 'moderate', 27.01, 'high']]],
    ['sledai-2k', [[0, 'none', 1, 'mild'], [5, 'mild', 6, 'moderate'], [10, 'moderate', 11, 'high'], [19, 'high', 20, 'very-high']]],
  ];
  test.each(limits)('%s', (id, rows) => {
    const { categories } = instrument(id).body;
    expect(rows).toHaveLength(categories.length - 1);
    for (const [last, one, first, next] of rows) expect([last, categoryOf(categories, last), first, categoryOf(categories, first)]).toEqual([last, one, first, next]);
  });

  test('the cut-offs of CRP are chosen by the caller', () => {
    const categories = instrument('das28-crp').body.otherCutoffs[0]?.categories ?? [];
    for (const [last, one, first, next] of [[2.39, 'remission', 2.4, 'low'], [2.9, 'low', 2.91, 'moderate'], [4.6, 'moderate', 4.61, 'high']] as const) expect([categoryOf(categories, last), categoryOf(categories, first)]).toEqual([one, next]);
    const given = { tjc28: 2, sjc28: 3, crp_mg_l: 4, patient_global_mm: 30 };
    expect(scored('das28-crp', given)).toMatchObject({ score: 3.24, category: 'moderate' });
    expect(scored('das28-crp', { ...given, patient_global_mm: 20, cutoffs: 'standard' })).toMatchObject({ score: 3.1, category: 'low' });
    expect(scored('das28-crp', { ...given, patient_global_mm: 20, cutoffs: 'crp-specific' })).toMatchObject({ score: 3.1, category: 'moderate' });
  });

  test('float noise changes no category', () => {
    expect(scored('cdai', { tjc28: 1, sjc28: 1, patient_global_nrs: 0.5, physician_global_nrs: 0.3 })).toMatchObject({ score: 2.8, category: 'remission' });
    expect(scored('sdai', { tjc28: 1, sjc28: 1, patient_global_nrs: 0.1, physician_global_nrs: 0.2, crp_mg_l: 10 })).toMatchObject({ score: 3.3, category: 'remission' });
    expect(scored('eular-response', { das28_baseline: 4.4, das28_current: 3.2 })).toMatchObject({ score: 1.2, category: 'moderate' });
    expect(scored('eular-response', { das28_baseline: 4.41, das28_current: 3.2 })).toMatchObject({ score: 1.21, category: 'good' });
    expect(scored('eular-response', { das28_baseline: 3.8, das28_current: 3.2 })).toMatchObject({ score: 0.6, category: 'none' });
    expect(scored('eular-response', { das28_baseline: 7, das28_current: 5.1 })).toMatchObject({ category: 'moderate' });
    expect(scored('eular-response', { das28_baseline: 6, das28_current: 5.11 })).toMatchObject({ category: 'none' });
  });

  test('Boolean remission at its four limits', () => {
    const at = { tjc28: 1, sjc28: 1, patient_global_mm: 20, crp_mg_l: 10 };
    expect(scored('boolean-2022', at)).toMatchObject({ score: 4, category: 'remission' });
    for (const beyond of [{ tjc28: 2 }, { sjc28: 2 }, { patient_global_mm: 21 }, { crp_mg_l: 10.1 }]) expect(scored('boolean-2022', { ...at, ...beyond })).toMatchObject({ score: 3, category: 'not-remission' });
    expect(scored('boolean-2011', { ...at, patient_global_mm: 10 }).category).toBe('remission');
    expect(scored('boolean-2011', { ...at, patient_global_mm: 11 }).category).toBe('not-remission');
    const { crp_mg_l: _crp, ...withoutCrp } = at;
    expect(scored('boolean-2022-clinic', withoutCrp)).toMatchObject({ score: 3, category: 'remission' });
    expect(scored('boolean-2011-clinic', withoutCrp).category).toBe('not-remission');
  });
});

describe('what is missing', () => {
  test('RAPID3: two answers of function, not three; never pain or global', () => {
    const items = Object.fromEntries([...'abcdefghij'].map((letter) => [`function_${letter}`, 2]));
    const given: GivenInputs = { ...items, pain_mm: 30, patient_global_mm: 40 };
    expect(scored('rapid3', given)).toMatchObject({ score: 13.7, missing: [], flags: [] });
    expect(scored('rapid3', { ...given, function_a: null, function_j: null })).toMatchObject({ score: 13.7, missing: ['function_a', 'function_j'], flags: ['function_prorated'] });
    expect(scored('rapid3', { ...given, function_a: null, function_b: null, function_j: null })).toMatchObject({ score: null, category: null });
    expect(scored('rapid3', { ...given, pain_mm: null })).toMatchObject({ score: null, missing: ['pain_mm'] });
    expect(scored('rapid3', { function_nrs: 6.7, pain_mm: 30, patient_global_mm: 40 })).toMatchObject({ score: 13.7, missing: [] });
  });

  test('BASDAI: one question of stiffness for the other, one component for the mean of the rest, no more', () => {
    const given: GivenInputs = { fatigue_nrs: 6, back_pain_nrs: 7, peripheral_pain_nrs: 3, enthesis_pain_nrs: 4, stiffness_severity_nrs: 6, stiffness_duration_nrs: 5 };
    expect(scored('basdai', { ...given, stiffness_severity_nrs: null })).toMatchObject({ score: 5, missing: ['stiffness_severity_nrs'], flags: ['stiffness_from_one'] });
    expect(scored('basdai', { ...given, stiffness_duration_nrs: null }).score).toBe(5.2);
    expect(scored('basdai', { ...given, fatigue_nrs: null })).toMatchObject({ score: 4.88, flags: ['component_prorated'] });
    expect(scored('basdai', { ...given, stiffness_severity_nrs: null, stiffness_duration_nrs: null })).toMatchObject({ score: 5, flags: ['component_prorated'] });
    expect(scored('basdai', { ...given, fatigue_nrs: null, back_pain_nrs: null }).score).toBeNull();
    expect(scored('basdai', { ...given, stiffness_duration_nrs: null, morning_stiffness_min: 30 }).inputs['stiffness_duration_nrs']).toBe(2.5);
    expect(scored('basdai', { ...given, stiffness_duration_nrs: null, morning_stiffness_min: 600 }).inputs['stiffness_duration_nrs']).toBe(10);
  });

  test('BASFI: two answers, not three', () => {
    const given: GivenInputs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`basfi_${index + 1}_nrs`, index]));
    expect(scored('basfi', { ...given, basfi_10_nrs: null, basfi_9_nrs: null })).toMatchObject({ score: 3.5, missing: ['basfi_9_nrs', 'basfi_10_nrs'], flags: ['items_prorated'] });
    expect(scored('basfi', { ...given, basfi_10_nrs: null, basfi_9_nrs: null, basfi_8_nrs: null })).toMatchObject({ score: null });
  });

  test('HAQ-DI: aids raise 0 and 1 to 2 and nothing else; their absence is asked about, not supposed in silence', () => {
    const formula = instrument('haq-di').body.formula;
    const names = formula.name === 'haq-di' ? formula.categories.flatMap(({ items }) => items) : [];
    const ones: GivenInputs = Object.fromEntries(names.map((name) => [name, 1]));
    expect(scored('haq-di', ones)).toMatchObject({ score: 1, flags: ['aids_not_stated'], category: 'mild-moderate' });
    expect(scored('haq-di', { ...ones, aids: [], help_from_person: [] })).toMatchObject({ score: 1, flags: [] });
    expect(scored('haq-di', { ...ones, aids: ['walking'], help_from_person: ['walking', 'activities'] })).toMatchObject({ score: 1.25, details: { without_aids: 1, exact: 1.25 } });
    expect(scored('haq-di', { ...ones, walking_steps: 3, aids: ['walking'] })).toMatchObject({ score: 1.25, details: { without_aids: 1.25 } });
    expect(scored('haq-di', { ...ones, dressing_dress: null, dressing_shampoo: null, aids: ['dressing'] })).toMatchObject({ score: 1, flags: ['categories_missing'], details: { categories: { dressing: null } } });
    expect(refused('haq-di', { aids: ['activities'] })).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  test('MDA: a criterion without a value is not met and said; when the answer hangs on it, indeterminate', () => {
    const met: GivenInputs = { tjc68: 0, sjc66: 1, pasi: 1, pain_mm: 15, patient_global_mm: 20, haq_di: 0.5, tender_entheses: 1 };
    expect(scored('mda', met)).toMatchObject({ score: 7, category: 'vlda', missing: [] });
    expect(scored('mda', { ...met, tender_entheses: null, haq_di: null })).toMatchObject({ score: 5, category: 'mda', missing: ['haq_di', 'tender_entheses'], flags: ['criterion_missing'] });
    expect(scored('mda', { ...met, tender_entheses: null, haq_di: null, pain_mm: 16 })).toMatchObject({ score: null, category: 'indeterminate', missing: ['haq_di', 'tender_entheses'] });
    expect(scored('mda', { tjc68: 2, sjc66: 2 })).toMatchObject({ score: null, category: 'indeterminate' });
    expect(scored('mda', { tjc68: 2, sjc66: 2, pain_mm: 16 })).toMatchObject({ score: 0, category: 'not-mda', details: { met: 0 } });
    expect(scored('mda', { ...met, pasi: 1.1 })).toMatchObject({ score: 6, missing: ['bsa_percent'] });
    expect(scored('mda', { ...met, pasi: 1.1, bsa_percent: 3 })).toMatchObject({ score: 7, missing: [] });
  });

  test('a list not given, or a sign not assessed, gives no score', () => {
    expect(scored('sledai-2k', {})).toMatchObject({ score: null, missing: ['present'] });
    expect(scored('sledai-2k', { present: [] })).toMatchObject({ score: 0, category: 'none' });
    expect(scored('sledai-2k', { present: ['rash'], not_assessed: ['dna', 'lowcomp'] })).toMatchObject({ score: null, missing: ['lowcomp', 'dna'] });
    expect(refused('sledai-2k', { present: ['rash'], not_assessed: ['rash'] })).toMatchObject([{ input: 'not_assessed', code: 'CONTRADICTION' }]);
    expect(scored('pmr-2012', { morning_stiffness_min: 60, hip_pain_or_limited: true, rf_and_acpa_negative: true, no_other_joint: true, us_both_shoulders: true })).toMatchObject({ score: null, missing: ['us_shoulder_and_hip'] });
  });
});

describe('what is asked and said', () => {
  test('a value that may be in another unit is asked about, and used', () => {
    expect(scored('das28-crp', { ...das28Crp, crp_mg_l: 0.8 })).toMatchObject({ flags: ['crp_looks_like_mg_dl'], remarks: [{ kind: 'question', input: 'crp_mg_l' }], score: expect.any(Number) as number });
    expect(scored('das28-crp', { ...das28Crp, crp_mg_l: 0.8, crp_below_lod: true }).flags).toEqual(['crp_at_detection_limit']);
    for (const crp of [0, 1, 12, 300]) expect(scored('das28-crp', { ...das28Crp, crp_mg_l: crp }).flags).toEqual([]);
    expect(scored('das28-crp', { ...das28Crp, crp_mg_l: 301 }).flags).toEqual(['crp_very_high']);
    expect(scored('das28-crp', { ...das28Crp, crp_mg_l: null, crp_mg_dl: 38 }).flags).toEqual(['crp_looks_like_mg_l']);
    expect(scored('das28-esr', { ...das28, patient_global_mm: 4.5 })).toMatchObject({ flags: ['patient_global_mm_looks_like_nrs'], remarks: [{ kind: 'question', input: 'patient_global_mm' }] });
    for (const mm of [0, 4, 10.5, 45]) expect(scored('das28-esr', { ...das28, patient_global_mm: mm }).flags).toEqual([]);
    expect(scored('das28-esr', { ...das28, esr_mm_h: 151 }).flags).toEqual(['esr_very_high']);
    expect(scored('das28-esr', { ...das28, lab_days_apart: 8 }).flags).toEqual(['lab_far_from_count']);
    expect(scored('das28-esr', { ...das28, lab_days_apart: -7 }).flags).toEqual([]);
    expect(refused('das28-esr', { ...das28, lab_days_apart: 31 })).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
    expect(scored('urate', { urate_umol_l: 8.4 }).flags).toEqual(['urate_looks_like_mg_dl']);
    expect(scored('urate', { urate_mg_dl: 30 }).flags).toEqual(['urate_looks_like_umol_l']);
  });

  test('a sedimentation rate of 0, a CRP under its floor or over its range', () => {
    expect(scored('das28-esr', { ...das28, esr_mm_h: 0 })).toMatchObject({ score: scored('das28-esr', { ...das28, esr_mm_h: 1 }).score, flags: ['esr_floor'] });
    const axial = { back_pain_nrs: 4, stiffness_duration_nrs: 3, patient_global_nrs: 4, peripheral_pain_nrs: 1 };
    expect(scored('asdas-crp', { ...axial, crp_mg_l: 5, crp_below_lod: true })).toMatchObject({ score: 1.81, flags: ['crp_floor'], details: { crp_mg_l_used: 2 } });
    expect(scored('asdas-crp', { ...axial, crp_mg_l: 2 }).flags).toEqual([]);
    expect(scored('sdai', { ...cdai, crp_mg_l: 101 })).toMatchObject({ score: 10.1, flags: ['crp_over_10mgdl'] });
    expect(scored('sdai', { ...cdai, crp_mg_l: 100 }).flags).toEqual([]);
  });

  test('drugs that lower CRP, where CRP or the sedimentation rate counts', () => {
    const axial = { back_pain_nrs: 4, stiffness_duration_nrs: 3, patient_global_nrs: 4, peripheral_pain_nrs: 1 };
    for (const drug of ['il6', 'jak']) {
      expect(scored('das28-esr', { ...das28, drug_classes: [drug] })).toMatchObject({ flags: ['acute_phase_lowered'], remarks: [{ kind: 'caveat' }] });
      expect(scored('das28-crp', { ...das28Crp, drug_classes: ['csdmard', drug] }).flags).toEqual(['acute_phase_lowered']);
      expect(scored('sdai', { ...cdai, crp_mg_l: 4, drug_classes: [drug] }).flags).toEqual(['acute_phase_lowered']);
      expect(scored('asdas-crp', { ...axial, crp_mg_l: 4, drug_classes: [drug] }).flags).toEqual(['acute_phase_lowered']);
      expect(refused('cdai', { ...cdai, drug_classes: [drug] })).toMatchObject([{ code: 'UNKNOWN_INPUT' }]);
    }
    expect(scored('das28-esr', { ...das28, drug_classes: ['tnf'] }).flags).toEqual([]);
  });

  test('a swollen foot joint beside a remission, and only then', () => {
    const calm = { tjc28: 0, sjc28: 0, esr_mm_h: 4, patient_global_mm: 5 };
    expect(scored('das28-esr', { ...calm, swollen_foot_joints: 2 })).toMatchObject({ category: 'remission', flags: ['foot_swollen_outside_28'] });
    expect(scored('das28-esr', { ...calm, swollen_foot_joints: 0 }).flags).toEqual([]);
    expect(scored('das28-esr', { ...das28, swollen_foot_joints: 2 }).flags).toEqual([]);
  });

  test('two forms of DAS28 are not compared', () => {
    const given = { das28_baseline: 5, das28_current: 3, baseline_variant: 'das28-esr' };
    expect(refused('eular-response', { ...given, current_variant: 'das28-crp' })).toMatchObject([{ code: 'DIFFERENT_FORMS' }]);
    expect(scored('eular-response', { ...given, current_variant: 'das28-esr' }).category).toBe('good');
  });

  test('conditions of entry: unsaid, asked; not met, told; and what is enough by itself', () => {
    const ra = { joint_involvement: 'over-10', serology: 'high-positive', crp_or_esr_abnormal: true, symptom_weeks: 6 };
    expect(scored('ra-2010', ra)).toMatchObject({ score: 10, category: 'classified', flags: ['entry_not_stated'] });
    expect(scored('ra-2010', { ...ra, definite_synovitis: true })).toMatchObject({ category: 'classified', flags: [] });
    expect(scored('ra-2010', { ...ra, definite_synovitis: false })).toMatchObject({ score: 10, category: 'not-classified', flags: ['entry_not_met'] });
    expect(scored('ra-2010', { ...ra, serology: null, typical_erosions: true })).toMatchObject({ score: null, category: 'classified', missing: ['serology'] });
    expect(scored('ra-2010', { ...ra, symptom_weeks: 5.9 }).score).toBe(9);
    expect(scored('gca-2022', { age_years: 49.9, present: ['tab_halo', 'apr'] })).toMatchObject({ score: 8, category: 'not-classified', flags: ['entry_not_met'] });
    expect(scored('sle-2019', { ana_1_80: true, present: ['dsdna', 'low_c3_and_c4', 'apl'] })).toMatchObject({ score: 12, flags: ['no_clinical_criterion'] });
    const gout = { joint_pattern: 'other', characteristics: 0, time_course: 'none', tophus: false, ultrasound_or_dect: 'not-done', xray_erosion: 'not-done' };
    expect(scored('gout-2015', { ...gout, synovial_fluid: 'positive', symptomatic_episode: true })).toMatchObject({ score: null, category: 'classified', missing: ['urate_umol_l'] });
    for (const [urate, points] of [[3.99, -4], [4, 0], [5.99, 0], [6, 2], [7.99, 2], [8, 3], [9.99, 3], [10, 4]] as const) {
      expect([urate, scored('gout-2015', { ...gout, synovial_fluid: 'not-done', urate_mg_dl: urate }).score]).toEqual([urate, points]);
    }
  });
});

describe('changes that matter', () => {
  const between = (id: string, first: number, second: number) => meaningfulChanges(instrument(id).body.changes, first, second);
  test.each([
    ['das28-esr', 2.0, 3.2, ['worsening-active']], ['das28-esr', 2.0, 3.21, ['worsening', 'worsening-active']], ['das28-esr', 2.5, 3.19, []], ['das28-esr', 2.6, 3.2, []], ['das28-esr', 5, 3.79, ['improvement']],
    ['cdai', 30, 18, ['improvement-from-high']], ['cdai', 30, 18.1, []], ['cdai', 22, 16, ['improvement-from-moderate']], ['cdai', 10, 9, ['improvement-from-low']], ['cdai', 10, 11, ['worsening-from-low']],
    ['sdai', 40, 20, ['minor']], ['sdai', 40, 6, ['minor', 'moderate', 'major']], ['sdai', 40, 20.1, []], ['dapsa', 40, 10, ['minor', 'moderate']], ['dapsa', 0, 0, []],
    ['asdas-crp', 3.5, 2.4, ['important']], ['asdas-crp', 4.1, 2.1, ['important', 'major']], ['asdas-crp', 1.2, 2.1, ['worsening']], ['asdas-crp', 1.2, 2.09, []],
    ['haq-di', 1, 0.78, ['improvement']], ['haq-di', 1, 1.13, []], ['basdai', 8, 4, ['basdai50']], ['sledai-2k', 2, 6, ['flare']], ['sledai-2k', 6, 2, ['improvement']],
  ] as const)('%s from %d to %d: %j', (id, first, second, expected) => {
    expect(between(id, first, second)).toEqual(expected);
  });
});
