import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { WeeklyOpening } from '#contract/people.ts';
import { overlappingOpenings } from './opening-rules.ts';

const on = (weekday: number, startsAt: string, endsAt: string, siteId?: string): WeeklyOpening => ({ weekday, startsAt, endsAt, modalities: ['IN_PERSON'], ...(siteId && { siteId }) });
const overlapping = (openings: readonly WeeklyOpening[]): number[] => overlappingOpenings(openings, (siteId) => siteId ?? 'America/Toronto');

test('overlaps are told by the later of the two', () => {
  expect(overlapping([on(1, '08:00', '12:00'), on(1, '12:00', '16:00'), on(2, '08:00', '12:00')])).toEqual([]);
  expect(overlapping([on(1, '08:00', '12:00'), on(1, '11:59', '16:00')])).toEqual([1]);
  expect(overlapping([on(1, '13:00', '14:00'), on(1, '08:00', '18:00'), on(1, '09:00', '10:00')])).toEqual([1, 2]);
});

test('nobody is at two sites at once, whatever the clocks on their walls say', () => {
  // Noon in the Îles-de-la-Madeleine is eleven in Montréal.
  expect(overlapping([on(1, '08:00', '12:00'), on(1, '12:00', '16:00', 'America/Halifax')])).toEqual([1]);
  expect(overlapping([on(1, '08:00', '12:00'), on(1, '13:00', '16:00', 'America/Halifax')])).toEqual([]);
  // Blanc-Sablon keeps its clocks all year: it is Montréal's hour ahead in winter alone, and that is enough.
  expect(overlapping([on(1, '08:00', '12:00'), on(1, '12:30', '16:00', 'America/Blanc-Sablon')])).toEqual([1]);
});

test('hours that meet across the end of the week are seen, whichever comes first', () => {
  // Monday 2 h in Paris is Sunday 20 h in Montréal.
  const [evening, night] = [on(7, '19:00', '22:00'), on(1, '01:00', '05:00', 'Europe/Paris')];
  expect([overlapping([evening, night]), overlapping([night, evening])]).toEqual([[1], [1]]);
  expect(overlapping([on(7, '15:00', '18:59'), on(1, '01:00', '05:00', 'Europe/Paris')])).toEqual([]);
});

test('two openings overlap exactly where some minute of some week is in both', () => {
  const zones = ['America/Toronto', 'America/Halifax', 'Europe/Paris'] as const;
  const opening = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), start: fc.nat({ max: 22 }), hours: fc.integer({ min: 1, max: 6 }), zone: fc.constantFrom(...zones) })
    .map(({ weekday, start, hours, zone }) => on(weekday, time(start), start + hours > 23 ? '23:59' : time(start + hours), zone));
  // In a winter week: every half-hour of it, told by the wall clock of each.
  const monday = Temporal.Instant.from('2026-01-12T00:15:00Z');
  const isIn = ({ weekday, startsAt, endsAt, siteId }: WeeklyOpening, at: Temporal.Instant): boolean => {
    const wall = at.toZonedDateTimeISO(siteId ?? '');
    const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' });
    return wall.dayOfWeek === weekday && startsAt <= clock && clock < endsAt;
  };
  fc.assert(
    fc.property(opening, opening, (one, other) => {
      const meets = Array.from({ length: 7 * 48 }, (_, half) => monday.add({ minutes: half * 30 })).some((at) => isIn(one, at) && isIn(other, at));
      // Paris and Toronto stand six hours apart in winter and summer alike; Halifax follows Toronto.
      expect(overlapping([one, other]).length > 0).toBe(meets);
    }),
    { numRuns: 60 },
  );
});

const time = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
