import { expect, test } from 'vitest';
import { isBackupDue, lastDue, superseded } from './backup-schedule-rules.ts';

const zone = 'America/Toronto';

test.each([
  ['2026-11-16T15:12:00.000Z', 9, '2026-11-16T14:00:00.000Z'],
  ['2026-11-16T15:12:00.000Z', 18, '2026-11-15T23:00:00.000Z'],
  ['2026-11-16T14:00:00.000Z', 9, '2026-11-16T14:00:00.000Z'],
  // The night the clocks go forward has no 2 h: 3 h stands for it.
  ['2026-03-08T12:00:00.000Z', 2, '2026-03-08T07:00:00.000Z'],
])('at %s, the last %i h is %s', (now, hour, due) => {
  expect(lastDue(now, zone, hour)).toBe(due);
});

const moments = { now: '2026-11-16T15:12:00.000Z', zone, hour: 9, since: '2026-01-01T00:00:00.000Z', lastScheduledAt: null, lastTriedAt: null };

test.each([
  ['never done', {}, true],
  ['no hour chosen', { hour: null }, false],
  ['done since', { lastScheduledAt: '2026-11-16T14:05:00.000Z' }, false],
  ['done yesterday', { lastScheduledAt: '2026-11-15T14:05:00.000Z' }, true],
  ['clinic made since', { since: '2026-11-16T15:00:00.000Z' }, false],
  ['failed ten minutes ago', { lastTriedAt: '2026-11-16T15:02:00.000Z' }, false],
  ['failed an hour ago', { lastTriedAt: '2026-11-16T14:12:00.000Z' }, true],
  ['tried in the future: the clock was set back', { lastTriedAt: '2027-01-01T00:00:00.000Z' }, true],
  ['done in the future: the clock was set back', { lastScheduledAt: '2027-01-01T00:00:00.000Z' }, true],
])('due when %s', (_, change, due) => {
  expect(isBackupDue({ ...moments, ...change })).toBe(due);
});

test('only scheduled backups beyond those kept are removed, oldest ones', () => {
  const backup = (createdAt: string, origin: string) => ({ name: createdAt, createdAt, origin });
  const all = [backup('1', 'manual'), backup('2', 'scheduled'), backup('4', 'scheduled'), backup('3', 'scheduled'), backup('0', 'before-migration')];
  expect(superseded(all, 2).map(({ name }) => name)).toEqual(['2']);
  expect(superseded(all, 5)).toEqual([]);
});
