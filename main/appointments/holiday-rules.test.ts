import { describe, expect, test } from 'vitest';
import { easterSunday, holidaysBetween, holidaysOf, holidaysOfGroups, holidaySources, usualHolidays } from './holiday-rules.ts';

const dates = (calendar: 'none' | 'CA-QC' | 'FR' | 'FR-ALSACE-MOSELLE', year: number, easter: 'good-friday' | 'easter-monday' | 'both' = 'good-friday') =>
  holidaysOf({ calendar, easter }, year).map(({ date }) => date.slice(5));

// Dates as published for these years, not as computed here.
describe('statutory holidays', () => {
  test.each([
    [2018, ['01-01', '03-30', '05-21', '06-24', '06-25', '07-02', '09-03', '10-08', '12-25']],
    [2024, ['01-01', '03-29', '05-20', '06-24', '07-01', '09-02', '10-14', '12-25']],
    [2025, ['01-01', '04-18', '05-19', '06-24', '07-01', '09-01', '10-13', '12-25']],
    [2026, ['01-01', '04-03', '05-18', '06-24', '07-01', '09-07', '10-12', '12-25']],
    [2027, ['01-01', '03-26', '05-24', '06-24', '07-01', '09-06', '10-11', '12-25']],
    [2029, ['01-01', '03-30', '05-21', '06-24', '06-25', '07-02', '09-03', '10-08', '12-25']],
  ])('of Québec in %i', (year, expected) => {
    expect(dates('CA-QC', year)).toEqual(expected);
  });

  test('Easter in Québec is the Friday or the Monday, as the employer chooses, or both', () => {
    expect(dates('CA-QC', 2026, 'easter-monday')[1]).toBe('04-06');
    expect(dates('CA-QC', 2026, 'both').slice(1, 3)).toEqual(['04-03', '04-06']);
  });

  test('the Monday before 25 May is never the 25th itself', () => {
    // 25 May 2026 is a Monday.
    expect(dates('CA-QC', 2026)[2]).toBe('05-18');
  });

  test.each([
    [2024, ['01-01', '04-01', '05-01', '05-08', '05-09', '05-20', '07-14', '08-15', '11-01', '11-11', '12-25']],
    [2025, ['01-01', '04-21', '05-01', '05-08', '05-29', '06-09', '07-14', '08-15', '11-01', '11-11', '12-25']],
    [2026, ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25']],
  ])('of France in %i', (year, expected) => {
    expect(dates('FR', year)).toEqual(expected);
  });

  test('of Alsace and Moselle are two more', () => {
    expect(dates('FR-ALSACE-MOSELLE', 2026)).toEqual(['01-01', '04-03', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25', '12-26']);
  });

  test('may not be observed at all', () => {
    expect(dates('none', 2026)).toEqual([]);
    expect(holidaySources('none')).toEqual([]);
  });

  test('two on one day (France, Ascension on 1 or 8 May) are both told', () => {
    expect(holidaysOf({ calendar: 'FR', easter: 'good-friday' }, 2008).filter(({ date }) => date === '2008-05-01').map(({ code }) => code).sort()).toEqual(['ascension', 'labour-day']);
  });

  test('between two dates run over the turn of a year', () => {
    expect(holidaysBetween(usualHolidays('CA'), '2026-12-25', '2027-01-01').map(({ code }) => code)).toEqual(['christmas', 'new-year']);
    expect(holidaysBetween(usualHolidays('CA'), '2026-12-26', '2026-12-31')).toEqual([]);
    expect(holidaysBetween(usualHolidays('FR'), '2027-01-02', '2026-01-01')).toEqual([]);
  });

  test('each names its article and each calendar its statutes', () => {
    for (const calendar of ['CA-QC', 'FR', 'FR-ALSACE-MOSELLE'] as const) {
      expect(holidaysOf({ calendar, easter: 'both' }, 2026).every(({ source, name }) => source !== '' && name.fr !== '' && name.en !== '')).toBe(true);
      expect(holidaySources(calendar).length).toBeGreaterThan(0);
    }
    expect(holidaySources('FR-ALSACE-MOSELLE').map(({ text }) => text)).toEqual(['Code du travail (France), art. L3133-1', 'Code du travail (France), art. L3134-13']);
  });
});

test('Easter is as the tables give it, its earliest and its latest too', () => {
  expect([1818, 1943, 1961, 2000, 2008, 2024, 2025, 2026, 2027, 2038, 2049, 2285].map((year) => easterSunday(year).toString())).toEqual([
    '1818-03-22', '1943-04-25', '1961-04-02', '2000-04-23', '2008-03-23', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2049-04-18', '2285-03-22',
  ]);
});

test('holidays of places that differ are told once, with who observes them', () => {
  const [quebec, france] = [{ choice: usualHolidays('CA'), siteIds: [null, 'x'] }, { choice: usualHolidays('FR'), siteIds: ['p'] }];
  expect(holidaysOfGroups([quebec], '2026-12-25', '2026-12-25').map(({ date, siteIds }) => [date, siteIds])).toEqual([['2026-12-25', undefined]]);
  expect(holidaysOfGroups([quebec, { ...quebec, siteIds: ['y'] }], '2026-12-25', '2026-12-25')).toHaveLength(1);
  const told = holidaysOfGroups([quebec, france], '2026-07-01', '2026-07-14').map(({ date, siteIds }) => [date, siteIds]);
  expect(told).toEqual([['2026-07-01', [null, 'x']], ['2026-07-14', ['p']]]);
});
