import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { whyNoDesktop } from './desktop-needs.ts';
import { type Counts, journeyCounts, unitCounts } from './test-reports.ts';

/** One step of `npm test`: programs run one after the other on Node 24 from the root, all of which must exit 0. */
export interface Check {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
  /** Reads the sources and writes nothing another check reads: run beside the others of its kind. */
  readonly onlyReads?: true;
  /** Given up, and counted as failed, after this long. */
  readonly minutes: number;
  /** Reads the counts of a suite from its report; absent for a check that counts as one. */
  readonly counts?: () => Counts | undefined;
  /** Where its Playwright writes its JSON report. */
  readonly report?: string;
  /** Why it cannot be run on this machine; it is then told as not run, or as failed where it was required. */
  readonly whyNot?: () => Promise<string | undefined>;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const reports = path.join(root, 'dist/test-reports');

const program = {
  // The native compiler; `typescript` itself stays for the tool that draws the import graph, which needs the one written in JavaScript.
  tsc: 'node_modules/typescript-7/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  cruise: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
} as const;

const environments = ['preload/contract', 'preload', 'migrations', 'main', 'renderer', 'build'];
const unitReport = path.join(reports, 'unit.json');
const journeyReport = path.join(reports, 'journeys.json');
const electronReport = path.join(reports, 'electron.json');

/** The checks, in the order they are run: the quick ones that say most come first. */
export const checks: readonly Check[] = [
  // Each checker works out the types of the contract for itself: one does less than half the work of the four a project gets by default.
  { name: 'types', minutes: 10, onlyReads: true, commands: environments.map((folder) => [program.tsc, '-p', folder, '--checkers', '1']) },
  { name: 'lint', minutes: 10, onlyReads: true, commands: [[program.oxlint, '--deny-warnings']] },
  {
    name: 'boundaries',
    minutes: 5,
    onlyReads: true,
    commands: [[program.cruise, '--config', 'build/dependency-rules.cjs', 'main', 'preload', 'renderer', 'migrations', 'build']],
  },
  { name: 'dead code', minutes: 5, onlyReads: true, commands: [[program.knip, '--config', 'build/knip.json', '--no-progress']] },
  {
    name: 'unit',
    minutes: 20,
    commands: [[program.vitest, 'run', '--config', 'build/vitest.config.ts', '--no-color', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`]],
    counts: () => unitCounts(unitReport),
  },
  { name: 'build', minutes: 5, commands: [['build/build.ts']] },
  {
    name: 'journeys',
    minutes: 30,
    commands: [[program.playwright, 'test', '--config', 'build/playwright.config.ts', '--reporter=list,json']],
    report: journeyReport,
    counts: () => journeyCounts(journeyReport),
  },
  {
    name: 'electron',
    minutes: 10,
    commands: [['build/package/package-desktop.ts', '--dir'], [program.playwright, 'test', '--config', 'build/playwright-electron.config.ts', '--reporter=list,json']],
    report: electronReport,
    counts: () => journeyCounts(electronReport),
    whyNot: whyNoDesktop,
  },
];
