import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MonitoringSeverity } from '#contract/monitoring.ts';
import { builtInMonitoring, monitoringSources } from './monitoring-content.ts';
import { lab, plan, treated } from './testing/monitoring-fixtures.ts';
import { rankOf } from './threshold-rules.ts';
import type { LabResult } from './lab-reading-rules.ts';

const onMethotrexate = [treated('methotrexate', '2020-01-01')];
const alerts = (results: readonly LabResult[], treatments = onMethotrexate) => plan({ treatments, results }).alerts;
const severity = (code: string, number: number, more: Partial<LabResult> = {}, treatments = onMethotrexate): MonitoringSeverity | null => alerts([lab(code, number, '2026-11-10', more)], treatments)[0]?.severity ?? null;

describe('what a value means', () => {
  test.each([
    ['anc', 1.6, null], ['anc', 1.59, 'moderate'], ['anc', 1.0, 'moderate'], ['anc', 0.99, 'major'], ['anc', 0.5, 'major'], ['anc', 0.49, 'critical'],
    ['platelets', 140, null], ['platelets', 139, 'moderate'], ['platelets', 100, 'moderate'], ['platelets', 99, 'major'], ['platelets', 20, 'major'], ['platelets', 19, 'critical'],
    ['wbc', 3.5, null], ['wbc', 3.4, 'moderate'], ['eosinophils', 0.5, null], ['eosinophils', 0.51, 'moderate'], ['mcv', 105, null], ['mcv', 106, 'moderate'],
    ['albumin', 30, null], ['albumin', 29, 'moderate'], ['egfr', 60, null], ['egfr', 59, 'moderate'], ['egfr', 29, 'major'],
  ] as const)('%s %d: %s', (code, number, expected) => expect(severity(code, number)).toBe(expected));

  test.each([
    [59, 30, null], [60, 30, 'moderate'], [90, 30, 'moderate'], [91, 30, 'major'],
    // No limit given: 40 is supposed, and said to be.
    [79, null, null], [80, null, 'moderate'], [121, null, 'major'],
    // Above 100 whatever the limit.
    [101, 60, 'moderate'], [100, 60, null],
  ] as const)('ALT %d with an upper limit of %s: %s', (number, upper, expected) => expect(severity('alt', number, { upper })).toBe(expected));

  test('a limit that is supposed is said to be', () => {
    expect(alerts([lab('ast', 90, '2026-11-10')])[0]).toMatchObject({ measure: 'times-upper', measured: 2.25, upper: 40, upperSupposed: true });
    expect(alerts([lab('ast', 90, '2026-11-10', { upper: 30 })])[0]).toMatchObject({ measured: 3, upper: 30, upperSupposed: false, severity: 'moderate' });
  });

  test.each([[70, 90, null], [70, 91, 'moderate'], [70, 104, 'moderate'], [70, 105, 'major']] as const)('creatinine from %d to %d within a year: %s', (from, to, expected) => {
    const found = alerts([lab('creatinine', from, '2026-02-01'), lab('creatinine', from + 3, '2026-06-01'), lab('creatinine', to, '2026-11-10')]);
    expect(found[0]?.severity ?? null).toBe(expected);
    if (expected) expect(found[0]?.values.map(({ number }) => number)).toEqual([to, from]);
  });

  test('a rise is not counted from more than a year before, nor from a bound', () => {
    expect(alerts([lab('creatinine', 50, '2025-11-01'), lab('creatinine', 90, '2026-11-10')])).toEqual([]);
    expect(alerts([lab('creatinine', 50, '2026-11-01', { comparator: '<' }), lab('creatinine', 90, '2026-11-10')])).toEqual([]);
  });

  test('neutrophils below 1 are an emergency with fever', () => {
    const low = lab('anc', 0.8, '2026-11-14');
    expect(alerts([low])[0]?.severity).toBe('major');
    expect(alerts([low, lab('temperature', 38.4, '2026-11-15')])[0]?.severity).toBe('critical');
    expect(alerts([low, lab('temperature', 38.2, '2026-11-15')])[0]?.severity).toBe('major');
    expect(alerts([low, lab('temperature', 39, '2026-11-10')])[0]?.severity).toBe('major');
  });

  test('a bound is judged by all it may mean', () => {
    const bounded = (code: string, number: number, comparator: '<' | '<=' | '>' | '>=') => severity(code, number, { comparator });
    expect([bounded('anc', 0.5, '<'), bounded('anc', 0.5, '<='), bounded('anc', 1, '<'), bounded('anc', 2, '<'), bounded('anc', 0.2, '>')]).toEqual(['critical', 'major', 'major', null, null]);
    expect([bounded('alt', 100, '>'), bounded('alt', 120, '>'), bounded('alt', 90, '<'), bounded('alt', 120, '>=')]).toEqual(['moderate', 'major', null, 'moderate']);
  });

  test('only the newest value speaks, and not one of more than a year ago', () => {
    expect(alerts([lab('anc', 0.3, '2026-10-01'), lab('anc', 3, '2026-11-01')])).toEqual([]);
    expect(alerts([lab('anc', 0.3, '2025-10-01')])).toEqual([]);
  });

  test('nothing is said of values without a drug that is watched', () => {
    expect(severity('anc', 0.3, {}, [treated('allopurinol', '2020-01-01')])).toBeNull();
    expect(severity('anc', 0.3, {}, [])).toBeNull();
    expect(severity('anc', 0.3, {}, [treated('tnf-inhibitor', '2020-01-01')])).toBe('critical');
  });

  test.each([
    ['anc', 0.9, ['anc-major', 'il6-neutrophils']], ['anc', 0.4, ['anc-critical', 'il6-neutrophils-stop']], ['platelets', 60, ['il6-platelets', 'platelets-major']], ['platelets', 45, ['il6-platelets', 'il6-platelets-stop', 'platelets-major']],
    ['alt', 210, ['alt-major', 'il6-alt-stop']],
  ])('an anti-IL-6 adds what its label says: %s %d', (code, number, expected) => {
    expect(alerts([lab(code, number, '2026-11-10')], [treated('il6-inhibitor', '2025-01-01')]).map(({ id }) => id)).toEqual(expected);
  });

  test.each([['lymphocytes', 0.49, 'major'], ['lymphocytes', 0.5, null], ['haemoglobin', 79, 'major'], ['haemoglobin', 80, null]] as const)('a JAK inhibitor: %s %d: %s', (code, number, expected) => {
    expect(severity(code, number, {}, [treated('tofacitinib', '2025-01-01')])).toBe(expected);
  });

  test('a worse value never lowers the severity', () => {
    const falling = ['anc', 'platelets', 'wbc', 'albumin', 'egfr', 'lymphocytes', 'haemoglobin'];
    const rising = ['alt', 'ast', 'creatinine', 'eosinophils', 'mcv'];
    const drugs = fc.subarray(builtInMonitoring.drugs.map(({ code }) => code), { minLength: 1 }).map((codes) => codes.map((code) => treated(code, '2025-01-01')));
    const worst = (found: ReturnType<typeof alerts>, code: string): number => Math.max(-1, ...found.filter(({ values }) => values[0]?.test === code && values.length < 3).map((one) => rankOf(one.severity)));
    fc.assert(fc.property(fc.constantFrom(...falling, ...rising), fc.double({ min: 0.01, max: 400, noNaN: true }), fc.double({ min: 1, max: 20, noNaN: true }), drugs, (code, number, times, treatments) => {
      const worse = falling.includes(code) ? number / times : number * times;
      const base = lab(code, 60, '2026-03-01');
      expect(worst(alerts([base, lab(code, worse, '2026-11-10')], treatments), code)).toBeGreaterThanOrEqual(worst(alerts([base, lab(code, number, '2026-11-10')], treatments), code));
    }));
  });
});

