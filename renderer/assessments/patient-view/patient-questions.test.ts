import { expect, test } from 'vitest';
import type { Instrument, InstrumentInput } from '#contract/instruments.ts';
import { patientQuestions } from './patient-questions.ts';

const label = { fr: '', en: '' };
const number = (name: string, max: number, group?: string): InstrumentInput => ({ name, label, required: true, kind: 'number', unit: label, min: 0, max, step: 1, whole: false, doubts: [], alternatives: [], ...(group ? { group } : {}) });
const instrument = (id: string, inputs: InstrumentInput[]): Instrument => ({
  id, inputs, version: '1', formulaVersion: `${id}/1`, label, description: label, family: 'function', groups: [], missing: { rule: 'own', label },
  score: { min: 0, max: 10, decimals: 1, label }, categories: [], otherCutoffs: [], changes: [], caveats: [], sources: [{ code: 's', label }], licence: label,
});

test('the patient is asked what only the patient knows, each thing once, in the unit of the instrument', () => {
  const questions = patientQuestions([
    instrument('cdai', [number('tjc28', 28), number('patient_global_mm', 100), number('physician_global_mm', 100)]),
    instrument('basdai', [number('fatigue_nrs', 10), number('patient_global_mm', 100)]),
    instrument('basfi', [number('basfi_1_nrs', 10)]),
    instrument('haq-di', [number('dressing_dress', 3, 'dressing')]),
  ]);
  expect(questions).toEqual([
    { name: 'patient_global_mm', kind: 'scale', times: 10 },
    { name: 'fatigue_nrs', kind: 'scale', times: 1 },
    { name: 'dressing_dress', kind: 'difficulty', times: 1 },
  ]);
});

test('nothing chosen, nothing asked', () => {
  expect(patientQuestions([])).toEqual([]);
});
