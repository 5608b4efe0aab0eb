import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { journeyCounts, unitCounts } from './test-reports.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'relais-reports-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, report: object): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(report));
  return file;
}

describe('counts of a test report', () => {
  test('unit tests: a file that could not be loaded is a failure of its own', () => {
    const file = written('unit.json', {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      testResults: [
        { status: 'failed', assertionResults: [{}, {}, {}, {}] },
        { status: 'failed', assertionResults: [] },
      ],
    });
    expect(unitCounts(file)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test('journeys: one that passed at a second try passed, and is named with what was wrong; an error outside them is a failure', () => {
    const one = (status: string, message?: string) => ({ title: 'a visit is booked', file: 'booking.spec.ts', line: 12, tests: [{ status, results: [message === undefined ? {} : { error: { message } }, {}] }] });
    const file = written('journeys.json', {
      stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 0 }, errors: [{}],
      suites: [{ specs: [one('expected')], suites: [{ specs: [one('flaky', '\u001B[31mError: the place was gone\u001B[39m\n  at booking.spec.ts')] }] }],
    });
    expect(journeyCounts(file)).toEqual({ passed: 5, failed: 1, skipped: 0, retried: ['booking.spec.ts:12 a visit is booked: Error: the place was gone'] });
  });

  test('no report, no counts', () => {
    expect(unitCounts(path.join(folder, 'absent.json'))).toBeUndefined();
    expect(journeyCounts(path.join(folder, 'absent.json'))).toBeUndefined();
  });
});
