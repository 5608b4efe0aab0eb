import { expect, test } from 'vitest';
import { centsOf } from './cents.ts';

test.each([
  ['', null], [' ', null], ['100', 10_000], ['12,5', 1250], ['12.50', 1250], ['0,07', 7], ['1 284,50', 128_450], ['0', 0], ['1,005', 'not-an-amount'], ['-3', 'not-an-amount'], ['abc', 'not-an-amount'], ['1.2.3', 'not-an-amount'], ['9999999', 'not-an-amount'],
] as const)('%j is %s cents', (text, cents) => {
  expect(centsOf(text)).toBe(cents);
});
