import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNam, expectedNamStart, isNamValid, maskNam, namCheckDigit, normalizeNam, type NamHolder } from './nam-rules.ts';
import golden from './testing/ramq-nam-vectors.json' with { type: 'json' };

const today = '2026-11-16';
const nobody: NamHolder = { familyName: '', givenName: '', birthDate: null, administrativeSex: null };
const marie: NamHolder = { familyName: 'Tremblay', givenName: 'Marie', birthDate: '1958-03-14', administrativeSex: 'F' };

interface Vector {
  readonly nam: string;
  readonly valid: boolean;
  readonly birthDate?: string;
  readonly sex?: string;
  readonly familyName?: string;
  readonly givenName?: string;
}
const vectors = golden.vectors as readonly Vector[];

describe('published numbers', () => {
  test.each(vectors.map((vector) => [vector.nam, vector] as const))('%s', (nam, vector) => {
    const year = vector.birthDate ? Number(vector.birthDate.slice(0, 4)) : undefined;
    expect(isNamValid(nam, year)).toBe(vector.valid);
    if (!vector.birthDate || !vector.sex) return;
    const holder: NamHolder = {
      familyName: vector.familyName ?? '', givenName: vector.givenName ?? '', birthDate: vector.birthDate, administrativeSex: vector.sex === 'F' ? 'F' : 'M',
    };
    expect(checkNam(nam, holder, today)).toMatchObject({ normalized: nam, errors: [], warnings: [], derivedSex: vector.sex });
  });

  test.each([
    ['TEST54122816', '1954-12-28', 'M', '', ''],
    ['AAAA01010112', '1901-01-01', 'M', '', ''],
    ['AAAA01010110', '2001-01-01', 'M', '', ''],
    ['LASF80021411', '1980-02-14', 'M', 'Last', 'First'],
    ['AAAA01510116', '1901-01-01', 'F', '', ''],
    ['TREM58531414', '1958-03-14', 'F', 'Tremblay', 'Marie'],
    ['GAGL49110214', '1949-11-02', 'M', 'Gagnon', 'Luc'],
    ['ROYJ01010916', '2001-01-09', 'M', 'Roy', 'Jean'],
    ['OBRS72053018', '1972-05-30', 'M', 'O’Brien', 'Sean'],
    ['COTE83572519', '1983-07-25', 'F', 'Côté', 'Élise'],
    ['NGXA90623116', '1990-12-31', 'F', 'Ng', 'Anh'],
  ] as const)('%s of the domain reference', (nam, birthDate, administrativeSex, familyName, givenName) => {
    expect(checkNam(nam, { familyName, givenName, birthDate, administrativeSex }, today)).toMatchObject({ errors: [], warnings: [] });
  });
});

describe('format', () => {
  test.each([
    ['tremblay', 'letters only'], ['TREM5853141', 'eleven characters'], ['TREM585314141', 'thirteen'], ['TRE158531414', 'digit among the letters'],
    ['TREM58131414', 'month 13'], ['TREM58631414', 'month 63'], ['TREM58533214', 'day 32'], ['TREM58523014', '30 February'], ['TREM58531404', 'sequence 0'],
    ['TREM585314I4', 'sequence I'], ['TREM585314O4', 'sequence O'], ['TREM5853141A', 'letter as check digit'], ['', 'nothing'],
  ])('%s is refused (%s)', (nam) => {
    expect(checkNam(nam, nobody, today)).toMatchObject({ normalized: null, errors: ['FORMAT'], derivedBirthDates: [], derivedSex: null });
  });

  test.each(['trem 5853 1414', 'TREM-5853-1414', ' TREM\u00A05853\u00A01414 ', 'Trem.5853.1414'])('%j is read', (text) => {
    expect(normalizeNam(text)).toBe('TREM58531414');
    expect(checkNam(text, marie, today)).toMatchObject({ normalized: 'TREM58531414', errors: [], warnings: [] });
  });

  test('is masked in lists', () => expect(maskNam('TREM58531414')).toBe('TREM\u00A0••••\u00A0••14'));
});

