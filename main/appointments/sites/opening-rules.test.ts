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
