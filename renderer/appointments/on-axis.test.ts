import { expect, test } from 'vitest';
import { awayOnAxis, onAxis } from './on-axis.ts';

test('a visit of another zone stands where the clock of the calendar says; its instants stay', () => {
  const visit = { startsAt: '2026-11-24T13:00:00.000Z', endsAt: '2026-11-24T13:30:00.000Z', localStart: '2026-11-24T09:00', localEnd: '2026-11-24T09:30', zone: 'America/Halifax' };
  expect(onAxis(visit, 'America/Halifax')).toBe(visit);
  expect(onAxis(visit, 'America/Toronto')).toEqual({ ...visit, zone: 'America/Toronto', localStart: '2026-11-24T08:00', localEnd: '2026-11-24T08:30' });
  expect(onAxis(visit, 'Europe/Paris')).toMatchObject({ localStart: '2026-11-24T14:00', localEnd: '2026-11-24T14:30' });
});

test('a part of a day closed at a site stands on the clock of the calendar that shows it', () => {
  const closed = { firstDate: '2026-12-01', startsAt: '14:00', endsAt: '15:00', zone: 'America/Halifax' };
  expect(awayOnAxis(closed, 'America/Toronto')).toMatchObject({ startsAt: '13:00', endsAt: '14:00' });
  expect(awayOnAxis(closed, 'America/Halifax')).toBe(closed);
  expect(awayOnAxis({ ...closed, startsAt: null, endsAt: null }, 'America/Toronto')).toMatchObject({ startsAt: null });
  expect(awayOnAxis({ ...closed, startsAt: '01:00', endsAt: '04:00', zone: 'Europe/Paris' }, 'America/Toronto')).toMatchObject({ startsAt: '00:00', endsAt: '00:00' });
});
