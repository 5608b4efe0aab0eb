import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { ageBand, cappedAge, mostDaysBack, shiftedDate } from './date-shift-rules.ts';

const civil = fc.tuple(fc.integer({ min: 1920, max: 2030 }), fc.integer({ min: 0, max: 364 })).map(([year, day]) => Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: day }).toString());
const days = fc.integer({ min: 1, max: mostDaysBack });

describe('dates of an extract', () => {
  test('the interval between two dates of a person is unchanged, and no date is the true one', () => {
    fc.assert(
      fc.property(civil, civil, days, (one, other, back) => {
        const [movedOne = '', movedOther = ''] = [shiftedDate(one, back) ?? '', shiftedDate(other, back) ?? ''];
        const between = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
        expect(between(movedOne, movedOther)).toBe(between(one, other));
        expect(movedOne).not.toBe(one);
      }),
    );
  });

  test.each([
    ['2020-03-01', 1, '2020-02-29'],
    ['2021-01', 1, '2020-12'],
    ['2021', 365, '2020'],
    ['2026-11-16T15:00:00.000Z', 1, '2026-11-15'],
    ['2021-02-30', 1, null],
    ['hier', 1, null],
    [null, 1, null],
  ])('%s moved back by %i', (date, back, moved) => {
    expect(shiftedDate(date, back)).toBe(moved);
  });

  test.each([
    ['1950-11-16', 76, '75-79'],
    ['1950-11-17', 75, '75-79'],
    ['1936-11-17', 89, '85-89'],
    ['1936-11-16', 90, '90+'],
    ['1901', 90, '90+'],
    ['2030', null, null],
    [null, null, null],
  ])('the age of whoever was born on %s', (born, age, band) => {
    expect(cappedAge(born, '2026-11-16')).toBe(age);
    expect(ageBand(cappedAge(born, '2026-11-16'), 5)).toBe(band);
  });

  test('the last band is the cap’s, however wide', () => {
    expect([5, 10, 20].map((years) => ageBand(90, years))).toEqual(['90+', '90+', '80+']);
    expect(ageBand(89, 10)).toBe('80-89');
    expect(ageBand(85, 20)).toBe('80+');
  });
});
