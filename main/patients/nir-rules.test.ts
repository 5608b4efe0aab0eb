import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNir, isNirProvisional, isNirValid, maskNir, nirKey, normalizeNir } from './nir-rules.ts';
import vectors from './testing/fr-nir-vectors.json' with { type: 'json' };

const nobody = { birthDate: null, administrativeSex: null, birthPlaceCode: null };

describe('published numbers', () => {
  test.each(vectors.vectors.map(({ nir, valid, source }) => [nir, valid, source] as const))('%s is valid: %s (%s)', (nir, valid) => {
    expect(isNirValid(normalizeNir(nir))).toBe(valid);
    expect(checkNir(nir, nobody).errors.length === 0).toBe(valid);
  });
});

/** Numbers made part by part: every sex digit, real and fictitious months, France, Corsica, overseas, abroad. */
const digits = (count: number) => fc.integer({ min: 0, max: 10 ** count - 1 }).map((value) => String(value).padStart(count, '0'));
const place = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 95 }).map((value) => String(value).padStart(2, '0')), digits(3)),
  fc.tuple(fc.constantFrom('2A', '2B'), digits(3)),
  fc.tuple(fc.constantFrom('97', '98', '99'), digits(3)),
);
const thirteen = fc
  .tuple(fc.constantFrom('1', '2', '3', '4', '7', '8'), digits(2), fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 30, max: 42 })), place, digits(3))
  .map(([sex, year, month, [department, commune], order]) => `${sex}${year}${String(month).padStart(2, '0')}${department}${commune}${order}`);

describe('the key', () => {
  test('completes any thirteen characters to a valid number, and is found when left out', () => {
    fc.assert(
      fc.property(thirteen, (number) => {
        const key = nirKey(number);
        expect(key).toMatch(/^\d{2}$/);
        expect(Number(key)).toBeGreaterThanOrEqual(1);
        expect(Number(key)).toBeLessThanOrEqual(97);
        expect(isNirValid(`${number}${key}`)).toBe(true);
        expect(checkNir(number, nobody).normalized).toBe(`${number}${key}`);
      }),
    );
  });

  test('no other key is right', () => {
    fc.assert(fc.property(thirteen, digits(2), (number, key) => isNirValid(number + key) === (key === nirKey(number))));
  });

  test('one digit typed wrong in the order is always noticed', () => {
    fc.assert(
      fc.property(thirteen, fc.integer({ min: 10, max: 12 }), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + shift) % 10}${number.slice(at + 1)}`;
        expect(checkNir(`${wrong}${nirKey(number)}`, nobody).errors).toEqual(['KEY']);
      }),
    );
  });

  test('Corsica: 2A counts as 19, 2B as 18', () => {
    expect(nirKey('253072A073004')).toBe('43');
    expect(nirKey('253072B073004')).toBe('70');
  });
});

describe('compared with a person', () => {
  // A man born in January 1957 in Strasbourg (67482).
  const nir = '1 57 01 67 482 145 62';
  const holder = { birthDate: '1957-01-23', administrativeSex: 'M', birthPlaceCode: '67482' } as const;
  test.each([
    ['the person', holder, []],
    ['nothing known', nobody, []],
    ['a partial date as far as it goes', { ...nobody, birthDate: '1957' }, []],
    ['another sex', { ...holder, administrativeSex: 'F' as const }, ['SEX_MISMATCH']],
    ['a sex that is neither', { ...holder, administrativeSex: 'X' as const }, []],
    ['another year', { ...holder, birthDate: '1958-01-23' }, ['BIRTH_YEAR_MISMATCH']],
    ['another month', { ...holder, birthDate: '1957-02' }, ['BIRTH_MONTH_MISMATCH']],
    ['another place', { ...holder, birthPlaceCode: '75101' }, ['BIRTH_PLACE_MISMATCH']],
  ])('%s', (_, person, warnings) => {
    expect(checkNir(nir, person)).toEqual({ normalized: '157016748214562', errors: [], warnings });
  });

  test.each(['3', '4', '7', '8'])('a number that starts with %s is provisional', (first) => {
    const number = `${first}57016748214`.padEnd(13, '5');
    expect(checkNir(number, nobody).warnings).toEqual(['PROVISIONAL']);
    expect(isNirProvisional(number)).toBe(true);
  });

  test('a month that stands for an unknown one is not compared', () => {
    const number = '1573167482145';
    expect(checkNir(number, holder).warnings).toEqual([]);
  });

  test.each(['', '5 57 01 67 482 145', '157136748214562', '157010048214562', 'TREM58531414', '157016748214'])('%s is no number', (text) => {
    expect(checkNir(text, nobody)).toEqual({ normalized: null, errors: ['FORMAT'], warnings: [] });
  });

  test('lists show the sex, the year and the key only', () => {
    expect(maskNir('157016748214562')).toBe('1\u00A057\u00A0••\u00A0••\u00A0•••\u00A0•••\u00A062');
  });
});
