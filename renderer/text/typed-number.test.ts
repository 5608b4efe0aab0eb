import { expect, test } from 'vitest';
import { readNumber } from './typed-number.ts';

test.each([
  ['7,5', 7.5], ['7.5', 7.5], [' 1 284 ', 1284], ['1 284,5', 1284.5], ['−10', -10], [',5', 0.5], ['', null], ['  ', null], ['12 mg', 'not-a-number'], ['1,2,3', 'not-a-number'],
])('reads %j as %j', (text, value) => {
  expect(readNumber(text)).toBe(value);
});
