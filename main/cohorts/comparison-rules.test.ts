import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medianOf, medianRanks, periodsUntil, pointOf, type Tally, wilson, withinLimit } from './comparison-rules.ts';

const tally = (outcome: Tally['outcome'], count: number, days: number | null = null, period = '2026-4'): Tally => ({ period, outcome, count, days });

describe('periods', () => {
  test('quarters and years end the day before the next begins; the last one today', () => {
    const quarters = periodsUntil('2026-11-16', 'quarter');
    expect(quarters).toHaveLength(12);
    expect(quarters[0]).toEqual({ key: '2024-1', from: '2024-01-01', until: '2024-03-31', isRunning: false });
    expect(quarters.at(-1)).toEqual({ key: '2026-4', from: '2026-10-01', until: '2026-11-16', isRunning: true });
    expect(periodsUntil('2026-11-16', 'year').map(({ key, until }) => `${key} ${until}`)).toEqual(['2021 2021-12-31', '2022 2022-12-31', '2023 2023-12-31', '2024 2024-12-31', '2025 2025-12-31', '2026 2026-11-16']);
  });
});

describe('a share and its interval', () => {
  // Newcombe 1998, Statist Med 17:857, table I, method 3.
  test.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('%i of %i', (met, of, low, high) => {
    expect(wilson(met, of)?.low).toBeCloseTo(low, 4);
    expect(wilson(met, of)?.high).toBeCloseTo(high, 4);
  });

  test('holds the share, stays within 0 and 1, narrows as more are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (of, drawn) => {
        const met = drawn % (of + 1);
        const limits = wilson(met, of)!;
        const more = wilson(met * 4, of * 4)!;
        expect(limits.low).toBeGreaterThanOrEqual(0);
        expect(limits.high).toBeLessThanOrEqual(1);
        expect(limits.low - 1e-12).toBeLessThanOrEqual(met / of);
        expect(limits.high + 1e-12).toBeGreaterThanOrEqual(met / of);
        expect(more.high - more.low).toBeLessThan(limits.high - limits.low);
      }),
    );
    expect(wilson(0, 0)).toBeNull();
  });

  test('who is left out changes no share, and is said', () => {
    expect(pointOf('share', '2026-4', [tally('met', 3), tally('not-met', 5), tally('imprecise', 2), tally('known', 4), tally('met', 9, null, '2026-3')])).toMatchObject({
      of: 8, met: 3, value: 0.375, leftOut: [{ reason: 'imprecise', count: 2 }, { reason: 'known', count: 4 }],
    });
    expect(pointOf('share', '2026-4', [tally('waiting', 2)])).toEqual({ period: '2026-4', of: 0, met: 0, value: null, low: null, high: null, leftOut: [{ reason: 'waiting', count: 2 }] });
  });
});

describe('a median and its interval', () => {
  // Ranks of the sign test, e.g. Conover, Practical Nonparametric Statistics, table A3.
  test.each([[5, null], [6, [1, 6]], [9, [2, 8]], [12, [3, 10]], [20, [6, 15]], [50, [18, 33]]] as const)('ranks of %i', (count, ranks) => {
    expect(medianRanks(count)).toEqual(ranks);
  });

  test('of counted days is that of the days one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ days: fc.integer({ min: 0, max: 60 }), count: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 30 }), (values) => {
        const each = values.flatMap(({ days, count }) => Array.from({ length: count }, () => days)).sort((one, other) => one - other);
        const middle = (each[Math.floor((each.length - 1) / 2)]! + each[Math.floor(each.length / 2)]!) / 2;
        const found = medianOf(values);
        expect(found).toMatchObject({ of: each.length, value: middle });
        if (found.low !== null && found.high !== null) {
          expect(found.low).toBeLessThanOrEqual(middle);
          expect(found.high).toBeGreaterThanOrEqual(middle);
        } else expect(each.length).toBeLessThan(6);
      }),
    );
    expect(medianOf([])).toEqual({ of: 0, value: null, low: null, high: null });
    expect(medianRanks(501)).toEqual([228, 274]);
  });
});

describe('a delay from a date that is not whole', () => {
  test.each([[10, 40, 42, 'met'], [10, 42, 42, 'met'], [10, 43, 42, 'imprecise'], [42, 72, 42, 'imprecise'], [43, 73, 42, 'not-met']] as const)('%i to %i days, limit %i: %s', (least, most, limit, said) => {
    expect(withinLimit(least, most, limit)).toBe(said);
  });
});
