import { describe, expect, test } from 'vitest';
import { rowAfterKey } from './table-keys.ts';

describe('rowAfterKey', () => {
  test.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 3, 4],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['ArrowUp', 3, 2],
    ['j', 3, 4],
    ['k', 3, 2],
    ['PageDown', 3, 12],
    ['PageDown', 97, 99],
    ['PageUp', 30, 21],
    ['PageUp', 4, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['x', 50, null],
  ])('%s from %i lands on %s', (key, index, expected) => {
    expect(rowAfterKey(key, index, 100, 10)).toBe(expected);
  });

  test('an empty table has nowhere to go', () => {
    expect(rowAfterKey('ArrowDown', -1, 0, 10)).toBeNull();
  });
});
