import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Course, drugSurvival, medianSurvival, numbersAtRisk } from './drug-survival-rules.ts';

/** Weeks of remission on 6-mercaptopurine; + is seen until then (Freireich et al., Blood 1963;21:699, 21 children). */
const freireich: readonly Course[] = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ').map((text) => ({ time: parseInt(text, 10), ended: !text.endsWith('+') }));

const courses = fc.array(fc.record({ time: fc.integer({ min: 0, max: 60 }), ended: fc.boolean() }), { maxLength: 60 });

describe('drug survival', () => {
  test('the published example: survival, numbers at risk and Greenwood’s errors (Kleinbaum and Klein, Survival Analysis, table 2.3)', () => {
    const steps = drugSurvival(freireich);
    expect(steps.map(({ time, atRisk, ended, censored }) => [time, atRisk, ended, censored])).toEqual([[6, 21, 3, 1], [7, 17, 1, 1], [10, 15, 1, 2], [13, 12, 1, 0], [16, 11, 1, 3], [22, 7, 1, 0], [23, 6, 1, 5]]);
    expect(steps.map(({ survival }) => survival.toFixed(4))).toEqual(['0.8571', '0.8067', '0.7529', '0.6902', '0.6275', '0.5378', '0.4482']);
    expect(steps.map(({ standardError }) => standardError.toFixed(4))).toEqual(['0.0764', '0.0869', '0.0963', '0.1068', '0.1141', '0.1282', '0.1346']);
    expect(steps[0]?.low.toFixed(3)).toBe('0.707');
    expect(steps[0]?.high).toBe(1);
    expect(medianSurvival(steps)).toBe(23);
    expect(numbersAtRisk(freireich, [0, 10, 20, 30, 40])).toEqual([21, 15, 8, 4, 0]);
  });

  test('nobody, nobody who stopped, everybody at once', () => {
    expect(drugSurvival([])).toEqual([]);
    expect(drugSurvival([{ time: 5, ended: false }])).toEqual([]);
    expect(medianSurvival([])).toBeNull();
    expect(drugSurvival([{ time: 5, ended: true }, { time: 5, ended: true }])).toMatchObject([{ time: 5, atRisk: 2, ended: 2, survival: 0, standardError: 0 }]);
    expect(drugSurvival([{ time: -1, ended: true }, { time: Number.NaN, ended: true }])).toEqual([]);
  });

  test('survival falls within 0 and 1, the limits hold it, everybody is counted once, order does not matter', () => {
    fc.assert(fc.property(courses, (some) => {
      const steps = drugSurvival(some);
      let last = 1;
      for (const { survival, low, high, atRisk, ended, time } of steps) {
        expect(survival).toBeLessThan(last);
        expect(low).toBeLessThanOrEqual(survival);
        expect(high).toBeGreaterThanOrEqual(survival);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(ended).toBeGreaterThan(0);
        expect(atRisk).toBe(numbersAtRisk(some, [time])[0]);
        last = survival;
      }
      const first = steps[0]?.time ?? Infinity;
      expect(steps.reduce((sum, one) => sum + one.ended + one.censored, 0)).toBe(some.filter(({ time, ended }) => ended || time >= first).length);
      expect(drugSurvival([...some].reverse())).toEqual(steps);
    }));
  });

  test('without anybody seen only until then, it is the share that has not stopped', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 }), (times) => {
      for (const { time, survival } of drugSurvival(times.map((one) => ({ time: one, ended: true })))) expect(survival).toBeCloseTo(times.filter((one) => one > time).length / times.length, 12);
    }));
  });
});
