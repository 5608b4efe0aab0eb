import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import { builtInResultFindings } from './result-finding-content.ts';
import { findingsFromResults, type ResultOnFile } from './result-finding-rules.ts';
import { builtInTriageContent } from './triage-content.ts';

const result = (test: string, on: string, number: number | null, more: Partial<ResultOnFile> = {}): ResultOnFile => ({ test, on, number, comparator: null, upper: null, shown: { number, unit: 'mg/L', words: null }, ...more });
const proposed = (results: readonly ResultOnFile[]) => findingsFromResults(results, '2026-11-10', '2026-11-16', builtInResultFindings.body).map(({ field, value, on }) => [field, value, on]);

describe('findings results on file would say', () => {
  test.each<[string, readonly ResultOnFile[], readonly unknown[]]>([
    ['the last of a test, rounded as the finding is typed', [result('crp', '2026-11-01', 8), result('crp', '2026-11-08', 14.26)], [['crp', 14.3, '2026-11-08']]],
    ['one that came after the request, before today', [result('haemoglobin', '2026-11-14', 101.4)], [['hb', 101, '2026-11-14']]],
    ['none older than the days of the content', [result('esr', '2026-08-01', 40)], []],
    ['none of a day to come', [result('esr', '2026-11-17', 40)], []],
    ['no bound as a value', [result('crp', '2026-11-08', 5, { comparator: '<' })], []],
    ['the last one, even where it says nothing', [result('crp', '2026-11-01', 40), result('crp', '2026-11-08', null)], []],
    ['how many times the upper limit of the laboratory', [result('alt', '2026-11-08', 100, { upper: 40 })], [['alt_xuln', 2.5, '2026-11-08']]],
    ['nothing of a limit nobody gave', [result('alt', '2026-11-08', 100)], []],
    ['nothing no finding can be', [result('esr', '2026-11-08', 260)], []],
    ['nothing of a test no finding is of', [result('potassium', '2026-11-08', 4)], []],
  ])('%s', (_name, results, expected) => expect(proposed(results)).toEqual(expected));

  test('the order results are on file in does not matter', () => {
    const some = fc.array(fc.record({ test: fc.constantFrom('crp', 'esr', 'alt'), day: fc.integer({ min: 1, max: 16 }), number: fc.integer({ min: 0, max: 90 }) }), { maxLength: 8 });
    fc.assert(fc.property(fc.uniqueArray(some.chain((all) => fc.constantFrom(...(all.length > 0 ? all : [{ test: 'crp', day: 1, number: 1 }]))), { selector: (one) => `${one.test} ${String(one.day)}` }), (all) => {
      const results = all.map(({ test: name, day, number }) => result(name, `2026-11-${String(day).padStart(2, '0')}`, number, { upper: 40 }));
      expect(proposed([...results].reverse())).toEqual(proposed(results));
    }));
  });

  test('the content names tests and findings that exist, each finding once', () => {
    const { findings } = builtInResultFindings.body;
    const fields = new Set(builtInTriageContent.dictionary.body.findings.map(({ field }) => field));
    const tests = new Set(builtInMonitoring.tests.tests.map(({ code }) => code));
    expect(findings.filter(({ test: name, field }) => !fields.has(field) || !tests.has(name))).toEqual([]);
    expect(new Set(findings.map(({ field }) => field)).size).toBe(findings.length);
  });
});
