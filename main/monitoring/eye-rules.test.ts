import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eyeDose, nextEyeExamination } from './eye-rules.ts';
import { after } from './interval-rules.ts';
import { builtInMonitoring } from './monitoring-content.ts';
import { lab, plan, today, treated } from './testing/monitoring-fixtures.ts';

const rule = builtInMonitoring.schedule.lines.map((line) => line.rule).find((one) => one.kind === 'eye');
if (rule?.kind !== 'eye') throw new Error('no eye rule');

describe('hydroxychloroquine and the eyes (AAO 2016)', () => {
  test('400 mg a day at 72 kg is 5.56 mg/kg, over the limit: at most 360 mg a day', () => {
    const dose = eyeDose(treated('hydroxychloroquine', '2025-11-16', { dose: { amount: 400, unit: 'mg', everyDays: 1 } }), 72, 5, today);
    expect(dose).toMatchObject({ dailyMg: 400, mostMg: 360, isOver: true, totalG: 146 });
    expect(dose.mgPerKg).toBeCloseTo(5.56, 2);
    expect(dose.totalGPerKg).toBeCloseTo(2.03, 2);
  });

  test('400 mg six days a week at 72 kg is 342.86 mg a day, 4.76 mg/kg: within it', () => {
    const dose = eyeDose(treated('hydroxychloroquine', '2025-11-16', { dose: { amount: 2400, unit: 'mg', everyDays: 7 } }), 72, 5, today);
    expect(dose.dailyMg).toBeCloseTo(342.86, 2);
    expect(dose.mgPerKg).toBeCloseTo(4.76, 2);
    expect(dose.isOver).toBe(false);
  });

  test('what is not known is not supposed', () => {
    expect(eyeDose(treated('hydroxychloroquine', '2025-11-16'), 72, 5, today)).toEqual({ dailyMg: null, mgPerKg: null, mostMg: 360, totalG: null, totalGPerKg: null, isOver: false });
    expect(eyeDose(treated('hydroxychloroquine', '2025-11-16', { dose: { amount: 2, unit: 'tablet', everyDays: 1 } }), null, 5, today)).toMatchObject({ dailyMg: null, isOver: false });
  });

  test.each([
    ['never examined: within a year of the start', '2026-03-01', null, false, '2027-03-01'],
    ['never examined, at risk: the same', '2026-03-01', null, true, '2027-03-01'],
    ['examined before the start, within the year: five years on', '2026-03-01', '2025-06-01', false, '2031-03-01'],
    ['examined long before the start: that does not count', '2026-03-01', '2025-02-01', false, '2027-03-01'],
    ['baseline done: five years after the start', '2022-03-01', '2022-09-01', false, '2027-03-01'],
    ['baseline done, at risk: a year after it', '2022-03-01', '2022-09-01', true, '2023-09-01'],
    ['after five years: yearly', '2018-03-01', '2026-01-15', false, '2027-01-15'],
    ['after five years, the last before them: five years after the start', '2018-03-01', '2020-01-15', false, '2023-03-01'],
  ])('%s', (_, start, examined, isAtRisk, expected) => expect(nextEyeExamination(rule, start, examined, isAtRisk)).toBe(expected));

  test.each([
    ['a dose over 5 mg/kg', [lab('weight', 72, '2026-01-01')], { amount: 400, unit: 'mg', everyDays: 1 }, [], []],
    ['an eGFR below 60', [lab('egfr', 55, '2026-01-01')], null, [], []],
    ['tamoxifen', [], null, ['tamoxifen'], []],
    ['macular disease', [], null, [], [{ system: null, code: 'H35.31' }]],
  ] as const)('at risk with %s', (_, results, dose, drugs, problems) => {
    const eye = (risky: boolean) =>
      plan({
        treatments: [treated('hydroxychloroquine', '2024-03-01', { dose: risky ? dose : null }), ...(risky ? drugs.map((drug) => treated(drug, '2025-01-01')) : [])], problems: risky ? problems : [],
        results: [lab('eye-examination', null, '2024-06-01'), ...(risky ? results : [])],
      }).items.find(({ check }) => check === 'eye-examination');
    expect(eye(false)).toMatchObject({ dueOn: '2029-03-01', state: 'done' });
    expect(eye(true)).toMatchObject({ dueOn: '2025-06-01', state: 'late' });
  });

  test('a dose over the limit is an alert with what to do', () => {
    const alertsAt = (kg: number) => plan({ treatments: [treated('hydroxychloroquine', '2024-03-01', { dose: { amount: 400, unit: 'mg', everyDays: 1 } })], results: [lab('weight', kg, '2026-01-01')] }).alerts;
    expect(alertsAt(72)).toMatchObject([{ id: 'hydroxychloroquine-weight', severity: 'moderate', measured: 5.56, limit: 5 }]);
    expect(alertsAt(80)).toEqual([]);
  });

  test('a risk never puts an examination off', () => {
    const date = fc.integer({ min: 0, max: 3000 }).map((days) => after('2017-01-01', { days }));
    fc.assert(fc.property(date, fc.option(date, { nil: null }), (start, examined) => {
      expect(nextEyeExamination(rule, start, examined, true) <= nextEyeExamination(rule, start, examined, false)).toBe(true);
    }));
  });
});
