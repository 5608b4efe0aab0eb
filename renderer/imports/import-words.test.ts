import { expect, test } from 'vitest';
import { countsByType, sumOf, typeOf } from './import-words.ts';

const report = {
  importId: '01a200a2-3b37-731a-ab02-79e57cfee847', created: { Observation: 2, Patient: 1 }, updated: { Basic: 1 }, unchanged: { Patient: 3 }, notKept: {}, rejected: [], kept: [], files: [], cancelled: false,
};

test('kept types come in a fixed order, one line each, those without a word last', () => {
  expect(countsByType(report)).toEqual([
    { type: 'Patient', created: 1, updated: 0, unchanged: 3 },
    { type: 'Observation', created: 2, updated: 0, unchanged: 0 },
    { type: 'Basic', created: 0, updated: 1, unchanged: 0 },
  ]);
  expect(sumOf(report.created)).toBe(3);
});

test('a resource inside another is told apart', () => {
  expect(typeOf('Medication (contained)')).toEqual({ type: 'Medication', isContained: true });
  expect(typeOf('Encounter')).toEqual({ type: 'Encounter', isContained: false });
});
