import { describe, expect, test } from 'vitest';
import { instantAt, shiftedLike } from '../wall-time.ts';
import { movedTimes, seriesTimes } from './series-rules.ts';

describe('times of a series', () => {
  test('the weekday and time of the first in each week, however the weeks are told', () => {
    expect(seriesTimes('2026-10-06T09:00', [1, 4, 8, 12])).toEqual([
      { week: 1, local: '2026-10-06T09:00' }, { week: 4, local: '2026-10-27T09:00' }, { week: 8, local: '2026-11-24T09:00' }, { week: 12, local: '2026-12-22T09:00' },
    ]);
    expect(seriesTimes('2026-10-06T09:00', [12, 1, 4, 4]).map(({ week }) => week)).toEqual([1, 4, 12]);
  });

  test('nine o’clock stays nine o’clock over the change of the clock', () => {
    expect(seriesTimes('2026-10-27T09:00', [1, 2]).map(({ local }) => instantAt(local, 'America/Toronto'))).toEqual(['2026-10-27T13:00:00.000Z', '2026-11-03T14:00:00.000Z']);
    expect(seriesTimes('2027-03-23T09:00', [1, 2]).map(({ local }) => instantAt(local, 'Europe/Paris'))).toEqual(['2027-03-23T08:00:00.000Z', '2027-03-30T07:00:00.000Z']);
  });

  test('a time the clock skips has no instant; one that comes twice is the first', () => {
    expect(instantAt('2027-03-14T02:30', 'America/Toronto')).toBe(null);
    expect(instantAt('2026-11-01T01:30', 'America/Toronto')).toBe('2026-11-01T05:30:00.000Z');
  });

  test('the others move by as many days and minutes as the one', () => {
    expect(shiftedLike('2026-11-24T09:00', '2026-10-27T09:00', '2026-10-29T10:30')).toBe('2026-11-26T10:30');
    expect(movedTimes([{ localStart: '2026-11-24T14:00' }], '2026-10-27T09:00', '2026-10-26T08:30')[0]?.local).toBe('2026-11-23T13:30');
  });
});
