import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTakenOn, lineNumbers, type Numbered, renewalState } from './line-rules.ts';

const line = (id: string, ingredient: string | null, startedOn: string | null, drugClass: Numbered['drugClass'] = 'bDMARD'): Numbered => ({ id, ingredient, startedOn, drugClass });

describe('which line of treatment', () => {
  test('biologic and targeted drugs are numbered by when they began; others are not', () => {
    const numbers = lineNumbers([line('3', 'tocilizumab', '2023-05-01'), line('m', 'methotrexate', '2016', 'csDMARD'), line('1', 'etanercept', '2017-01'), line('2', 'adalimumab', '2018'), line('4', 'tofacitinib', '2024-02-02', 'tsDMARD'), line('x', 'abatacept', null)]);
    expect([...numbers]).toEqual([['1', 1], ['2', 2], ['3', 3], ['4', 4]]);
  });

  test('a biosimilar of the same drug goes on with the line; a return after another drug is a new one', () => {
    expect([...lineNumbers([line('a', 'adalimumab', '2018'), line('b', 'adalimumab', '2021'), line('c', 'etanercept', '2022'), line('d', 'adalimumab', '2023')]).values()]).toEqual([1, 1, 2, 3]);
    expect([...lineNumbers([line('a', null, '2018'), line('b', null, '2021')]).values()]).toEqual([1, 2]);
  });

  test('numbers never fall with time, begin at 1 and leave none out', () => {
    const lines = fc.uniqueArray(fc.record({ id: fc.uuid(), ingredient: fc.constantFrom('a', 'b', 'c', null), startedOn: fc.constantFrom('2018', '2018-06', '2019-03-02', '2020-01-01', '2020-01-02'), drugClass: fc.constantFrom('bDMARD' as const, 'tsDMARD' as const) }), { selector: ({ id }) => id, minLength: 1 });
    fc.assert(fc.property(lines, (some) => {
      const numbers = lineNumbers(some);
      expect([...new Set(numbers.values())]).toEqual(Array.from({ length: Math.max(...numbers.values()) }, (_, index) => index + 1));
      // The order in which rows are read says nothing.
      expect(lineNumbers([...some].reverse())).toEqual(numbers);
    }));
  });
});

describe('what is taken on a day', () => {
  test.each([
    ['2020-01-01', null, 'active', true], ['2027-01-01', null, 'active', false], [null, null, 'active', true], [null, null, 'stopped', false], ['2020', null, 'completed', false],
    ['2020', '2026-11-22', 'stopped', false], ['2020', '2026-11-23', 'stopped', true], ['2020', '2026', 'stopped', true], ['2020', '2025', 'active', false], ['2020', '2026-11', 'stopped', true],
    ['2026-11-22', null, 'active', true], ['2026-12', null, 'active', false], ['2020', null, 'on-hold', true], ['2020', '2027-01-01', 'entered-in-error', false],
  ])('%s to %s, %s: %s', (startedOn, endedOn, status, taken) => {
    expect(isTakenOn({ startedOn, endedOn, status }, '2026-11-22')).toBe(taken);
  });
});

test('a renewal is due from the day of warning on, over the day after it ends', () => {
  expect([renewalState(null, '2026-11-22', null), renewalState('2026-12-30', '2026-11-14', '2026-11-15'), renewalState('2026-12-30', '2026-11-15', '2026-11-15'), renewalState('2026-12-30', '2026-12-30', '2026-11-15'), renewalState('2026-12-30', '2026-12-31', '2026-11-15')]).toEqual([null, null, 'due', 'due', 'over']);
});
