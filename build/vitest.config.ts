import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './testing/longest-first.ts';

/** Unit tests of every folder, on Node 24. The time zone is the machine's: a test that needs one names it. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    include: ['{build,main,migrations,preload,renderer}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Half of the time is waiting for the disk and the database: one more than Vitest would take on a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Nothing here keeps state in a module: files of one worker share what they import, read once and not once a file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['build/testing/postgres-global-setup.ts', 'build/testing/host-global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
