import { describe, expect, test } from 'vitest';
import { matchesShortcut, type KeyPress } from './shortcut-rules.ts';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('matchesShortcut', () => {
  test.each([
    ['n', press('n'), true],
    ['n', press('N', { shiftKey: true }), false],
    ['n', press('N'), true],
    ['n', press('n', { ctrlKey: true }), false],
    ['n', press('n', { altKey: true }), false],
    ['n', press('m'), false],
    ['Enter', press('Enter'), true],
    ['Enter', press('Enter', { ctrlKey: true }), false],
    ['Control+K', press('k', { ctrlKey: true }), true],
    ['Control+K', press('k', { metaKey: true }), true],
    ['Control+K', press('k'), false],
    ['Control+K', press('K', { ctrlKey: true, shiftKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['?', press('?', { altKey: true }), true],
    ['/', press('/', { ctrlKey: true, altKey: true }), true],
    ['1', press('1'), true],
    ['1', press('1', { shiftKey: true }), true],
    ['1', press('&'), false],
  ])('%s against %o gives %s', (keys, event, expected) => {
    expect(matchesShortcut(keys, event)).toBe(expected);
  });
});
