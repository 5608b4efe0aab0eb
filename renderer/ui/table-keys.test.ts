import { describe, expect, test } from 'vitest';
import { rowAfterKey, rowAfterRemoval } from './table-keys.ts';

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

describe('rowAfterRemoval', () => {
  test.each([
    ['the row after it', { key: 'b', index: 1 }, 'b', 3, 1],
    ['the last, when it was the last', { key: 'c', index: 2 }, 'c', 2, 1],
    ['none in an empty list', { key: 'a', index: 0 }, 'a', 0, -1],
    ['none when another row is asked for', { key: 'a', index: 0 }, 'z', 3, -1],
    ['none when nothing was selected', null, 'a', 3, -1],
    ['none when nothing is asked for', { key: 'a', index: 0 }, null, 3, -1],
  ])('%s', (_, last, selectedKey, count, expected) => {
    expect(rowAfterRemoval(last, selectedKey, count)).toBe(expected);
  });
});
