import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawFrom } from './sample-draw.ts';

const ids = Array.from({ length: 40 }, (_, index) => `request-${index}`);

describe('drawing a sample', () => {
  test('is the same for the same seed, in whatever order the list comes, and another for another seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray(ids, { minLength: ids.length }), fc.nat(50), (seed, shuffled, size) => {
        const drawn = drawFrom(seed, shuffled, size);
        expect(drawn).toEqual(drawFrom(seed, ids, size));
        expect(new Set(drawn).size).toBe(Math.min(size, ids.length));
      }),
      { numRuns: 100 },
    );
    expect(drawFrom('1', ids, 10)).not.toEqual(drawFrom('2', ids, 10));
  });

  test('a larger sample of the same seed holds the smaller one', () => {
    expect(drawFrom('x', ids, 20).slice(0, 5)).toEqual(drawFrom('x', ids, 5));
  });

  test('is fair: over many seeds each is drawn about as often', () => {
    const times = new Map(ids.map((id) => [id, 0]));
    for (let seed = 0; seed < 2000; seed += 1) for (const id of drawFrom(String(seed), ids, 10)) times.set(id, (times.get(id) ?? 0) + 1);
    // 500 are expected of each, with a standard deviation of 19.
    for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(95);
  });
});
