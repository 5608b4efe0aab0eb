import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** How many things a check looked at: one for a plain check, the tests for a suite. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Tests that say themselves they do not apply here (another database, another account). */
  readonly skipped: number;
  /** Of those passed, the ones that needed a second go: where, and what was wrong at the first. */
  readonly retried?: readonly string[];
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.int(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) })),
});
interface Suite {
  readonly specs: readonly z.infer<typeof spec>[];
  readonly suites?: readonly Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.object({ specs: z.array(spec), suites: z.lazy(() => z.array(suite)).optional() });

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), flaky: z.int(), unexpected: z.int(), skipped: z.int() }),
  suites: z.array(suite),
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
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, ...(flaky > 0 ? { retried: report.suites.flatMap(retriedIn) } : {}) };
}

function retriedIn({ specs, suites = [] }: Suite): readonly string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests.filter(({ status }) => status === 'flaky').map(({ results }) => `${file}:${String(line)} ${title}: ${stripVTControlCharacters(results[0]?.error?.message ?? '').split('\n')[0] ?? ''}`),
  );
  return [...own, ...suites.flatMap(retriedIn)];
}
