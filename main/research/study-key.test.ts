import { describe, expect, test } from 'vitest';
import { newDataKey } from '../platform/keys/keyring.ts';
import { newStudyKey, openStudyKey, resealStudyKey, sealStudyKey } from './study-key.ts';

describe('keys of a study', () => {
  const [dataKey, otherKey] = [newDataKey(), newDataKey()];

  test('are drawn apart: identifiers without a letter taken for another, dates never where they were', () => {
    const keys = Array.from({ length: 500 }, () => newStudyKey('s', '2026-11-16'));
    expect(new Set(keys.map(({ code }) => code)).size).toBe(500);
    expect(keys.every(({ code, daysBack }) => /^[2-9A-HJKMNP-TV-Z]{10}$/.test(code) && daysBack >= 1 && daysBack <= 365)).toBe(true);
  });

  test('open under the clinic’s key, for their study alone, and after the clinic was given another key', () => {
    const key = newStudyKey('s', '2026-11-16');
    const sealed = sealStudyKey(dataKey, key);
    expect(sealed).not.toContain(key.code);
    expect(openStudyKey(dataKey, 's', sealed)).toEqual(key);
    expect(() => openStudyKey(dataKey, 'another', sealed)).toThrow();
    expect(() => openStudyKey(otherKey, 's', sealed)).toThrow();
    expect(openStudyKey(otherKey, 's', resealStudyKey(sealed, dataKey, otherKey))).toEqual(key);
  });
});
