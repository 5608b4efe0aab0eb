import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Carriers, toldOutlines, toldParts } from './anonymity-rules.ts';

const outline = fc.record({ age: fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }), sex: fc.constantFrom('F', 'M', 'X', null), region: fc.constantFrom('01', '06', '13', '16', null) });

describe('what is told of people', () => {
  test('every combination told is told of enough people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8 }), fc.array(outline, { minLength: 8, maxLength: 80 }), (smallest, people) => {
        const groups = Map.groupBy(toldOutlines(people, smallest), (one) => JSON.stringify(one));
        for (const [told, same] of groups) expect(same.length, told).toBeGreaterThanOrEqual(smallest);
      }),
    );
  });

  test('what is told is true of each', () => {
    fc.assert(
      fc.property(fc.array(outline, { minLength: 8, maxLength: 60 }), (people) => {
        toldOutlines(people, 5).forEach((told, index) => {
          const { age, sex, region } = people[index]!;
          if (told.sex !== null) expect(told.sex).toBe(sex);
          if (told.region !== null) expect(told.region).toBe(region);
          if (told.ageBand === null) return;
          const [from = '', to = ''] = told.ageBand.endsWith('+') ? [told.ageBand.slice(0, -1), '200'] : told.ageBand.split('-');
          expect(age).toBeGreaterThanOrEqual(Number(from));
          expect(age).toBeLessThanOrEqual(Number(to));
        });
      }),
    );
  });

  test('as closely as that allows', () => {
    const same = Array.from({ length: 5 }, () => ({ age: 42, sex: 'F', region: '06' }));
    expect(toldOutlines(same, 5)[0]).toEqual({ ageBand: '40-44', sex: 'F', region: '06' });
    // One more, alone of her age and place, is told of by her sex only where others are: here those five join nobody.
    expect(toldOutlines([...same, { age: 91, sex: 'F', region: '16' }], 5).map(({ ageBand }) => ageBand)).toEqual([null, null, null, null, null, null]);
  });
});

describe('values few people have', () => {
  const carried = fc.array(fc.tuple(fc.constantFrom('A1', 'A2', 'A3', 'A', 'B1', 'B2', 'C'), fc.integer({ min: 0, max: 12 }).map(String)), { maxLength: 80 });

  test('what is told is told of enough people, and is the value or broader', () => {
    fc.assert(
      fc.property(carried, fc.integer({ min: 3, max: 6 }), (rows, smallest) => {
        const carriers = new Carriers(smallest);
        for (const [value, person] of rows) carriers.note(value, person);
        const told = carriers.told((value) => (value === 'C' ? null : value.slice(0, 1)));
        const people = new Map<string, Set<string>>();
        for (const [value, person] of rows) {
          const as = told.get(value);
          expect(as === null || as === value || as === value.slice(0, 1)).toBe(true);
          if (typeof as === 'string') people.set(as, (people.get(as) ?? new Set()).add(person));
        }
        for (const [value, who] of people) expect(who.size, value).toBeGreaterThanOrEqual(smallest);
      }),
    );
  });
});

describe('parts of a whole', () => {
  /** Every value a part could have, to somebody who knows the whole and what is told. */
  const possible = (parts: readonly (number | null)[], whole: number): { least: number; most: number } => {
    const hidden = parts.filter((part) => part === null).length;
    const rest = whole - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    return { least: hidden > 1 ? 1 : rest, most: rest - (hidden - 1) };
  };

  test('none that is not told can be worked out, nor known to be small', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 3, max: 10 }), (counts, smallest) => {
        const { parts, isWholeTold } = toldParts(counts, smallest);
        counts.forEach((count, index) => {
          if (parts[index] !== null) expect(parts[index]).toBe(count);
          if (count > 0 && count < smallest) expect(parts[index]).toBeNull();
        });
        if (!isWholeTold || !parts.includes(null)) return;
        const { least, most } = possible(parts, counts.reduce((sum, count) => sum + count, 0));
        expect(least).toBe(1);
        expect(most).toBeGreaterThanOrEqual(smallest);
      }),
    );
  });

  test.each([
    ['all large enough', [10, 20], [10, 20], true],
    ['one small takes the next smallest with it', [2, 30, 12], [null, 30, null], true],
    ['two ones would be known to be ones', [1, 1, 9], [null, null, null], true],
    ['a small one alone: the whole is not told', [0, 0, 3], [0, 0, null], false],
    ['nobody', [0, 0], [0, 0], true],
  ])('%s', (_, counts, parts, isWholeTold) => {
    expect(toldParts(counts, 5)).toEqual({ parts, isWholeTold });
  });
});
