import type { Page } from '@playwright/test';
import { startServer } from '../../renderer/e2e/server.ts';
import { type BenchClinic, benchAccount } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { timingOf } from './measure.ts';
import { launchBrowser } from './start-bench.ts';

/** Enough keys that the slowest of twenty is not one of the first two, drawn before the page has run warm. */
const names = [
  'tremblay marie', 'gagnon p', 'cote su', 'bouchard al', 'roy 19', 'st pierre o', 'lavoie', 'beland m', 'fortin je', 'ouellet ma', 'pelletier', 'morin l',
  'gauthier fr', 'simard', 'girard and', 'caron re', 'bergeron', 'leblanc n', 'poirier da', 'nadeau 19',
];

declare global {
  interface Window {
    /** Milliseconds from each key to the frame after the rows it changed. */
    readonly keystrokes: number[];
  }
}

/** From a key in the registry's search to the painted rows that answer it, in a real window. */
export async function benchKeystroke(clinic: BenchClinic, size: number): Promise<Measurement> {
  const server = await startServer({ clinic: clinic.store.directory });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-CA' });
  await page.addInitScript(watchKeys);
  await page.goto(server.address);
  await page.locator('input[name=login]').fill(benchAccount.login);
  await page.locator('input[name=password]').fill(benchAccount.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').getByRole('link', { name: /Registre/ }).click();
  const field = page.getByRole('searchbox').first();
  await page.getByRole('row').nth(1).waitFor();
  await field.focus();
  for (const name of names) await typeAndErase(page, name);
  const times = await page.evaluate(() => window.keystrokes);
  await browser.close();
  await server.stop();
  return { job: 'Registry, key to painted rows', size, reference: 'Relais, in the window', timings: [timingOf('Relais, in the window', times)], note: 'Keys that change no row (a longer beginning of the same names) are not counted.' };
}

async function typeAndErase(page: Page, name: string): Promise<void> {
  for (const letter of name) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(180);
  }
  for (let erased = 0; erased < name.length; erased += 1) await page.keyboard.press('Backspace');
  await page.waitForTimeout(400);
}

/** In the page: when a key was pressed, and the frame after which the rows it led to stand still. */
function watchKeys(): void {
  const keystrokes: number[] = [];
  Object.defineProperty(window, 'keystrokes', { value: keystrokes });
  let pressed: number | null = null;
  let last: number | null = null;
  window.addEventListener('keydown', (event) => {
    if (last !== null) keystrokes.push(last);
    last = null;
    pressed = event.key.length === 1 ? event.timeStamp : null;
  }, true);
  new MutationObserver((changes) => {
    const isRow = changes.some(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('[role="grid"]'));
    if (!isRow || pressed === null) return;
    const since = pressed;
    requestAnimationFrame(() => setTimeout(() => {
      if (pressed === since) last = performance.now() - since;
    }));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
