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

describe('digits', () => {
  test('by what they type, with Shift on AZERTY or without', () => {
    expect(matchesShortcut('1', press('1', { code: 'Digit1' }))).toBe(true);
    expect(matchesShortcut('1', press('1', { code: 'Digit1', shiftKey: true }))).toBe(true);
    expect(matchesShortcut('4', press('4', { code: 'Numpad4' }))).toBe(true);
  });

  test('by their place where the row types other signs, as on AZERTY', () => {
    expect(matchesShortcut('1', press('&', { code: 'Digit1' }))).toBe(true);
    expect(matchesShortcut('2', press('&', { code: 'Digit1' }))).toBe(false);
    expect(matchesShortcut('1', press('&', { code: 'Digit1', ctrlKey: true }))).toBe(false);
  });

  test('never where the place with Shift is another sign: `?` lies on the 6 of a Canadian keyboard', () => {
    expect(matchesShortcut('6', press('?', { code: 'Digit6', shiftKey: true }))).toBe(false);
    expect(matchesShortcut('?', press('?', { code: 'Digit6', shiftKey: true }))).toBe(true);
  });
});
