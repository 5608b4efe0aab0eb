import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedWords, foldText, searchTerms, sortKey } from '../patient-name.ts';
import { parseSearch } from './search-query-rules.ts';

const person = { familyName: '', givenName: '', birthFamilyName: null, birthDate: null, numbers: [] };

describe('folding', () => {
  test.each([
    ['O’Brien', 'obrien'], ['O\'Brien', 'obrien'], ['Müller', 'muller'], ['D’Amours, Élise', 'damours elise'], ['Cœur', 'coeur'], ['Saint-Pierre', 'saint pierre'],
    ['  Ng   Thị  ', 'ng thi'], ['Łukasz Øst', 'lukasz ost'], ['👩‍⚕️', ''], ['e\u0301', 'e'],
  ])('%j → %j', (text, folded) => expect(foldText(text)).toBe(folded));

  test('a shorter family name sorts before a longer one', () => {
    expect([sortKey('Royer', 'Al'), sortKey('Roy', 'Zoé'), sortKey('Roy-Allard', 'Al')].sort()).toEqual(['roy  zoe', 'roy allard  al', 'royer  al']);
  });

  test('words are a–z and digits whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldedWords(text).filter((word) => !/^[a-z0-9]{1,64}$/.test(word))).toEqual([]);
      }),
    );
  });
});

describe('words a patient is indexed by', () => {
  test.each([
    [{ familyName: 'St-Pierre', givenName: 'Odile' }, 'st pierre saint stpierre saintpierre odile'],
    [{ familyName: 'O’Brien', givenName: 'Seán' }, 'obrien o brien sean'],
    [{ familyName: 'D’Amours-Roy', givenName: 'Élise', birthDate: '1990-04-01' }, 'damours roy d amours damoursroy elise 19900401'],
    [{ familyName: 'Roy', givenName: 'Ann', birthFamilyName: 'Côté', birthDate: '1958', numbers: ['TREM58531414', '004 217'] }, 'roy ann cote 1958 trem58531414 004 217 004217 4217'],
    [{ familyName: 'ᐊᓐᓇ', givenName: '' }, '140a14d014c7'],
  ])('%j', (patient, terms) => expect(searchTerms({ ...person, ...patient })).toBe(terms));
});

describe('what is typed', () => {
  test.each(['', '   ', '***', '""', '🙂'])('%j asks for nothing', (text) => expect(parseSearch(text)).toBeNull());

  test('operators of either engine are only words', () => {
    expect(parseSearch('roy" OR NEAR(x) : & ! |* terms:a')?.groups).toEqual([[['roy']], [['or']], [['near']], [['x']], [['terms']], [['a']]]);
  });

  test.each([
    ['1979-02-08', ['19790208']], ['1979/2/8', ['1979028', '19790208']], ['08/02/1979', ['19790208', '19790802']], ['8-2-1979', ['19790208', '19790802']],
    ['8 fév 1979', ['19790208']], ['8 févr. 1979', ['19790208']], ['1er mars 1979', ['19790301']], ['Feb 8, 1979', ['19790208']], ['8 February 1979', ['19790208']],
    ['08021979', ['19790208']], ['08/02/79', ['19790208', '19790802', '20790208', '20790802']], ['1979-02', ['197902']], ['1979-0', ['19790']], ['1979-1', ['19791', '197901']],
    ['1979-02-0', ['1979020']], ['fév 1979', ['197902']], ['31/12/1979', ['19791231']],
  ])('the date %s', (text, alternatives) => {
    const group = parseSearch(text)?.groups[0] ?? [];
    expect(parseSearch(text)?.groups).toHaveLength(1);
    expect(group.slice(0, -1)).toEqual(alternatives.map((word) => [word]));
    // Last, the words as they are.
    expect(group.at(-1)).toEqual(foldedWords(text));
  });

  test('a whole date is one word already', () => expect(parseSearch('19790208')?.groups).toEqual([[['19790208']]]));

  test.each([
    ['trem 5853 1414', 'trem58531414'], ['TREM-5853-1414', 'trem58531414'], ['trem5853 14b4', 'trem585314b4'], ['trem 58', 'trem58'], ['004 217', '004217'],
  ])('the number %s', (text, glued) => expect(parseSearch(text)?.groups[0]?.[0]).toEqual([glued]));

  test('a name and a date', () => {
    expect(parseSearch('tremblay 1979-02-08')?.groups).toEqual([[['tremblay']], [['19790208'], ['1979', '02', '08']]]);
  });

  test.each([
    ['roy', ['roy']],
    ['marie tremblay', ['marie tremblay', 'marie  tremblay', 'tremblay  marie']],
    ['st p', ['st p', 'st  p', 'saint p', 'saint  p']],
    ['roy 1979', []],
  ])('%s ranks first the names that begin so', (text, prefixes) => expect(parseSearch(text)?.namePrefixes).toEqual(prefixes));

  test('any text is read, within bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const query = parseSearch(text);
        if (!query) return;
        expect(query.groups.length).toBeGreaterThan(0);
        expect(query.groups.length).toBeLessThanOrEqual(8);
        expect(query.groups.flat(2).every((word) => /^[a-z0-9]{1,64}$/.test(word))).toBe(true);
        expect(query.namePrefixes.length).toBeLessThanOrEqual(24);
      }),
    );
  });
});
