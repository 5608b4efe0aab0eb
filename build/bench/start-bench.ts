import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { startServer } from '../../renderer/e2e/server.ts';
import type { BenchClinic } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { timingOf } from './measure.ts';

const rounds = 7;

/** From the command to the first field one can type in, the program and a browser window both new each time. */
export async function benchStart(clinic: BenchClinic, size: number): Promise<Measurement> {
  const host: number[] = [];
  const usable: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-CA' });
    const started = performance.now();
    const server = await startServer({ clinic: clinic.store.directory });
    host.push(performance.now() - started);
    await page.goto(server.address);
    await page.locator('input[name=login]').waitFor();
    usable.push(performance.now() - started);
    await browser.close();
    await server.stop();
  }
  return {
    job: 'Cold start', size, reference: 'the host answers', timings: [timingOf('the host answers', host), timingOf('Relais, sign-in can be typed', usable)],
    note: 'Loopback host and a fresh Chromium page; the browser itself is running.',
  };
}

/** The machine’s Chromium. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