describe('a trend, two drugs, a dose', () => {
  const platelets = (...numbers: number[]) => alerts(numbers.map((number, index) => lab('platelets', number, `2026-0${String(index + 5)}-01`)));
  test.each([
    [[300, 260, 230], 'platelets-trend'], [[300, 280, 250], undefined], [[300, 310, 230], undefined], [[400, 300, 260, 230], 'platelets-trend'], [[300, 230], undefined],
  ] as const)('platelets %j', (numbers, expected) => expect(platelets(...numbers)[0]?.id).toBe(expected));

  test('several values of one day are one', () => {
    expect(alerts([lab('wbc', 9, '2026-08-01'), lab('wbc', 8, '2026-09-01', { id: 'a' }), lab('wbc', 7, '2026-09-01', { id: 'b' })])).toEqual([]);
  });

  test.each([
    [['azathioprine', 'allopurinol'], 'azathioprine-xanthine'], [['azathioprine', 'febuxostat'], 'azathioprine-xanthine'], [['methotrexate', 'trimethoprim'], 'methotrexate-trimethoprim'], [['azathioprine'], undefined], [['allopurinol', 'methotrexate'], undefined],
  ] as const)('%j', (drugs, expected) => expect(alerts([], drugs.map((drug) => treated(drug, '2025-01-01')))[0]?.id).toBe(expected));

  test('methotrexate is weekly', () => {
    const every = (everyDays: number) => alerts([], [treated('methotrexate', '2025-01-01', { dose: { amount: 15, unit: 'mg', everyDays } })])[0]?.id;
    expect([every(7), every(1)]).toEqual([undefined, 'methotrexate-daily']);
  });

  test('denosumab a month late', () => {
    const late = (startedOn: string) => alerts([], [treated('denosumab', startedOn)])[0]?.id;
    expect([late('2026-04-16'), late('2026-04-17')]).toEqual(['denosumab-late', undefined]);
  });
});

