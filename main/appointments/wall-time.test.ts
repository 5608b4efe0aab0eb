import { describe, expect, test } from 'vitest';
import { civilDate, civilDay, isTimeZone, localDateTime, mergeTouching, offsetStretches, subtract, toInstant, wallIntervals, weekdayOf } from './wall-time.ts';

const hour = 3_600_000;

/** Instants of an opening on one day. */
function opening(zone: string, date: string, startsAt: string, endsAt: string): string[] {
  return wallIntervals(offsetStretches(zone, date, 1), date, startsAt, endsAt).map(({ from, until }) => `${toInstant(from).slice(0, 16)}/${toInstant(until).slice(0, 16)}`);
}

describe('an opening in wall time, as instants', () => {
  test.each([
    ['America/Toronto', '2026-11-16', ['2026-11-16T13:00/2026-11-16T17:00']],
    ['America/Toronto', '2026-07-13', ['2026-07-13T12:00/2026-07-13T16:00']],
    ['America/Halifax', '2026-11-16', ['2026-11-16T12:00/2026-11-16T16:00']],
    ['America/Halifax', '2026-07-13', ['2026-07-13T11:00/2026-07-13T15:00']],
    ['America/Blanc-Sablon', '2026-11-16', ['2026-11-16T12:00/2026-11-16T16:00']],
    ['America/Blanc-Sablon', '2026-07-13', ['2026-07-13T12:00/2026-07-13T16:00']],
    ['Europe/Paris', '2026-11-16', ['2026-11-16T07:00/2026-11-16T11:00']],
    ['Europe/Paris', '2026-07-13', ['2026-07-13T06:00/2026-07-13T10:00']],
  ])('%s on %s, 8 to 12', (zone, date, expected) => {
    expect(opening(zone, date, '08:00', '12:00')).toEqual(expected);
  });

  test('the hour skipped in spring does not exist', () => {
    expect(opening('America/Toronto', '2026-03-08', '02:00', '03:00')).toEqual([]);
    expect(opening('America/Toronto', '2026-03-08', '02:30', '04:00')).toEqual(['2026-03-08T07:00/2026-03-08T08:00']);
    expect(opening('America/Toronto', '2026-03-08', '00:00', '04:00')).toEqual(['2026-03-08T05:00/2026-03-08T08:00']);
    expect(opening('Europe/Paris', '2026-03-29', '01:00', '04:00')).toEqual(['2026-03-29T00:00/2026-03-29T02:00']);
    expect(opening('America/Blanc-Sablon', '2026-03-08', '02:00', '03:00')).toEqual(['2026-03-08T06:00/2026-03-08T07:00']);
  });

  test('the hour that comes twice in autumn counts twice', () => {
    expect(opening('America/Toronto', '2026-11-01', '00:00', '04:00')).toEqual(['2026-11-01T04:00/2026-11-01T09:00']);
    expect(opening('America/Toronto', '2026-11-01', '01:00', '01:30')).toEqual(['2026-11-01T05:00/2026-11-01T05:30', '2026-11-01T06:00/2026-11-01T06:30']);
    expect(opening('America/Halifax', '2026-11-01', '01:30', '03:00')).toEqual(['2026-11-01T04:30/2026-11-01T05:00', '2026-11-01T05:30/2026-11-01T07:00']);
  });
});

test('a civil day is as long as it is', () => {
  const length = (date: string, zone: string) => (Date.parse(civilDay(date, zone).until) - Date.parse(civilDay(date, zone).from)) / hour;
  expect(length('2026-11-16', 'America/Toronto')).toBe(24);
  expect(length('2026-03-08', 'America/Toronto')).toBe(23);
  expect(length('2026-11-01', 'America/Toronto')).toBe(25);
  expect(length('2026-11-01', 'America/Blanc-Sablon')).toBe(24);
  expect(length('2026-10-25', 'Europe/Paris')).toBe(25);
});

test('instants keep their width and have a wall time', () => {
  expect(toInstant(Date.parse('2026-11-16T13:00:00Z'))).toBe('2026-11-16T13:00:00.000Z');
  expect(localDateTime('2026-11-17T03:30:00.000Z', 'America/Toronto')).toBe('2026-11-16T22:30');
  expect(civilDate('2026-11-17T03:30:00.000Z', 'America/Toronto')).toBe('2026-11-16');
  expect(civilDate('2026-11-17T03:30:00.000Z', 'Europe/Paris')).toBe('2026-11-17');
  expect(weekdayOf('2026-11-16')).toBe(1);
});

test('only zones that exist are known', () => {
  expect(isTimeZone('America/Blanc-Sablon')).toBe(true);
  expect(isTimeZone('America/Rosemont')).toBe(false);
});

test('intervals merge and subtract', () => {
  expect(mergeTouching([{ from: 5, until: 7 }, { from: 0, until: 2 }, { from: 2, until: 4 }])).toEqual([{ from: 0, until: 4 }, { from: 5, until: 7 }]);
  expect(subtract([{ from: 0, until: 10 }, { from: 20, until: 30 }], [{ from: 3, until: 5 }, { from: 8, until: 22 }])).toEqual([
    { from: 0, until: 3 },
    { from: 5, until: 8 },
    { from: 22, until: 30 },
  ]);
});
