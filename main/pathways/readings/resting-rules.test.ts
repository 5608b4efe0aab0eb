import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restingOf } from './resting-rules.ts';

const reading = (value: boolean | number | null) => ({ value, lines: [] });

describe('what an answer rested on', () => {
  test.each([
    [true, true, 'as-proposed'], [false, true, 'otherwise'], [7, 7, 'as-proposed'], [352.413, 352.412_8, 'as-proposed'], [352, 352.4, 'otherwise'], [true, null, 'unsettled'],
  ] as const)('%j beside %j is %s', (value, proposed, taking) => {
    expect(restingOf(value, reading(proposed))).toEqual({ taking, reading: reading(proposed) });
  });

  test('nothing said, nothing answered: it rests on nothing', () => {
    fc.assert(fc.property(fc.oneof(fc.boolean(), fc.integer()), (value) => restingOf(value, null) === null && restingOf(null, reading(value)) === null));
  });
});
