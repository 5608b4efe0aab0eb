import { describe, expect, test } from 'vitest';
import type { GivenInputs } from '#contract/instruments.ts';
import { builtInInstruments } from './instrument-content.ts';
import { scored } from './testing/built-in.ts';
import examples from './testing/worked-examples.json' with { type: 'json' };

/** Every worked example, to the hundredth. */

const category = (words: string): string => (words === 'remission(near)' ? 'near-remission' : words.replaceAll(' ', '-'));
const joints28 = ({ tjc, sjc }: { tjc: number; sjc: number }) => ({ tjc28: tjc, sjc28: sjc });
const joints68 = ({ tjc68, sjc66 }: { tjc68: number; sjc66: number }) => ({ tjc68, sjc66 });
const globals = ({ ptga, ega }: { ptga: number; ega: number }) => ({ patient_global_nrs: ptga, physician_global_nrs: ega });
const classified = (met: boolean): string => (met ? 'classified' : 'not-classified');
const lettered = (items: readonly number[]): GivenInputs => Object.fromEntries(items.map((item, index) => [`function_${'abcdefghij'[index] ?? ''}`, item]));
const axial = (one: { backpain: number; msdur: number; ptglobal: number; periph: number }) => ({ back_pain_nrs: one.backpain, stiffness_duration_nrs: one.msdur, patient_global_nrs: one.ptglobal, peripheral_pain_nrs: one.periph });

/** One line of the table: an instrument, what is given, what must come out. */
type Line = readonly [id: string, given: GivenInputs, expected: object];

const haqNames = (code: string) => {
  const haq = builtInInstruments.find(({ id }) => id === 'haq-di')?.body.formula;
  return haq?.name === 'haq-di' ? (haq.categories.find((one) => one.code === code)?.items ?? []) : [];
};
const haqAnswers = (answers: Readonly<Record<string, readonly (number | null)[]>>): GivenInputs =>
  Object.fromEntries(Object.entries(answers).flatMap(([code, given]) => haqNames(code).map((name, index) => [name, given[index] ?? null])));
const patterns: Readonly<Record<string, string>> = { '4-10S': '4-10-small', '1-3S': '1-3-small', '>10': 'over-10', '2-10L': '2-10-large', mtp1: 'mtp1', ankle_midfoot: 'ankle-midfoot' };
const serologies: Readonly<Record<string, string>> = { neg: 'negative', low: 'low-positive', high: 'high-positive' };
const lupus: Readonly<Record<string, string>> = { lowC3andC4: 'low_c3_and_c4' };
const eq = (value: number | null | undefined) => (value === null || value === undefined ? null : value === 1);

