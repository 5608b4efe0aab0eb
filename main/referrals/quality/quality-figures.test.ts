import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOf, percentileOf, shareOf } from './quality-figures.ts';
import { guardedParts } from './quality-file.ts';

const values = fc.uniqueArray(fc.record({ days: fc.nat(500), count: fc.integer({ min: 1, max: 30 }) }), { selector: ({ days }) => days, minLength: 1, maxLength: 40 });

describe('figures of the quality of triage', () => {
  test('percentiles are nearest ranks', () => {
    const each = [{ days: 3, count: 1 }, { days: 1, count: 8 }, { days: 9, count: 1 }];
    expect([50, 75, 80, 90, 91].map((percent) => percentileOf(each, percent))).toEqual([1, 1, 1, 3, 9]);
    expect(daysOf([])).toEqual({ of: 0, median: null, low: null, high: null, p75: null, p90: null });
    expect(shareOf(0, 0)).toEqual({ of: 0, met: 0, value: null, low: null, high: null });
  });

  test('a percentile is one of the values, and enough lie at or under it', () => {
    fc.assert(fc.property(values, fc.integer({ min: 1, max: 100 }), (each, percent) => {
      const found = percentileOf(each, percent);
      expect(each.map(({ days }) => days)).toContain(found);
      const of = each.reduce((sum, { count }) => sum + count, 0);
      const within = each.reduce((sum, { days, count }) => sum + (days <= (found ?? 0) ? count : 0), 0);
      expect(within).toBeGreaterThanOrEqual((percent / 100) * of);
    }));
  });

  test('no small count is in a file, nor follows from the others and their total', () => {
    expect(guardedParts([12, 3, 7, 0], 'x')).toEqual([12, '1–4', 'x', 0]);
    expect(guardedParts([12, 3, 2], 'x')).toEqual([12, '1–4', '1–4']);
    expect(guardedParts([12, 6], 'x')).toEqual([12, 6]);
    fc.assert(fc.property(fc.array(fc.nat(30), { maxLength: 8 }), (counts) => {
      const cells = guardedParts(counts, 'x');
      const hidden = counts.filter((count, index) => cells[index] !== count);
      expect(counts.every((count, index) => count === 0 || count >= 5 || cells[index] === '1–4')).toBe(true);
      // One hidden alone is one there was nothing to hide with.
      if (hidden.length === 1) expect(counts.filter((count) => count >= 5)).toEqual([]);
    }));
  });
});
