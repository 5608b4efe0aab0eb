import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startServer } from '../../../renderer/e2e/server.ts';

/**
 * Takes the pictures of the guide from the demonstration clinic, in French and in English, at 1280 × 800.
 * Run after a build of the page: `node build/docs/guide/take-pictures.ts`.
 */
const images = join(import.meta.dirname, 'images');
const words = {
  fr: { locale: 'fr-CA', explore: 'Explorer', triage: 'Triage', registry: 'Registre', schedule: 'Agenda' },
  en: { locale: 'en-CA', explore: 'Explore', triage: 'Triage', registry: 'Registry', schedule: 'Schedule' },
} as const;

/** Long enough for the rows of a screen to be there and for nothing to move any more. */
const settled = 1500;

mkdirSync(images, { recursive: true });
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
for (const language of ['fr', 'en'] as const) {
  const server = await startServer();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: words[language].locale });
  await page.goto(server.address);
  await takeAll(page, language);
  await page.close();
  await server.stop();
}
await browser.close();

async function takeAll(page: Page, language: 'fr' | 'en'): Promise<void> {
  const { explore, triage, registry, schedule } = words[language];
  const take = async (name: string): Promise<void> => {
    await page.waitForTimeout(settled);
    await page.screenshot({ path: join(images, `${language}-${name}.png`) });
  };
  const goTo = (name: string) => page.getByRole('navigation').getByRole('link', { name: new RegExp(name) }).first().click();

  await take('start');
  await page.getByRole('button', { name: new RegExp(`^${explore}`) }).last().click();
  await page.waitForTimeout(settled * 2);
  // The people of the demonstration read French; the language is theirs to change.
  await page.getByRole('banner').getByRole('button', { name: /Lachance/ }).click();
  await page.getByRole('menuitemradio', { name: language === 'fr' ? 'Français' : 'English' }).click();
  await page.keyboard.press('Escape');
  await take('today');
  await goTo(triage);
  await page.waitForTimeout(settled);
  for (let moves = 0; moves < 4; moves += 1) await page.keyboard.press('j');
  await take('triage');
  await page.keyboard.press('n');
  await take('new-request');
  await goTo(registry);
  await page.waitForTimeout(settled);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await take('registry');
  await page.keyboard.press('Enter');
  await take('patient');
  await goTo(schedule);
  await take('schedule');
}
