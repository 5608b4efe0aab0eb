import { expect, test } from 'vitest';
import { requirePlainText } from './plain-text.ts';

test.each([['a text', 'a\0b'], ['a value', { name: ['Roy', '\0'] }], ['a key', { 'a\0': 1 }]])('a NUL in %s is refused', (_, input) => {
  expect(() => requirePlainText(input)).toThrow(expect.objectContaining({ code: 'INVALID' }));
});

test('anything else passes, however deep', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  for (const input of [undefined, null, 1, 'Élise\n', { a: [{ b: 'x' }] }, deep]) expect(() => requirePlainText(input)).not.toThrow();
});
