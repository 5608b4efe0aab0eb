import { expect, test } from 'vitest';
import { missingOf } from './checklist-rules.ts';

const whole = { identity: ['name', 'birth-date'], place: 'Chez elle', phone: '514 555-0142', isAlone: 'alone', others: '' } as const;

test('two identifiers, a place, a number, and whether the person is alone: nothing is missing', () => {
  expect(missingOf(whole)).toEqual([]);
  expect(missingOf({ ...whole, isAlone: 'with', others: 'Sa fille' })).toEqual([]);
});

test('each thing not said is named', () => {
  expect(missingOf({ identity: ['name'], place: ' ', phone: '', isAlone: null, others: '' })).toEqual(['identity', 'place', 'phone', 'company']);
  expect(missingOf({ ...whole, isAlone: 'with' })).toEqual(['others']);
});
