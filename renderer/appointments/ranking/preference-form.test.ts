import { describe, expect, test } from 'vitest';
import { draftOf, toggled, wishesOf } from './preference-form.ts';

const said = { weekdays: [2], halfDays: ['morning' as const], modalities: ['VIDEO' as const], noticeHours: 48, travelKm: 1200, travelMinutes: null, words: 'Enfants à l’école', version: 3, setAt: null, setBy: null };

describe('preferences as they are typed', () => {
  test('what was said comes back as it was', () => {
    const { version: _version, setAt: _setAt, setBy: _setBy, ...wishes } = said;
    expect(wishesOf(draftOf(said))).toEqual({ wishes });
  });
  test('numbers as people type them; nothing is nothing', () => {
    expect(wishesOf({ ...draftOf(said), travelKm: '1\u202F250', noticeHours: ' ', words: '  ' })).toMatchObject({ wishes: { travelKm: 1250, noticeHours: null, words: null } });
  });
  test.each([['12,5'], ['loin'], ['-3'], ['99999']])('%s is no distance', (travelKm) => {
    expect(wishesOf({ ...draftOf(said), travelKm })).toEqual({ wrong: ['travelKm'] });
  });
  test('ticked and ticked off', () => {
    expect([toggled([1, 2], 2), toggled([1], 2)]).toEqual([[1], [1, 2]]);
  });
});
