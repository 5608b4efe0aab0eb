import { expect, test } from 'vitest';
import { readType, toggled, toTypeDraft } from './type-form.ts';

const blank = toTypeDraft(null);

test('a type of the clinic needs its words in both languages, one that is shipped has them', () => {
  expect(readType(blank, false)).toEqual({ faults: new Set(['fr', 'en']) });
  expect(readType({ ...blank, fr: 'Échographie', en: 'Ultrasound', minutes: '45', bufferAfter: '15' }, false)).toEqual({ values: { minutes: 45, bufferBefore: 0, bufferAfter: 15, roles: [], classes: [], modalities: [], needsRoom: false, equipment: null } });
  expect(readType({ ...blank, minutes: '', bufferBefore: '' }, true)).toMatchObject({ values: { minutes: null, bufferBefore: 0 } });
});

test('lengths are whole minutes within bounds', () => {
  for (const minutes of ['4', '241', 'long', '12,5']) expect(readType({ ...blank, minutes }, true)).toEqual({ faults: new Set(['minutes']) });
  for (const bufferAfter of ['-5', '121']) expect(readType({ ...blank, bufferAfter }, true)).toEqual({ faults: new Set(['bufferAfter']) });
});

test('what is chosen stays in the order of all', () => {
  expect(toggled(['a', 'b', 'c'], ['c'], 'a')).toEqual(['a', 'c']);
  expect(toggled(['a', 'b', 'c'], ['a', 'c'], 'c')).toEqual(['a']);
});
