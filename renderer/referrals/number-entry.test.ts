import { expect, test } from 'vitest';
import { numberEntry, readNumber } from './number-entry.ts';

test.each([
  ['7,5', 7.5], ['7.5', 7.5], [' 1 284 ', 1284], ['1 284,5', 1284.5], ['−10', -10], [',5', 0.5], ['', null], ['  ', null], ['12 mg', 'not-a-number'], ['1,2,3', 'not-a-number'],
])('reads %j as %j', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test('bounds and whole numbers come from the contract', () => {
  expect(numberEntry('swollen_joints', '8')).toEqual({ kind: 'value', value: 8 });
  expect(numberEntry('swollen_joints', '8,5')).toEqual({ kind: 'not-whole' });
  expect(numberEntry('swollen_joints', '69')).toEqual({ kind: 'out-of-bounds' });
  expect(numberEntry('hb', '12,1')).toEqual({ kind: 'out-of-bounds' });
  expect(numberEntry('haq', '1,25')).toEqual({ kind: 'value', value: 1.25 });
});
