import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type FullConfig } from '@playwright/test';
import { FirstStartPage } from '../../renderer/e2e/first-start-page.ts';
import { startServer } from '../../renderer/e2e/server.ts';
import { ensureBuilt } from '../launch/built.mjs';

/** People of the demonstration clinic in a journey; a journey needs few. */
const patients = 200;

/**
 * Builds the host where its sources changed, and makes once for all journeys what each takes a copy of
 * (`renderer/e2e/server.ts`): the demonstration clinic, its folder in `RELAIS_DEMONSTRATION_TEMPLATE`, and a clinic just
 * begun, its data folder in `RELAIS_CLINIC_TEMPLATE`. Both are taken away when the journeys have ended.
 */
export default async function setup(config: FullConfig): Promise<() => void> {
  await ensureBuilt(process.execPath, ['host']);
  const parent = mkdtempSync(join(tmpdir(), 'relais-templates-'));
  const demonstration = join(parent, 'demo');
  execFileSync(process.execPath, ['main/command-line/relais.ts', 'demo', '--clinic', demonstration, '--patients', String(patients)], { cwd: fileURLToPath(new URL('../..', import.meta.url)) });
  process.env['RELAIS_DEMONSTRATION_TEMPLATE'] = demonstration;
  const begun = join(parent, 'begun');
  await beginClinic(config, begun);
  process.env['RELAIS_CLINIC_TEMPLATE'] = begun;
  return () => rmSync(parent, { recursive: true, force: true });
}

/** A clinic as its first administrator leaves the first start: by the page itself. */
async function beginClinic(config: FullConfig, folder: string): Promise<void> {
  const { launchOptions, locale, viewport } = config.projects[0]?.use ?? {};
  const server = await startServer();
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ locale: locale ?? 'fr-CA', viewport: viewport ?? null });
    await page.goto(server.address);
    await new FirstStartPage(page, 'fr').createClinic();
    await browser.close();
    await server.stop(false, folder);
  } finally {
    await browser.close();
    await server.stop();
  }
}
