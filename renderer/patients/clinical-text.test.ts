import { describe, expect, test } from 'vitest';
import { allergen, categoryOf, componentName, isOpen, readableUnit, roundForReading, saysNoAllergy, saysNoneAtAll, standingOf, withoutTag } from './clinical-text.ts';

test.each([
  ['Anemia (disorder)', 'Anemia'], ['Body mass index 30+ - obesity (finding)', 'Body mass index 30+ - obesity'], ['Dander (animal) allergy', 'Dander (animal) allergy'], ['Goutte', 'Goutte'],
])('%s', (text, expected) => expect(withoutTag(text)).toBe(expected));

test.each([[27.4937193, 27.49], [0.00412389, 0.004124], [1284.53, 1284.5], [5, 5], [-3.14159, -3.142], [12345.678, 12345.7]])('%d is read %d', (value, expected) => {
  expect(roundForReading(value)).toBe(expected);
});

test.each([['mm[Hg]', 'mmHg'], ['10*3/uL', '10³/µL'], ['{score}', 'score'], ['mg/dL', 'mg/dL'], ['ug/L', 'µg/L'], ['umol/L', 'µmol/L'], ['unit', 'unit'], ['×10⁹/L', '×10⁹/L']])('%s is written %s', (unit, expected) => {
  expect(readableUnit(unit)).toBe(expected);
});

test('names without what stands beside them', () => {
  expect(componentName('Systolic Blood Pressure', 'Blood Pressure')).toBe('Systolic');
  expect(componentName('Systolique', 'Tension')).toBe('Systolique');
  expect(componentName('Blood Pressure', 'Blood Pressure')).toBe('Blood Pressure');
  expect(componentName('A [x]', '[x')).toBe('A]');
  expect(['Allergy to nut', 'Allergie aux arachides', 'Sulfamides'].map(allergen)).toEqual(['nut', 'arachides', 'Sulfamides']);
});

test('standing, category, status', () => {
  expect(['HH', 'L', 'N', 'A', null].map(standingOf)).toEqual(['high', 'low', null, 'abnormal', null]);
  expect(['laboratory', 'vital-signs', 'else', null].map(categoryOf)).toEqual(['laboratory', 'vital-signs', 'other', 'other']);
  expect([isOpen('active'), isOpen('resolved'), isOpen(null), isOpen(null, '2020')]).toEqual([true, false, true, false]);
});

describe('a record that there is no allergy', () => {
  test.each([
    ['716186003', 'No known allergy (situation)', true, true],
    ['409137002', 'No known drug allergy', true, false],
    ['429625007', 'Pas d’allergie alimentaire', true, false],
    [null, 'No known allergies', true, true],
    [null, 'No known food allergy', true, false],
    [null, 'Aucune allergie connue', true, true],
    [null, 'Aucune allergie médicamenteuse connue', true, false],
    ['91936005', 'Allergy to penicillin', false, false],
  ])('%s %s', (code, text, none, noneAtAll) => {
    expect([saysNoAllergy({ code, text }), saysNoneAtAll({ code, text })]).toEqual([none, noneAtAll]);
  });
});
