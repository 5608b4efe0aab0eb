import { expect, test } from 'vitest';
import { readTime } from './typed-time.ts';

test.each([
  ['10 h 05', '10:05'], ['10\u00A0h\u00A005', '10:05'], ['9h', '09:00'], ['10:05', '10:05'], ['9.30', '09:30'], ['1005', '10:05'], ['905', '09:05'], ['00:00', '00:00'], ['23:59', '23:59'],
  ['', null], ['24:00', null], ['10:60', null], ['9:5', null], ['12', null], ['midi', null], ['10:05:00', null],
])('%j is read as %j', (typed, read) => {
  expect(readTime(typed)).toBe(read);
});
