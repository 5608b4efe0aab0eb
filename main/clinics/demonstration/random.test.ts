import { describe, expect, test } from 'vitest';
import { seededIds, seededRandom } from './random.ts';

describe('draws from a seed', () => {
  test('are the same for the same seed and name, and others for others', () => {
    const draws = (seed: number, name?: string) => {
      const random = seededRandom(seed, name);
      return Array.from({ length: 5 }, () => random.whole(0, 999_999));
    };
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
    expect(draws(1, 'visits')).not.toEqual(draws(1, 'names'));
    expect(seededRandom(1).for('visits').whole(0, 999_999)).toBe(seededRandom(1, '/visits').whole(0, 999_999));
  });

  test('fill their range evenly', () => {
    const random = seededRandom(42);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 20_000; draw += 1) counts[random.whole(0, 9)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
    const heads = Array.from({ length: 10_000 }, () => random.chance(0.25)).filter(Boolean).length;
    expect(Math.abs(heads - 2500)).toBeLessThan(200);
  });

  test('a draw by weight follows the weights, and a shuffle keeps every item', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 4000 }, () => random.weighted([['often', 3], ['seldom', 1], ['never', 0]] as const));
    expect(drawn).not.toContain('never');
    expect(Math.abs(drawn.filter((item) => item === 'seldom').length - 1000)).toBeLessThan(120);
    expect([...random.shuffled([1, 2, 3, 4, 5, 6, 7, 8])].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('identifiers have the form of version 7, sort by time, and do not repeat', () => {
    let now = Date.UTC(2026, 10, 16);
    const next = seededIds(seededRandom(1), () => now);
    const ids = Array.from({ length: 2000 }, () => next());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    now += 1;
    expect(next() > ids.at(-1)!).toBe(true);
  });
});
