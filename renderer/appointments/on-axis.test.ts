import { expect, test } from 'vitest';
import { onAxis } from './on-axis.ts';

test('a visit of another zone stands where the clock of the calendar says; its instants stay', () => {
  const visit = { startsAt: '2026-11-24T13:00:00.000Z', endsAt: '2026-11-24T13:30:00.000Z', localStart: '2026-11-24T09:00', localEnd: '2026-11-24T09:30', zone: 'America/Halifax' };
  expect(onAxis(visit, 'America/Halifax')).toBe(visit);
  expect(onAxis(visit, 'America/Toronto')).toEqual({ ...visit, zone: 'America/Toronto', localStart: '2026-11-24T08:00', localEnd: '2026-11-24T08:30' });
  expect(onAxis(visit, 'Europe/Paris')).toMatchObject({ localStart: '2026-11-24T14:00', localEnd: '2026-11-24T14:30' });
});
