import { expect, test } from 'vitest';
import { dosageText, interpretationOf, reactionText } from './clinical-text-rules.ts';

test.each([
  [null, null], ['[]', null], ['[{"text":"15 mg/sem."}]', '15 mg/sem.'], ['[{"text":"matin"},{"patientInstruction":"soir"}]', 'matin; soir'], ['{"text":"une fois"}', 'une fois'],
  ['"15 mg"', '15 mg'], ['15 mg par semaine', '15 mg par semaine'], ['[{"timing":{}}]', null],
  ['[{"text":"15 mg","timing":{"repeat":{"boundsPeriod":{"start":"2020","end":"2021"}}}},{"text":"20 mg","timing":{"repeat":{"boundsPeriod":{"start":"2021"}}}}]', '20 mg'],
])('dosage %j', (json, expected) => expect(dosageText(json)).toBe(expected));

test.each([
  [null, null], ['[{"manifestation":[{"text":"Éruption"},{"coding":[{"display":"Fever"}]}]}]', 'Éruption; Fever'], ['[{"description":"choc"}]', 'choc'], ['[{"manifestation":["rash"]}]', 'rash'], ['[{}]', null],
])('reaction %j', (json, expected) => expect(reactionText(json)).toBe(expected));

test.each([
  [{ interpretation: 'HH', number: 1, low: 2, high: 3 }, 'HH'], [{ interpretation: null, number: 4, low: 2, high: 3 }, 'H'], [{ interpretation: null, number: 1, low: 2, high: 3 }, 'L'],
  [{ interpretation: null, number: 2, low: 2, high: 3 }, null], [{ interpretation: null, number: null, low: 2, high: 3 }, null], [{ interpretation: null, number: 1, low: null, high: null }, null],
])('sign of %j', (result, expected) => expect(interpretationOf(result)).toBe(expected));
