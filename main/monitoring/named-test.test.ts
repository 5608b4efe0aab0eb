import { expect, test } from 'vitest';
import { codedMeasure } from './named-test.ts';

test.each<[string, string | null, ReturnType<typeof codedMeasure>]>([
  ['CRP', 'mg/L', { loinc: '1988-5', ucum: 'mg/L' }],
  ['Créatinine', 'µmol/L', { loinc: '14682-9', ucum: 'umol/L' }],
  ['Créatinine', 'mg/dL', { loinc: '2160-0', ucum: 'mg/dL' }],
  ['Plaquettes', '10*9/L', { loinc: '777-3', ucum: '10*9/L' }],
  ['ALAT', 'UI/L', { loinc: '1742-6', ucum: 'U/L' }],
  ['ALT (1742-6)', 'U/L', { loinc: '1742-6', ucum: 'U/L' }],
  // A unit nobody knows is told by the rules, never guessed.
  ['VS', 'pouces', { loinc: '4537-7', ucum: null }],
  ['AgHBs', null, { loinc: '5195-3', ucum: null }],
  ['DAS28-CRP', null, null],
  ['12345-6', 'mg/L', null],
  ['', null, null],
])('%s in %s', (name, unit, expected) => {
  expect(codedMeasure(name, unit)).toEqual(expected);
});
