import { describe, expect, test } from 'vitest';
import { groupKey, groupState, groupsToCheck, isWholeKey, normalizeGroup } from './recovery-check.ts';

describe('typing groups back', () => {
  test.each([
    ['9tbwc', '9TBWC'],
    [' 9T-BWC ', '9TBWC'],
    ['o1iL2', '01112'],
    ['9TBWCXX', '9TBWC'],
  ])('%s is read as %s', (typed, expected) => {
    expect(normalizeGroup(typed)).toBe(expected);
  });

  test.each([
    ['', { missing: 5 }],
    ['4dx', { missing: 2 }],
    ['4dxmk', 'right'],
    ['4dy', 'wrong'],
    ['4DXMJ', 'wrong'],
  ])('%s against 4DXMK', (typed, expected) => {
    expect(groupState(typed, '4DXMK')).toEqual(expected);
  });

  test('one group from each half is asked, whatever the instant', () => {
    for (let millisecond = 0; millisecond < 100; millisecond += 1) {
      const [first, second] = groupsToCheck(`2026-11-17T15:11:00.0${String(millisecond).padStart(2, '0')}Z`);
      expect(first).toBeGreaterThanOrEqual(1);
      expect(first).toBeLessThanOrEqual(4);
      expect(second).toBeGreaterThanOrEqual(5);
      expect(second).toBeLessThanOrEqual(8);
    }
  });
});

describe('a whole key', () => {
  const groups = '7KQ4M X2RHD 9TBWC FN3VE H6PJA RZ8GY 4DXMK 01112';

  test.each([groups, groups.replaceAll(' ', '-'), groups.replaceAll(' ', '').toLowerCase(), ` ${groups.replaceAll('1', 'l')} `])('%j is read in groups', (typed) => {
    expect(groupKey(typed)).toBe(groups);
    expect(isWholeKey(typed)).toBe(true);
  });

  test('is not there before its last character', () => {
    expect(groupKey('')).toBe('');
    expect(isWholeKey(groups.slice(0, -1))).toBe(false);
  });
});