describe('comparison with the person', () => {
  test.each<[string, Partial<NamHolder>, string]>([
    ['another day', { birthDate: '1958-03-15' }, 'BIRTH_DATE_MISMATCH'],
    ['another year', { birthDate: '1959-03-14' }, 'BIRTH_DATE_MISMATCH'],
    ['the other sex', { administrativeSex: 'M' }, 'SEX_MISMATCH'],
    ['another family name', { familyName: 'Gagnon' }, 'FAMILY_NAME_MISMATCH'],
    ['another given name', { givenName: 'Louise' }, 'GIVEN_NAME_MISMATCH'],
  ])('%s is an error', (_, change, finding) => {
    expect(checkNam('TREM58531414', { ...marie, ...change }, today).errors).toEqual([finding]);
  });

  test('X and unknown say nothing about the number', () => {
    for (const administrativeSex of ['X', 'unknown'] as const) {
      expect(checkNam('TREM58531414', { ...marie, administrativeSex }, today)).toMatchObject({ errors: [], derivedSex: 'F' });
    }
  });

  test('the family name at birth counts as much as the present one', () => {
    expect(checkNam('TREM58531414', { ...marie, familyName: 'Gagnon', birthFamilyName: 'Tremblay' }, today).errors).toEqual([]);
  });

  test('“St” and “Saint” are one name', () => {
    const holder = { ...nobody, familyName: 'St-Pierre', givenName: 'Odile' };
    expect(checkNam(complete('SAIO805214', 1, 1980), holder, today).errors).toEqual([]);
    expect(checkNam(complete('STPO805214', 1, 1980), holder, today).errors).toEqual([]);
  });

  test('a partial birth date is compared as far as it goes', () => {
    expect(checkNam('TREM58531414', { ...marie, birthDate: '1958' }, today).errors).toEqual([]);
    expect(checkNam('TREM58531414', { ...marie, birthDate: '1959' }, today).errors).toEqual(['BIRTH_DATE_MISMATCH']);
  });

  test('a name without Latin letters is not compared', () => {
    expect(checkNam('TREM58531414', { ...marie, familyName: 'ᐊᓐᓇ' }, today).errors).toEqual([]);
  });

  test('a wrong check digit is only a warning', () => {
    expect(checkNam('TREM58531415', marie, today)).toMatchObject({ normalized: 'TREM58531415', errors: [], warnings: ['CHECK_DIGIT'] });
  });

  test('the check digit holds for one century', () => {
    expect(checkNam('TREM04121916', { ...nobody, birthDate: '1904-12-19' }, today).warnings).toEqual([]);
    expect(checkNam('TREM04121916', { ...nobody, birthDate: '2004-12-19' }, today).warnings).toEqual(['CHECK_DIGIT']);
  });
});

describe('derivation', () => {
  test('the century whose check digit agrees comes first, the future never', () => {
    expect(checkNam('TREM04121916', nobody, today)).toMatchObject({ derivedBirthDates: ['1904-12-19', '2004-12-19'], derivedSex: 'M' });
    expect(checkNam('TREM04121925', nobody, today).derivedBirthDates).toEqual(['2004-12-19', '1904-12-19']);
    expect(checkNam('TREM58531414', nobody, today)).toMatchObject({ derivedBirthDates: ['1958-03-14'], derivedSex: 'F' });
  });

  test('what the number should start with', () => {
    expect(expectedNamStart(marie)).toBe('TREM585314');
    expect(expectedNamStart({ ...marie, familyName: 'Ng', givenName: 'Éa', administrativeSex: 'M' })).toBe('NGXE580314');
    expect(expectedNamStart({ ...marie, administrativeSex: 'X' })).toBeNull();
    expect(expectedNamStart({ ...marie, birthDate: '1958' })).toBeNull();
  });
});

test('a number built from any identity is found right', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzéèêëàâîïôöûüçœ’- '), minLength: 1, maxLength: 30 }).filter((text) => /[a-z]/.test(text));
  const identity = fc.record({
    familyName: name,
    givenName: name,
    birthDate: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-15'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    administrativeSex: fc.constantFrom('F' as const, 'M' as const),
    sequence: fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZ'),
  });
  fc.assert(
    fc.property(identity, ({ sequence, ...holder }) => {
      const start = expectedNamStart(holder);
      const nam = complete(start ?? '', sequence, Number(holder.birthDate.slice(0, 4)));
      const check = checkNam(nam, holder, today);
      expect(check).toMatchObject({ normalized: nam, errors: [], warnings: [], derivedSex: holder.administrativeSex });
      expect(check.derivedBirthDates).toContain(holder.birthDate);
    }),
  );
});

function complete(start: string, sequence: string | number, year: number): string {
  return `${start}${sequence}${namCheckDigit(`${start}${sequence}`, year)}`;
}
