import { describe, expect, test } from 'vitest';
import type { WeekVisit } from '#contract/appointments';
import { cellsOf, visitAfterKey } from './week-cells.ts';

const visit = (id: string, practitionerId: string, localStart: string): WeekVisit => ({
  id, practitionerId, patient: { familyName: 'Béland', givenName: 'Maryse', access: 'open' }, localStart, localEnd: localStart, modality: 'IN_PERSON', status: 'booked',
});
const visits = [
  visit('1', 'a', '2026-11-16T09:00'), visit('2', 'b', '2026-11-16T09:30'), visit('3', 'a', '2026-11-16T10:00'), visit('4', 'a', '2026-11-18T08:00'), visit('5', 'a', '2026-11-18T09:50'), visit('6', 'b', '2026-11-18T11:00'),
];
const shape = { cells: cellsOf(visits), professionals: ['a', 'nobody', 'b'], dates: ['2026-11-16', '2026-11-17', '2026-11-18'] };
const after = (key: string, id: string | null) => visitAfterKey(key, shape, visits.find((one) => one.id === id) ?? null);

describe('the week of the clinic by keyboard', () => {
  test('down goes through a day, professional after professional, and up comes back', () => {
    expect([after('ArrowDown', '1'), after('ArrowDown', '3'), after('ArrowDown', '2')]).toEqual(['3', '2', null]);
    expect([after('ArrowUp', '2'), after('ArrowUp', '1')]).toEqual(['3', null]);
  });

  test('across, days without a visit are passed over, to the nearest in time', () => {
    expect([after('ArrowRight', '3'), after('ArrowRight', '1'), after('ArrowLeft', '5'), after('ArrowRight', '6'), after('ArrowRight', '2')]).toEqual(['5', '5', '3', null, '6']);
  });

  test('nothing selected: the first; another key is none of its own', () => {
    expect([after('ArrowDown', null), after('Home', '1')]).toEqual(['1', null]);
    expect(visitAfterKey('ArrowDown', { ...shape, cells: cellsOf([]) }, null)).toBeNull();
  });
});