const lines: readonly Line[] = [
  ...examples['DAS28-ESR'].map((one): Line => ['das28-esr', { ...joints28(one), esr_mm_h: one.esr, patient_global_mm: one.gh }, { score: one.score, category: one.cat }]),
  ...examples['DAS28-ESR-3v'].map((one): Line => ['das28-esr-3', { ...joints28(one), esr_mm_h: one.esr }, { score: one.score, category: one.cat }]),
  ...examples['DAS28-CRP'].map((one): Line => ['das28-crp', { ...joints28(one), crp_mg_l: one.crp, patient_global_mm: one.gh }, { score: one.score, category: one.cat }]),
  ...examples['DAS28-CRP-3v'].map((one): Line => ['das28-crp-3', { ...joints28(one), crp_mg_l: one.crp }, { score: one.score, category: one.cat }]),
  ...examples.CDAI.map((one): Line => ['cdai', { ...joints28(one), ...globals(one) }, { score: one.score, category: one.cat }]),
  ...examples.SDAI.map((one): Line => ['sdai', { ...joints28(one), ...globals(one), crp_mg_l: one.crp_mgL }, { score: one.score, category: one.cat }]),
  ...examples.EULAR.map((one): Line => ['eular-response', { das28_baseline: one.base, das28_current: one.end }, { score: one.delta, category: one.resp }]),
  ...examples.BOOL.flatMap((one): Line[] => {
    const given = { ...joints28(one), crp_mg_dl: one.crp_mgdl, patient_global_nrs: one.ptga };
    return ([['boolean-2011', one.b2011], ['boolean-2022', one.b2022]] as const).map(([id, met]) => [id, given, { category: met ? 'remission' : 'not-remission' }]);
  }),
  ...examples.RAPID3.map((one): Line => ['rapid3', { ...lettered(one.items), pain_nrs: one.pain, patient_global_nrs: one.ptga }, { score: one.score, category: category(one.cat), details: { function: one.fn, weighted: one.weighted } }]),
  ...examples['HAQ-DI'].map((one): Line => [
    'haq-di', { ...haqAnswers(one.answers), aids: one.aids },
    one.exact === null ? { score: null, details: {} } : { score: one.score, details: { exact: Math.round(one.exact * 1000) / 1000, categories: one.cats } },
  ]),
  ...examples.BASDAI.map(({ q, score, active }): Line => [
    'basdai', { fatigue_nrs: q[0] ?? null, back_pain_nrs: q[1] ?? null, peripheral_pain_nrs: q[2] ?? null, enthesis_pain_nrs: q[3] ?? null, stiffness_severity_nrs: q[4] ?? null, stiffness_duration_nrs: q[5] ?? null },
    { score, category: active ? 'active' : 'not-active' },
  ]),
  ...examples.BASFI.map((one): Line => ['basfi', Object.fromEntries(one.items.map((item, index) => [`basfi_${index + 1}_nrs`, item])), { score: one.score }]),
  ...examples['ASDAS-CRP'].map((one): Line => ['asdas-crp', { ...axial(one), crp_mg_l: one.crp }, { score: one.score, category: category(one.cat), details: { crp_mg_l_used: one.crp_used } }]),
  ...examples['ASDAS-ESR'].map((one): Line => ['asdas-esr', { ...axial(one), esr_mm_h: one.esr }, { score: one.score, category: category(one.cat) }]),
  ...examples.DAPSA.flatMap((one): Line[] => {
    const given = { ...joints68(one), patient_global_nrs: one.ptga, pain_nrs: one.pain };
    return [['dapsa', { ...given, crp_mg_l: one.crp_mgL }, { score: one.score, category: one.cat }], ['cdapsa', given, { score: one.cdapsa, category: one.ccat }]];
  }),
  ...examples.MDA.map((one): Line => [
    'mda', { ...joints68(one), pasi: one.pasi, bsa_percent: one.bsa, pain_mm: one.pain100, patient_global_mm: one.ptga100, haq_di: one.haq, tender_entheses: one.enthesis },
    { score: one.met, category: one.vlda ? 'vlda' : one.mda ? 'mda' : 'not-mda' },
  ]),
  ...examples['SLEDAI-2K'].map((one): Line => ['sledai-2k', { present: one.present }, { score: one.score }]),
  ...examples.RA2010.map((one): Line => [
    'ra-2010', { joint_involvement: patterns[one.joints] ?? null, serology: serologies[one.serology] ?? null, crp_or_esr_abnormal: one.abnormalAPR, symptom_weeks: one.weeks },
    { score: one.total, category: classified(one.RA) },
  ]),
  ...examples.CASPAR.map((one): Line => [
    'caspar', { psoriasis: one.psoriasis, nail_dystrophy: eq(one.nail), rf_negative: eq(one.rf_neg), dactylitis: eq(one.dactylitis), new_bone: eq(one.new_bone) }, { score: one.total, category: classified(one.PsA) },
  ]),
  ...examples.ASAS_axSpA.map((one): Line => [
    'asas-axspa', { onset_age_years: one.onset, back_pain_months: one.months, sacroiliitis: one.sacroiliitis, hla_b27: one.b27, features: one.features },
    { category: classified(one.axSpA), details: { imaging_arm: one.imaging_arm, clinical_arm: one.clinical_arm } },
  ]),
  ...examples.SLE2019.map((one): Line => ['sle-2019', { ana_1_80: one.ana80, present: one.items.map((item) => lupus[item] ?? item) }, { score: one.total, category: classified(one.SLE) }]),
  ...examples.GCA2022.map((one): Line => ['gca-2022', { age_years: one.age, present: one.items }, { score: one.total, category: classified(one.GCA) }]),
  ...examples.PMR2012.map((one): Line => [
    'pmr-2012',
    {
      morning_stiffness_min: one.ms45 ? 46 : 45, hip_pain_or_limited: eq(one.hip), rf_and_acpa_negative: eq(one.noRF_ACPA), no_other_joint: eq(one.noOther),
      us_shoulder_and_hip: eq(one.us), us_both_shoulders: one.us === null ? null : false,
    },
    { score: one.total, category: classified(one.PMR) },
  ]),
  ...examples.GOUT2015.map((one): Line => [
    'gout-2015',
    {
      joint_pattern: patterns[one.pattern] ?? null, characteristics: one.characteristics, time_course: one.timecourse, tophus: one.tophus, urate_mg_dl: one.urate_mgdl,
      synovial_fluid: one.synovial === 'neg' ? 'negative' : 'not-done', ultrasound_or_dect: one.US_or_DECT ? 'positive' : 'negative', xray_erosion: one.xray ? 'positive' : 'negative',
    },
    { score: one.total, category: classified(one.gout) },
  ]),
  ...examples.urate.map((one): Line => ['urate', { urate_mg_dl: one.mgdl }, { score: one.umol, details: { urate_mg_dl: one.mgdl } }]),
];

describe('worked examples', () => {
  test('every list of them is read, and every instrument but the clinic forms and those of quality of life, tested by themselves, has some', () => {
    expect(lines.length).toBeGreaterThan(Object.values(examples).reduce((sum, list) => sum + list.length, 0));
    const seen = new Set(lines.map(([id]) => id));
    expect(builtInInstruments.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['boolean-2022-clinic', 'boolean-2011-clinic', 'qlq-c30', 'eq-5d-5l']);
  });

  test.each(lines)('%s %j', (id, given, expected) => {
    expect(scored(id, given)).toMatchObject(expected);
  });
});
