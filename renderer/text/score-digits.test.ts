import { expect, test } from 'vitest';
import { scoreDigits } from './score-digits.ts';

const [cdai, das28, haq] = [{ max: 76, decimals: 2 }, { max: 9.29, decimals: 2 }, { max: 3, decimals: 2 }];

test.each([
  [11.1, cdai, 1], [13.8, cdai, 1], [10.04, cdai, 2], [12, cdai, 1], [0.1 + 0.2, cdai, 1], [3.1, das28, 2], [3.07, das28, 2], [1, haq, 2],
])('%d is written with the decimals of its scale', (value, scale, digits) => {
  expect(scoreDigits(value, scale)).toBe(digits);
});
