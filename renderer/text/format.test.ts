import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  ageAt,
  daysBetween,
  formatAge,
  formatDate,
  formatInstant,
  formatName,
  formatNumber,
  formatRelativeDay,
  formatTime,
  groupNam,
  initials,
  maskNam,
  todayIn,
  wallDate,
  wallTime,
} from './format.ts';

/** Written with ordinary spaces; the functions give no-break ones. */
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');

describe('formatDate', () => {
  test.each([
    ['2026-11-17', 'medium', '17 nov. 2026', 'Nov 17, 2026'],
    ['2026-11-17', 'short', '17 nov.', 'Nov 17'],
    ['2026-11-17', 'long', '17 novembre 2026', 'November 17, 2026'],
    ['2026-11-17', 'weekday', 'mar. 17 nov.', 'Tue, Nov 17'],
    ['2026-11-17', 'full', 'mardi 17 novembre 2026', 'Tuesday, November 17, 2026'],
    ['2026-12-01', 'medium', '1er déc. 2026', 'Dec 1, 2026'],
    ['2026-11-22', 'weekday', 'dim. 22 nov.', 'Sun, Nov 22'],
    ['1958-06', 'medium', 'juin 1958', 'Jun 1958'],
    ['1958', 'medium', '1958', '1958'],
  ] as const)('%s %s', (date, style, french, english) => {
    expect(plain(formatDate(date, 'fr', style))).toBe(french);
    expect(plain(formatDate(date, 'en', style))).toBe(english);
  });

  test('never breaks inside a date', () => {
    expect(formatDate('2026-11-17', 'fr', 'full')).not.toContain(' ');
  });
});

describe('times', () => {
  test.each([
    ['10:12', '10 h 12', '10:12'],
    ['08:05', '8 h 05', '8:05'],
    ['14:00', '14 h 00', '14:00'],
    ['00:30', '0 h 30', '0:30'],
  ])('%s', (time, french, english) => {
    expect(plain(formatTime(time, 'fr'))).toBe(french);
    expect(formatTime(time, 'en')).toBe(english);
  });

  test.each([
    ['2026-11-17T15:12:00.000Z', 'America/Toronto', '2026-11-17', '10:12'],
    ['2026-07-17T14:12:00.000Z', 'America/Toronto', '2026-07-17', '10:12'],
    ['2026-11-17T15:12:00.000Z', 'America/Halifax', '2026-11-17', '11:12'],
    ['2026-07-17T15:12:00.000Z', 'America/Blanc-Sablon', '2026-07-17', '11:12'],
    ['2026-11-17T23:30:00.000Z', 'Europe/Paris', '2026-11-18', '00:30'],
    ['2026-11-18T03:30:00.000Z', 'America/Toronto', '2026-11-17', '22:30'],
  ])('%s in %s', (instant, zone, date, time) => {
    expect(wallDate(instant, zone)).toBe(date);
    expect(wallTime(instant, zone)).toBe(time);
    expect(todayIn(zone, Temporal.Instant.from(instant))).toBe(date);
  });

  test('an instant is written in the zone given', () => {
    const instant = '2026-11-17T15:12:00.000Z';
    expect(plain(formatInstant(instant, 'America/Toronto', 'fr'))).toBe('17 nov. 2026, 10 h 12');
    expect(plain(formatInstant(instant, 'Europe/Paris', 'en', 'weekday'))).toBe('Tue, Nov 17, 16:12');
  });
});

describe('formatRelativeDay', () => {
  test.each([
    ['2026-11-17', 'aujourd’hui', 'today'],
    ['2026-11-16', 'hier', 'yesterday'],
    ['2026-11-18', 'demain', 'tomorrow'],
    ['2026-11-22', 'dim. 22 nov.', 'Sun, Nov 22'],
    ['2027-01-05', '5 janv. 2027', 'Jan 5, 2027'],
  ])('%s', (date, french, english) => {
    expect(plain(formatRelativeDay(date, '2026-11-17', 'fr'))).toBe(french);
    expect(plain(formatRelativeDay(date, '2026-11-17', 'en'))).toBe(english);
  });

  test('days between civil dates ignore clocks', () => {
    expect(daysBetween('2026-11-17', '2026-11-22')).toBe(5);
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(daysBetween('2026-11-22', '2026-11-17')).toBe(-5);
  });
});

describe('ages', () => {
  test.each([
    ['1958-06-21', '68 ans', '68 years'],
    ['1979-11-18', '46 ans', '46 years'],
    ['1979-11-17', '47 ans', '47 years'],
    ['2025-09-17', '14 mois', '14 months'],
    ['2026-10-17', '1 mois', '1 month'],
    ['2026-11-16', '1 jour', '1 day'],
    ['2026-11-17', '0 jour', '0 days'],
    ['1958', '68 ans', '68 years'],
    ['1958-12', '67 ans', '67 years'],
  ])('%s', (birthDate, french, english) => {
    expect(plain(formatAge(birthDate, '2026-11-17', 'fr'))).toBe(french);
    expect(plain(formatAge(birthDate, '2026-11-17', 'en'))).toBe(english);
  });

  test('an unknown or future birth date has no age', () => {
    expect(formatAge(null, '2026-11-17', 'fr')).toBe('');
    expect(ageAt('2027-01-01', '2026-11-17')).toBeNull();
    expect(ageAt('2027', '2026-11-17')).toBeNull();
  });
});

describe('numbers', () => {
  test.each([
    [10.5, undefined, '10,5', '10.5'],
    [1284, undefined, '1 284', '1,284'],
    [3, 1, '3,0', '3.0'],
    [-3.3, undefined, '−3,3', '−3.3'],
    [0.1234567, undefined, '0,123457', '0.123457'],
  ])('%d', (value, digits, french, english) => {
    expect(plain(formatNumber(value, 'fr', digits))).toBe(french);
    expect(formatNumber(value, 'en', digits)).toBe(english);
  });

  test('French thousands are parted by a thin no-break space', () => {
    expect(formatNumber(1284, 'fr')).toBe('1\u202F284');
  });
});

describe('names and numbers of people', () => {
  test('family name first', () => {
    expect(formatName({ familyName: 'Béland', givenName: 'Maryse' })).toBe('Béland, Maryse');
    expect(formatName({ familyName: 'Béland', givenName: '' })).toBe('Béland');
  });

  test.each([
    ['Dre Geneviève Lachance', 'GL'],
    ['Sophie Gagnon', 'SG'],
    ['Élise', 'É'],
    ['', ''],
    ['Marie-Ève de la Tour', 'MT'],
  ])('initials of %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  test('insurance number, grouped and masked', () => {
    expect(plain(groupNam('gauh58562113'))).toBe('GAUH 5856 2113');
    expect(plain(maskNam('GAUH 5856 2113'))).toBe('GAUH •••• ••13');
    expect(maskNam('ABC')).toBe('••••');
    expect(groupNam('ABC')).toBe('ABC');
  });
});
