import { defineConfig } from '@playwright/test';

/** Journeys through the desktop application: the built main process, preload and page, in a real Electron. */
export default defineConfig({
  testDir: './electron',
  testMatch: '**/*.spec.ts',
  outputDir: '../dist/test-reports/electron',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  // A shared machine loses a moment now and then: a second go, and the line of the check says how many needed one.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
});
