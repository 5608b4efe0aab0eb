import { expect, test } from 'vitest';
import { numberEntry } from './number-entry.ts';

test('bounds and whole numbers come from the contract', () => {
  expect(numberEntry('swollen_joints', '8')).toEqual({ kind: 'value', value: 8 });
  expect(numberEntry('swollen_joints', '8,5')).toEqual({ kind: 'not-whole' });
  expect(numberEntry('swollen_joints', '69')).toEqual({ kind: 'out-of-bounds' });
  expect(numberEntry('hb', '12,1')).toEqual({ kind: 'out-of-bounds' });
  expect(numberEntry('haq', '1,25')).toEqual({ kind: 'value', value: 1.25 });
});
