import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifierSystems } from '#contract/values.ts';
import { type Identity, leastScore, phoneKey, scoreDuplicate, swappedDate } from './duplicate-rules.ts';
import { identityDigest } from './identity-digest.ts';
import { compareWords, nameWords } from './name-likeness-rules.ts';

const compare = (one: string, other: string): string => compareWords(nameWords(one), nameWords(other));

const nam = (value: string) => [{ system: identifierSystems.nam, value }];
const person = (change: Partial<Identity> = {}): Identity => ({
  familyName: 'Saint-Onge', givenName: 'Marie-Ève', birthFamilyName: null, birthDate: '1990-05-06', administrativeSex: 'F', phone: null, email: null, postalCode: null, identifiers: [], ...change,
});

describe('two records', () => {
  test.each<[string, Partial<Identity>, Partial<Identity>, string | null, readonly string[]]>([
    ['written alike', {}, {}, 'certain', ['same-birth-date', 'same-family-name', 'same-given-name']],
    ['abbreviated, without accents', {}, { familyName: 'ST ONGE', givenName: 'marie eve' }, 'certain', ['same-birth-date', 'same-family-name', 'same-given-name']],
    ['one name short', {}, { givenName: 'Marie' }, 'certain', ['same-birth-date', 'same-family-name', 'similar-given-name']],
    ['both names misspelt', {}, { familyName: 'Saint-Ongr', givenName: 'Mari Eve' }, 'probable', ['same-birth-date', 'similar-family-name', 'similar-given-name']],
    ['day and month swapped', {}, { birthDate: '1990-06-05' }, 'probable', ['swapped-birth-date', 'same-family-name', 'same-given-name']],
    ['a digit of the birth date', {}, { birthDate: '1990-05-07' }, 'probable', ['near-birth-date', 'same-family-name', 'same-given-name']],
    ['married since', { birthFamilyName: 'Lavoie' }, { familyName: 'Lavoie' }, 'certain', ['same-birth-date', 'birth-family-name', 'same-given-name']],
    ['names in each other’s field', {}, { familyName: 'Marie-Ève', givenName: 'Saint-Onge' }, 'certain', ['same-birth-date', 'swapped-names']],
    ['another family name, the same phone', { phone: '514 555-0199' }, { familyName: 'Roy', phone: '(514) 555-0199' }, 'probable', ['same-birth-date', 'same-phone', 'same-given-name', 'different-family-name']],
    ['another name, the same number', { identifiers: nam('LAVM90550611') }, { familyName: 'Roy', givenName: 'Paule', identifiers: nam('LAVM90550611') }, 'probable', ['same-number']],
    ['a digit of the number', { identifiers: nam('SAIM90550611') }, { identifiers: nam('SAIM90550621') }, 'certain', ['near-number']],
    ['twins', { phone: '514 555-0199', postalCode: 'H2X 1Y4' }, { givenName: 'Laurence', phone: '514 555-0199', postalCode: 'h2x1y4' }, null, ['different-given-name']],
    ['a namesake born another day', {}, { birthDate: '1961-11-30' }, null, ['different-birth-date']],
    ['a namesake with another number', { identifiers: nam('SAIM90550611') }, { birthDate: '1990-05-07', identifiers: nam('SAIM90550799') }, null, ['different-number']],
    ['somebody else born that day', {}, { familyName: 'Bouchard', givenName: 'Paul', administrativeSex: 'M' }, null, ['same-birth-date', 'different-sex']],
    ['nothing known but the name', { birthDate: null, administrativeSex: null }, { birthDate: null, administrativeSex: null }, null, ['same-family-name', 'same-given-name']],
    ['misspelt, by phone only', { birthDate: null, phone: '514 555-0142' }, { familyName: 'Saint Ongue', birthDate: null, phone: '514-555-0142' }, 'possible', ['same-phone', 'similar-family-name', 'same-given-name']],
    ['only the year known of one', {}, { birthDate: '1990' }, 'probable', ['partial-birth-date']],
    ['the same file number', { identifiers: [{ system: identifierSystems.file, value: 'A-1' }] }, { familyName: 'X', givenName: 'Y', birthDate: null, identifiers: [{ system: identifierSystems.file, value: 'A-1' }] }, 'possible', ['same-file-number']],
  ])('%s', (_, one, other, strength, reasons) => {
    const scored = scoreDuplicate(person(one), person(other));
    expect(scored.strength).toBe(strength);
    expect(scored.reasons.map(({ reason }) => reason)).toEqual(expect.arrayContaining([...reasons]));
    expect(scored.score >= leastScore).toBe(strength !== null);
  });

  test('a number alone is enough, and no more than what was typed is asked', () => {
    const typed = { familyName: '', givenName: '', birthDate: null, identifiers: nam('SAIM90550611') };
    expect(scoreDuplicate(typed, person({ identifiers: nam('SAIM90550611') }))).toMatchObject({ strength: 'probable', reasons: [{ reason: 'same-number' }] });
  });

  const word = fc.constantFrom('Roy', 'Roi', 'Saint-Onge', 'St-Onge', 'Marie', 'Marie-Ève', 'Jean', 'J', 'D’Amours', 'Damours', 'ᐊᓐᓇ', '', '-');
  const identities = fc.record({
    familyName: word, givenName: word, birthFamilyName: fc.option(word), birthDate: fc.option(fc.constantFrom('1990-05-06', '1990-06-05', '1990-05-07', '1990', '1990-05', '1961-11-30')),
    administrativeSex: fc.constantFrom('F' as const, 'M' as const, 'X' as const, 'unknown' as const), phone: fc.option(fc.constantFrom('514 555-0199', '5145550199', '555')), email: fc.option(fc.constantFrom('a@b.ca', 'A@B.ca')),
    postalCode: fc.option(fc.constantFrom('H2X 1Y4', 'h2x1y4', 'G1R 2B5')),
    identifiers: fc.array(fc.record({ system: fc.constantFrom(...Object.values(identifierSystems), 'urn:other'), value: fc.constantFrom('SAIM90550611', 'SAIM90550621', 'A-1') }), { maxLength: 3 }),
  });
  test('the score is the same from either side, between 0 and 1', () => {
    fc.assert(
      fc.property(identities, identities, (one, other) => {
        const scored = scoreDuplicate(one, other);
        const back = scoreDuplicate(other, one);
        expect(back.score).toBe(scored.score);
        expect(back.reasons.map(({ reason }) => reason).sort()).toEqual(scored.reasons.map(({ reason }) => reason).sort());
        expect(scored.score).toBeGreaterThanOrEqual(0);
        expect(scored.score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  test('a name is the same as itself, and likeness has two sides', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }), (one, other) => {
        expect(compare(one, other)).toBe(compare(other, one));
        if (compare(one, one) !== 'same') expect(one).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});

test.each([
  ['1979-02-08', '1979-08-02'], ['1979-02-13', null], ['1979-05-05', null], ['1979-05', null], ['1979', null],
])('%s with day and month exchanged: %s', (date, expected) => expect(swappedDate(date)).toBe(expected));

test.each([
  ['514 555-0199', '5145550199'], ['+1 (514) 555-0199 poste 12', '5145550199'], ['06 12 34 56 78', '0612345678'], ['555-0199', '5550199'], ['5550', null], ['', null], [null, null],
])('the phone %s', (phone, expected) => expect(phoneKey(phone)).toBe(expected));

test('the identity changes with name, birth, sex or number, not with the phone', () => {
  const digest = identityDigest(person());
  expect(identityDigest(person({ phone: '514 555-0199', postalCode: 'H2X 1Y4' }))).toBe(digest);
  for (const change of [{ familyName: 'Roy' }, { givenName: 'Eve' }, { birthFamilyName: 'Roy' }, { birthDate: null }, { administrativeSex: 'X' as const }, { identifiers: nam('SAIM90550611') }]) {
    expect(identityDigest(person(change))).not.toBe(digest);
  }
});
