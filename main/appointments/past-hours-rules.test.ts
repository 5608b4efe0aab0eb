import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HeldHours, hoursAt } from './past-hours-rules.ts';

const hours = (slotMinutes: number, sinceAt: string | null, untilAt = '') => ({ slotMinutes, openings: [], sinceAt, untilAt });
const before: readonly HeldHours[] = [hours(20, '2026-03-01T12:00:00.000Z', '2026-05-01T12:00:00.000Z'), hours(30, '2026-05-01T12:00:00.000Z', '2026-07-01T12:00:00.000Z')];
const present = hours(40, '2026-07-01T12:00:00.000Z');

test.each([
  ['2026-02-02T05:00:00.000Z', 20, true], ['2026-03-02T05:00:00.000Z', 20, false], ['2026-05-01T05:00:00.000Z', 20, false], ['2026-05-02T05:00:00.000Z', 30, false],
  ['2026-07-01T04:00:00.000Z', 30, false], ['2026-07-02T04:00:00.000Z', 40, false], ['2027-01-01T05:00:00.000Z', 40, false],
])('a day that ends at %s has the hours in force then (%d minutes a visit)', (endOfDay, slotMinutes, isAssumed) => {
  expect(hoursAt(before, present, endOfDay)).toEqual({ slotMinutes, openings: [], isAssumed });
});

test('hours nobody ever changed held from the beginning; changed once, those before are assumed', () => {
  expect(hoursAt([], hours(30, null), '2020-01-01T05:00:00.000Z').isAssumed).toBe(false);
  expect(hoursAt([], present, '2020-01-01T05:00:00.000Z').isAssumed).toBe(true);
});

test('set and put back within one day, a day has the hours it ended with, whatever was tried between', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 * 60 }), { minLength: 1, maxLength: 6 }), (minutes) => {
      const at = (minute: number): string => new Date(Date.UTC(2026, 6, 1, 12, minute)).toISOString();
      const times = [...new Set(minutes)].sort((one, other) => one - other).map(at);
      const tried = times.map((until, index) => hours(index === 0 ? 20 : 99, index === 0 ? null : (times[index - 1] ?? null), until));
      const now = hours(20, times.at(-1) ?? null);
      expect(hoursAt(tried, now, '2026-07-02T04:00:00.000Z')).toMatchObject({ slotMinutes: 20, isAssumed: false });
      expect(hoursAt(tried, now, '2026-06-30T04:00:00.000Z')).toMatchObject({ slotMinutes: 20, isAssumed: false });
    }),
  );
});
