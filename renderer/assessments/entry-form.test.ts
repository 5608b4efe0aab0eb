import { expect, test } from 'vitest';
import type { AssessmentEntry } from '#contract/assessments.ts';
import type { Instrument, InstrumentInput } from '#contract/instruments.ts';
import { entryOf, formOf, measuresOf, unreadable } from './entry-form.ts';

const label = { fr: '', en: '' };
const number = (name: string): InstrumentInput => ({ name, label, required: true, kind: 'number', unit: label, min: 0, max: 10, step: 1, whole: false, doubts: [], alternatives: [] });
const list = (name: string): InstrumentInput => ({ name, label, required: true, kind: 'set', options: [{ code: 'a', label }, { code: 'b', label }] });
const instrument = (id: string, inputs: InstrumentInput[]): Instrument => ({
  id, inputs, version: '1', formulaVersion: `${id}/1`, label, description: label, family: 'activity', groups: [], missing: { rule: 'own', label },
  score: { min: 0, max: 10, decimals: 1, label }, categories: [], otherCutoffs: [], changes: [], caveats: [], sources: [{ code: 's', label }], licence: label,
});
const entry: AssessmentEntry = {
  on: '2026-11-22', jointSet: '28', joints: { 'knee-r': { tender: true, swollen: false, unassessable: null } }, instruments: ['cdai'],
  values: { patient_global_mm: 45.5, crp_below_lod: true }, choices: {}, takenOn: {}, note: '',
};

test('a form gives back the entry it was made from', () => {
  expect(entryOf(formOf(entry, (value) => String(value).replace('.', ',')))).toEqual(entry);
});

test('what is not a number is left out and told', () => {
  const form = { ...formOf(entry, String), typed: { patient_global_mm: '4,5', physician_global_mm: 'x', pain_mm: '', crp_below_lod: true } };
  expect(entryOf(form).values).toEqual({ patient_global_mm: 4.5, crp_below_lod: true });
  expect(unreadable(form)).toEqual(['physician_global_mm']);
});

test('a score another chosen instrument gives is not asked', () => {
  const mda = instrument('mda', [number('haq_di'), number('pain_mm')]);
  expect(measuresOf([mda]).shared.map(({ name }) => name)).toEqual(['haq_di', 'pain_mm']);
  expect(measuresOf([mda, instrument('haq-di', ['q1', 'q2', 'q3', 'q4', 'q5'].map(number))]).shared.map(({ name }) => name)).toEqual(['pain_mm']);
});

test('each thing is asked once; joints are not asked; questionnaires and lists stand apart', () => {
  const items = ['q1', 'q2', 'q3', 'q4', 'q5'].map(number);
  const groups = measuresOf([
    instrument('cdai', [number('tjc28'), number('patient_global_mm'), number('physician_global_mm')]),
    instrument('das28', [number('tjc28'), number('patient_global_mm'), number('crp_mg_l'), number('lab_days_apart')]),
    instrument('haq', items),
    instrument('sledai', [list('present')]),
  ]);
  expect(groups.shared.map(({ name }) => name)).toEqual(['patient_global_mm', 'physician_global_mm', 'crp_mg_l']);
  expect(groups.questionnaires.map(({ instrument: { id }, inputs }) => [id, inputs.map(({ name }) => name)])).toEqual([['haq', ['q1', 'q2', 'q3', 'q4', 'q5']], ['sledai', ['present']]]);
});
