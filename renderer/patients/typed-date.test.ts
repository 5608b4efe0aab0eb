import { expect, test } from 'vitest';
import { parsePartialDate, parseTypedDate } from './typed-date.ts';

test.each([
  ['1958-03-14', '1958-03-14'], ['1958/3/4', '1958-03-04'], ['14/03/1958', '1958-03-14'], ['14-3-1958', '1958-03-14'], ['19580314', '1958-03-14'], ['14 mars 1958', '1958-03-14'],
  ['1er févr. 1958', '1958-02-01'], ['8 août 1979', '1979-08-08'], ['March 14, 1958', '1958-03-14'], ['14 March 1958', '1958-03-14'], ['29/02/1960', '1960-02-29'],
  ['29/02/1959', null], ['31/04/1960', null], ['14/13/1958', null], ['1958', null], ['14 mars', null], ['demain', null], ['', null], ['14 mars 58', null], ['1 2 3 1958', null],
])('%j → %j', (text, expected) => expect(parseTypedDate(text)).toBe(expected));

test.each([
  ['1958', '1958'], ['1958-03', '1958-03'], ['3/1958', '1958-03'], ['mars 1958', '1958-03'], ['Aug 1979', '1979-08'], ['14 mars 1958', '1958-03-14'], ['195803', null], ['13/1958', null], ['58', null], ['', null], ['mars', null],
])('as far as known: %j → %j', (text, expected) => expect(parsePartialDate(text)).toBe(expected));
