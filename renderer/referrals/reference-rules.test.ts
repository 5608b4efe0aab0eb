import { expect, test } from 'vitest';
import { standingIn } from './reference-rules.ts';

test.each([
  [34, '< 5', 'high'], [5, '< 5', 'high'], [4.9, '< 5', null], [1, '≤ 1', null], [1.2, '≤ 1', 'high'], [59, '≥ 60', 'low'], [60, '≥ 60', null], [60, '> 60', 'low'],
  [3.9, '4.0–11.0', 'low'], [11, '4.0–11.0', null], [11.2, '4.0–11.0', 'high'], [118, undefined, null], [118, 'according to sex', null],
] as const)('%d against %s: %s', (value, reference, standing) => {
  expect(standingIn(value, reference)).toBe(standing);
});
