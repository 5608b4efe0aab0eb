import { describe, expect, test } from 'vitest';
import { foreignChanges, isAsAfter } from './effective-change-rules.ts';
import type { KeptChange } from './record-history.ts';

const change = (version: number, undoes: number | null = null, importId: string | null = null): KeptChange => ({
  id: `c${version}`, entity: 'patient', entityId: 'p', version, at: '2026-11-16T15:00:00.000Z', userId: 'u', byName: 'U', origin: undoes === null ? 'edit' : 'undo', reason: null, importId, undoes: undoes === null ? null : `c${undoes}`, changes: [],
});
const left = (changes: readonly KeptChange[], own: readonly string[] = []): readonly string[] => foreignChanges(changes, own).map(({ id }) => id);

describe('changes that still tell', () => {
  test('not what was taken back, nor what took it back; what was taken back and done again does', () => {
    expect(left([change(2), change(3)])).toEqual(['c2', 'c3']);
    expect(left([change(2), change(3, 2)])).toEqual([]);
    expect(left([change(2), change(3, 2), change(4, 3)])).toEqual(['c2']);
    expect(left([change(3, 2)])).toEqual(['c3']);
    expect(left([change(2, null, 'i'), change(3, null, 'j')], ['i'])).toEqual(['c3']);
  });

  test('a record is as it was when every version since is told and taken back', () => {
    expect(isAsAfter(1, 1, [])).toBe(true);
    expect(isAsAfter(1, 3, [change(2), change(3, 2)])).toBe(true);
    expect(isAsAfter(1, 2, [change(2)])).toBe(false);
    // A merge leaves no change behind.
    expect(isAsAfter(1, 2, [])).toBe(false);
  });
});
