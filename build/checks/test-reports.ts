import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many things a check looked at: one for a plain check, the tests for a suite. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Tests that say themselves they do not apply here (another database, another account). */
  readonly skipped: number;
  /** Of those passed, how many needed a second go. */
  readonly retried?: number;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), flaky: z.int(), unexpected: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/** Counts of a Vitest JSON report; a file that could not be loaded counts as one failure. Undefined without a report. */
export function unitCounts(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const report = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  const unloaded = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, skipped: report.numPendingTests };
}

/** Counts of a Playwright JSON report; an error outside the tests counts as one failure. Undefined without a report. */
export function journeyCounts(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const report = playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected + report.errors.length, skipped: report.stats.skipped, ...(report.stats.flaky > 0 ? { retried: report.stats.flaky } : {}) };
}
