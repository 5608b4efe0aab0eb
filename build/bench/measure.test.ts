import { describe, expect, test } from 'vitest';
import { race, timingOf } from './measure.ts';

describe('timings', () => {
  test('the nearest rank', () => {
    expect(timingOf('x', [5, 1, 4, 2, 3])).toEqual({ name: 'x', rounds: 5, median: 3, p95: 5 });
    expect(timingOf('x', Array.from({ length: 100 }, (_, index) => index + 1))).toMatchObject({ median: 50, p95: 95 });
  });

  test('nothing measured is not a figure', () => expect(() => timingOf('x', [])).toThrow(RangeError));

  test('contestants take turns, the slow one fewer of them', async () => {
    const order: string[] = [];
    const timings = await race([{ name: 'a', run: () => order.push('a') }, { name: 'b', run: () => order.push('b'), rounds: 1 }], 3);
    expect(order.join('')).toBe('abbaabaa');
    expect(timings.map(({ rounds }) => rounds)).toEqual([3, 1]);
  });
});
