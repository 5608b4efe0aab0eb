import { describe, expect, test } from 'vitest';
import type { AssessmentEntry } from '#contract/assessments.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { builtInDrugClasses } from './assessment-content.ts';
import { workOut } from './assessment-work.ts';
import { classesAmong } from './drug-class-rules.ts';
import { anEntry, rheumatoid } from './testing/assessment-fixtures.ts';

const instruments = new Map(builtInInstruments.map((one) => [one.id, one]));
const work = (entry: AssessmentEntry, drugClasses: readonly string[] | null = null) => workOut(entry, { instruments, drugClasses });
const codesOf = (entry: AssessmentEntry) => work(entry).warnings.map(({ code }) => code);
const swollen = { tender: false, swollen: true, unassessable: null };

describe('what follows from an assessment', () => {
  test('counts, and a score for each instrument in the order asked', () => {
    expect(work(rheumatoid)).toMatchObject({
      counts: { tender28: 2, swollen28: 2, assessable28: 28 }, problems: [], warnings: [],
      results: [{ instrument: 'cdai', score: 11.5, category: 'moderate', inputs: { tjc28: 2, sjc28: 2 } }, { instrument: 'das28-crp', score: 3.7, category: 'moderate', inputs: { lab_days_apart: -2 } }],
    });
  });

  test('joints not examined are not free: the scores that need them name them', () => {
    expect(work({ ...rheumatoid, jointSet: null, joints: {} })).toMatchObject({ counts: null, results: [{ score: null, missing: ['tjc28', 'sjc28'] }, { score: null }] });
    expect(work({ ...rheumatoid, jointSet: '28', joints: {}, instruments: ['cdapsa'], values: { patient_global_mm: 10, pain_mm: 10 } }).results).toMatchObject([{ score: null, missing: ['tjc68', 'sjc66'] }]);
    expect(work({ ...rheumatoid, jointSet: '66-68', instruments: ['cdapsa'], values: { patient_global_mm: 10, pain_mm: 10 } }).results).toMatchObject([{ score: 6 }]);
    // Counts taken elsewhere are typed.
    expect(work({ ...rheumatoid, jointSet: null, joints: {}, instruments: ['cdai'], values: { tjc28: 3, sjc28: 1, patient_global_mm: 45, physician_global_mm: 30 } }).results).toMatchObject([{ score: 11.5 }]);
  });

  test('a value in another unit, a choice and a list under the instrument that asks them', () => {
    const { results } = work({ ...rheumatoid, instruments: ['cdai', 'das28-crp', 'sledai-2k'], values: { patient_global_nrs: 4.5, physician_global_mm: 30, crp_mg_dl: 1.2 }, choices: { 'sledai-2k': { present: ['rash'] }, 'das28-crp': { cutoffs: 'crp-specific' } } });
    expect(results).toMatchObject([{ score: 11.5 }, { score: 3.7, inputs: { cutoffs: 'crp-specific' } }, { score: 2 }]);
  });

  test('a laboratory value far from the examination is asked about, and refused beyond a month', () => {
    const on = (day: string) => ({ ...rheumatoid, takenOn: { crp_mg_l: day } });
    expect(codesOf(on('2026-11-09'))).toEqual([]);
    expect(work(on('2026-11-08'))).toMatchObject({ warnings: [{ code: 'lab-far' }], results: [{}, { flags: ['lab_far_from_count'] }] });
    expect(work(on('2026-10-17'))).toMatchObject({ problems: [], warnings: [{ code: 'lab-far' }] });
    expect(work(on('2026-10-16'))).toMatchObject({ problems: [{ instrument: 'das28-crp', input: 'lab_days_apart', code: 'OUT_OF_RANGE' }], warnings: [{ code: 'lab-too-far' }], results: [{ instrument: 'cdai' }] });
    expect(codesOf({ ...rheumatoid, takenOn: {} })).toEqual(['lab-undated']);
    // A date whose value was taken away says nothing.
    expect(codesOf({ ...rheumatoid, values: { patient_global_mm: 45 }, takenOn: { crp_mg_l: '2020-01-01' } })).toEqual([]);
  });

  test('feet, hips, joints left out of the count or that could not be judged', () => {
    const calm = { ...rheumatoid, values: { patient_global_mm: 5, physician_global_mm: 5, crp_mg_l: 2 } };
    expect(work({ ...calm, joints: { 'mtp2-l': swollen } })).toMatchObject({ warnings: [{ code: 'foot-swollen-outside-28' }, { code: 'joints-not-counted' }], results: [{ category: 'remission', flags: ['foot_swollen_outside_28'] }, { category: 'remission', flags: ['foot_swollen_outside_28'] }] });
    expect(codesOf({ ...calm, jointSet: '66-68', joints: { 'mtp2-l': swollen } })).toEqual(['foot-swollen-outside-28']);
    expect(codesOf({ ...calm, jointSet: '66-68', joints: { 'hip-l': swollen } })).toEqual(['hip-swelling']);
    expect(codesOf({ ...calm, jointSet: null, joints: { 'knee-l': swollen } })).toEqual(['joint-set-missing']);
    expect(work({ ...calm, joints: { 'knee-l': { tender: false, swollen: false, unassessable: 'prosthesis' } } }).warnings).toMatchObject([{ code: 'joints-not-assessable', text: { en: expect.stringContaining('judged: 1.') as string, fr: expect.stringContaining('jugées\u00a0: 1.') as string } }]);
  });

  test('a HAQ-DI of the same assessment serves what asks for it', () => {
    const haq = instruments.get('haq-di')?.body.formula;
    const ones = Object.fromEntries(haq?.name === 'haq-di' ? haq.categories.map(({ items }) => [items[0] ?? '', 0]) : []);
    const { results } = work(anEntry({ instruments: ['mda', 'haq-di'], values: { ...ones, tjc68: 0, sjc66: 0, pain_mm: 5, patient_global_mm: 5 } }));
    expect(results.map(({ instrument }) => instrument)).toEqual(['mda', 'haq-di']);
    expect(results[0]).toMatchObject({ category: 'mda', inputs: { haq_di: 0 } });
  });

  test('drugs that lower CRP, from the medication; none found is not known to be none', () => {
    const { classes } = builtInDrugClasses.body;
    expect(classesAmong([{ code: 'L04AC07', text: 'x' }], classes)).toEqual(['il6']);
    expect(classesAmong([{ code: null, text: 'Upadacitinib 15 mg' }, { code: 'L04AF01', text: '' }], classes)).toEqual(['jak']);
    expect(classesAmong([{ code: 'L04AB02', text: 'infliximab' }], classes)).toBeNull();
    expect(work(rheumatoid, ['jak']).results[1]).toMatchObject({ flags: ['acute_phase_lowered'] });
    expect(work(rheumatoid, ['jak']).results[0]).toMatchObject({ flags: [] });
  });

  test('what is wrong is told by instrument, the others are worked out', () => {
    expect(work({ ...rheumatoid, values: { ...rheumatoid.values, crp_mg_l: 1200 } })).toMatchObject({ problems: [{ instrument: 'das28-crp', input: 'crp_mg_l', code: 'OUT_OF_RANGE' }], results: [{ instrument: 'cdai' }] });
    expect(work({ ...rheumatoid, choices: { cdai: { invented: 1 } } }).problems).toMatchObject([{ instrument: 'cdai', input: 'invented', code: 'UNKNOWN_INPUT' }]);
    expect(work({ ...rheumatoid, instruments: ['cdia', 'cdai'] })).toMatchObject({ problems: [{ instrument: 'cdia', code: 'UNKNOWN' }], results: [{ instrument: 'cdai' }] });
  });
});
