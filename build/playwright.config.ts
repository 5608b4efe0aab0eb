import { defineConfig } from '@playwright/test';
import { findChromium } from './launch/chromium.mjs';

const chromium = findChromium();
const isRoot = process.getuid?.() === 0;

/** Journeys through the page in Chromium, over the loopback host, with the security policy it ships with. */
export default defineConfig({
  testDir: '../renderer/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../dist/test-reports/journeys',
  workers: 2,
  // Every journey has a host of its own: a long file does not keep one worker busy while the other waits.
  fullyParallel: true,
  globalSetup: './testing/journeys-global-setup.ts',
  forbidOnly: process.env['CI'] !== undefined,
  // A shared machine loses a moment now and then: a second go, and the line of the check says how many needed one.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    locale: 'fr-CA',
    viewport: { width: 1280, height: 800 },
    // What is not there by then will not come: the second go is not kept waiting for the whole time of the first.
    actionTimeout: 30_000,
    // A trace of each first go would cost a tenth of the time of all journeys.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // Chromium's sandbox refuses to run as root; as anyone else it stays on.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
});
