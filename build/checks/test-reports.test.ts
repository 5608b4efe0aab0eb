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

  test('journeys: one that passed at a second try passed; an error outside them is a failure', () => {
    const file = written('journeys.json', { stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 0 }, errors: [{}] });
    expect(journeyCounts(file)).toEqual({ passed: 5, failed: 1, skipped: 0, retried: 1 });
  });

  test('no report, no counts', () => {
    expect(unitCounts(path.join(folder, 'absent.json'))).toBeUndefined();
    expect(journeyCounts(path.join(folder, 'absent.json'))).toBeUndefined();
  });
});
