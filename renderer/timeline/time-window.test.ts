import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { around, dayOf, fittingSpan, lastDayOf, nextSpan, placeOf, shifted, showing, ticksOf, timeSpans, windowOf } from './time-window.ts';

const today = dayOf('2026-11-16');
const extent = { first: dayOf('2016-12-01'), today };
const spans = fc.constantFrom(...timeSpans);

describe('the window of a course', () => {
  test('partial dates have a first and a last day', () => {
    expect([dayOf('2024'), dayOf('2024-02'), lastDayOf('2024-02'), lastDayOf('2024'), lastDayOf('2024-12')]).toEqual([dayOf('2024-01-01'), dayOf('2024-02-01'), dayOf('2024-02-29'), dayOf('2024-12-31'), dayOf('2024-12-31')]);
  });

  test('the least that shows all there is, ten years at most', () => {
    expect([fittingSpan({ first: today - 100, today }), fittingSpan({ first: today - 500, today }), fittingSpan(extent), fittingSpan({ first: today - 9000, today })]).toEqual(['1', '2', '10', '10']);
    const { from, to } = windowOf('10', extent);
    expect(from).toBeLessThan(dayOf('2016-11-16'));
    expect(to).toBeGreaterThan(today);
  });

  test('however it is moved, it keeps its width, ends soon after today at the latest and still shows something', () => {
    fc.assert(
      fc.property(spans, fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 8 }), fc.integer({ min: 0, max: 20_000 }), (span, parts, age) => {
        const known = { first: today - age, today };
        const whole = windowOf(span, known);
        const moved = parts.reduce((window, part) => shifted(window, span, known, part), whole);
        expect(moved.to - moved.from).toBeCloseTo(whole.to - whole.from, 6);
        expect(moved.to).toBeLessThanOrEqual(whole.to + 1e-6);
        expect(moved.to).toBeGreaterThanOrEqual(Math.min(known.first, whole.to) - 1e-6);
      }),
    );
  });

  test('a day asked for is shown; one that is shown moves nothing', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 3650 }), (span, ago) => {
        const day = Math.max(extent.first, today - ago);
        for (const window of [showing(day, windowOf(span, extent), span, extent), around(day, span, extent)]) {
          expect(placeOf(day, window)).toBeGreaterThanOrEqual(0);
          expect(placeOf(day, window)).toBeLessThanOrEqual(1);
        }
      }),
    );
    const window = windowOf('10', extent);
    expect(showing(today - 900, window, '10', extent)).toBe(window);
  });

  test('closer and wider, as far as it goes', () => {
    expect([nextSpan('10', 1), nextSpan('1', 1), nextSpan('10', -1), nextSpan('all', -1)]).toEqual(['5', '1', 'all', 'all']);
  });

  test('years are marked; quarters where there is room', () => {
    expect(ticksOf({ from: dayOf('2024-06-01'), to: dayOf('2028-02-01') }).map(({ year, month }) => [year, month])).toEqual([[2025, 1], [2026, 1], [2027, 1], [2028, 1]]);
    expect(ticksOf({ from: dayOf('2026-02-01'), to: dayOf('2026-12-01') }).map(({ month }) => month)).toEqual([4, 7, 10]);
  });
});