describe('the content', () => {
  test('every line names a source of its own, known drugs, checks, tests and conditions', () => {
    const { drugs, tests, schedule, thresholds } = builtInMonitoring;
    const [drugCodes, testCodes, checkCodes, conditionCodes] = [drugs, tests.tests, schedule.checks, schedule.conditions].map((list) => new Set(list.map(({ code }) => code)));
    for (const { source } of [...schedule.lines, ...schedule.nothing, ...thresholds.values, ...thresholds.trends, ...thresholds.combinations, ...thresholds.doses, ...thresholds.lates]) expect(monitoringSources.has(source), source).toBe(true);
    for (const line of schedule.lines) {
      for (const drug of [...line.drugs, ...(line.with ?? [])]) expect(drugCodes?.has(drug), `${line.id}: ${drug}`).toBe(true);
      for (const check of line.checks) expect(checkCodes?.has(check), `${line.id}: ${check}`).toBe(true);
      if (line.condition) expect(conditionCodes?.has(line.condition), line.id).toBe(true);
    }
    for (const check of schedule.checks) for (const code of check.needs.flat()) expect(testCodes?.has(code), `${check.code}: ${code}`).toBe(true);
    for (const { test: code, drugs: only } of thresholds.values.map((one) => ({ test: one.test, drugs: one.drugs ?? [] }))) {
      expect(testCodes?.has(code), code).toBe(true);
      for (const drug of only) expect(drugCodes?.has(drug), drug).toBe(true);
    }
    for (const group of [schedule.lines, thresholds.values, thresholds.trends]) expect(new Set(group.map(({ id }) => id)).size).toBe(group.length);
    // No LOINC code means two tests.
    const loinc = tests.tests.flatMap((one) => one.loinc);
    expect(new Set(loinc).size).toBe(loinc.length);
  });
});
