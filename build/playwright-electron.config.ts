import { defineConfig } from '@playwright/test';

/** Journeys through the desktop application: the built main process, preload and page, in a real Electron. */
export default defineConfig({
  testDir: './electron',
  testMatch: '**/*.spec.ts',
  outputDir: '../dist/test-reports/electron',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
});
