import { expect, test } from 'vitest';
import type { ComparedRecord } from '#contract/duplicates.ts';
import { fieldsToTake, fieldText, firstChoice, isSameField, sideOf } from './merge-choice.ts';

const record = (change: Partial<ComparedRecord> = {}): ComparedRecord => ({
  patientId: 'a', version: 1, createdAt: '2026-01-01T00:00:00.000Z', sourceSystem: null, familyName: 'Roy', givenName: 'Anne', birthFamilyName: null, birthDate: '1970-01-02', administrativeSex: 'F', gender: null,
  nam: null, fileNumber: null, otherNumbers: [], language: 'fr', phone: null, email: null, address: { line: null, city: null, postalCode: null, regionCode: null }, mobility: 'unknown', teleSuitability: 'unknown',
  deceased: false, deceasedOn: null, holds: [], ...change,
});
const one = record({ phone: '514 555-0101', mobility: 'aid' });
const other = record({ patientId: 'b', createdAt: '2020-01-01T00:00:00.000Z', familyName: 'Roi', email: 'a@exemple.ca' });

test('the record on file longer stays', () => expect(firstChoice(one, other).survivor).toBe('other'));

test('values come from the record that stays, or from the only one that has any', () => {
  expect(fieldsToTake(one, other, { survivor: 'other', chosen: {} })).toEqual(['phone', 'mobility']);
  expect(fieldsToTake(one, other, { survivor: 'one', chosen: {} })).toEqual(['email']);
});

test('what a person chooses holds, also to leave a value behind', () => {
  expect(fieldsToTake(one, other, { survivor: 'one', chosen: { familyName: 'other', email: 'one' } })).toEqual(['familyName']);
  expect(sideOf(one, other, { survivor: 'one', chosen: { phone: 'other' } }, 'phone')).toBe('other');
});

test('unknown is no value, and an address is one', () => {
  expect(fieldText(record(), 'mobility')).toBe('');
  expect(isSameField(record(), record({ address: { line: null, city: 'Laval', postalCode: null, regionCode: null } }), 'address')).toBe(false);
  expect(isSameField(record(), record({ deceased: true }), 'deceased')).toBe(false);
});
