import { expect, test } from 'vitest';
import { parsePartialDate, parseRecentDate, parseTypedDate } from './typed-date.ts';

test.each([
  ['1958-03-14', '1958-03-14'], ['1958/3/4', '1958-03-04'], ['14/03/1958', '1958-03-14'], ['14-3-1958', '1958-03-14'], ['19580314', '1958-03-14'], ['14 mars 1958', '1958-03-14'],
  ['1er févr. 1958', '1958-02-01'], ['8 août 1979', '1979-08-08'], ['March 14, 1958', '1958-03-14'], ['14 March 1958', '1958-03-14'], ['29/02/1960', '1960-02-29'],
  ['29/02/1959', null], ['31/04/1960', null], ['14/13/1958', null], ['1958', null], ['14 mars', null], ['demain', null], ['', null], ['14 mars 58', null], ['1 2 3 1958', null],
])('%j → %j', (text, expected) => expect(parseTypedDate(text)).toBe(expected));

test.each([
  ['1958', '1958'], ['1958-03', '1958-03'], ['3/1958', '1958-03'], ['mars 1958', '1958-03'], ['Aug 1979', '1979-08'], ['14 mars 1958', '1958-03-14'], ['195803', null], ['13/1958', null], ['58', null], ['', null], ['mars', null],
])('as far as known: %j → %j', (text, expected) => expect(parsePartialDate(text)).toBe(expected));

test.each([
  ['20 nov', '2026-11-20'], ['20/11', '2026-11-20'], ['1er nov.', '2026-11-01'], ['nov 20', '2026-11-20'], ['30 nov', '2025-11-30'], ['24/11', '2025-11-24'], ['hier', '2026-11-22'], ['aujourd’hui', '2026-11-23'], ['Yesterday', '2026-11-22'],
  ['20 nov. 2026', '2026-11-20'], ['2027-01-05', '2027-01-05'], ['31 nov', null], ['nov', null], ['2026', null], ['20', null], ['nov 2026', null], ['bientôt', null],
])('of late: %j → %j', (text, expected) => expect(parseRecentDate(text, '2026-11-23')).toBe(expected));
