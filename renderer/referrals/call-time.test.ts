import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { callInstant, readTime } from './call-time.ts';
import { elapsedBetween } from './elapsed.ts';

const present = Temporal.Instant.from('2026-11-16T05:10:00Z');

test('a time already past is today’s, one still to come was yesterday’s', () => {
  expect(callInstant('00:05', present, 'America/Toronto')).toBe('2026-11-16T05:05:00.000Z');
  expect(callInstant('23:50', present, 'America/Toronto')).toBe('2026-11-16T04:50:00.000Z');
  expect(callInstant('00:10', present, 'America/Toronto')).toBe('2026-11-16T05:10:00.000Z');
});

test.each([
  ['19 h 04', '19:04'], ['19:04', '19:04'], ['1904', '19:04'], ['9 h', '09:00'], ['24:00', null], ['12:60', null], ['midi', null], ['', null],
])('reads %j as %j', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test('elapsed time in days, hours and minutes, never negative', () => {
  expect(elapsedBetween(Temporal.Instant.from('2026-11-12T07:10:00Z'), present)).toEqual({ days: 3, hours: 22, minutes: 0 });
  expect(elapsedBetween(present, Temporal.Instant.from('2026-11-16T05:00:00Z'))).toEqual({ days: 0, hours: 0, minutes: 0 });
});
