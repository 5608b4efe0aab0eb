import type { Page } from '@playwright/test';
import pg from 'pg';
import { expect, signIn, test } from './fixtures.ts';

/** Registers somebody by the form; returns once main has answered that it is done. */
async function register(page: Page, familyName: string): Promise<void> {
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: 'Nouveau patient' }).first().click();
  await page.getByLabel('Nom de famille', { exact: true }).fill(familyName);
  await page.getByLabel('Prénom', { exact: true }).fill('Marguerite');
  await page.getByLabel(/^Date de naissance/).fill('1961-04-02');
  await page.getByRole('radio', { name: 'Femme' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(familyName) })).toBeVisible();
}

/** What the database holds of drafts, which are sealed: how many, and when the last was written. */
async function drafts(database: string): Promise<{ count: number; last: string | null }> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number; last: string | null }>('select count(*)::int as count, max(updated_at) as last from draft');
    return rows[0] ?? { count: 0, last: null };
  } finally {
    await client.end();
  }
}
const draftCount = async (database: string): Promise<number> => (await drafts(database)).count;
const draftsWritten = async (database: string): Promise<string | null> => (await drafts(database)).last;

test('the main process is killed: nothing acknowledged is lost', async ({ machine, desk }) => {
  const before = await machine.open(desk);
  await signIn(before.page, desk.clinic);
  await register(before.page, 'Zakarian-Dubuc');
  const ended = new Promise((resolve) => before.application.process().once('exit', resolve));
  before.application.process().kill('SIGKILL');
  await ended;

  const after = await machine.open(desk);
  await signIn(after.page, desk.clinic);
  await after.page.keyboard.press('Control+k');
  await after.page.keyboard.type('zakarian');
  await expect(after.page.getByRole('option').first()).toContainText('Zakarian-Dubuc');
  await after.application.close();
});

test('the page’s process dies while somebody types: the page comes back, signed in, and offers what was typed', async ({ machine, desk }) => {
  const { application, page } = await machine.open(desk);
  await signIn(page, desk.clinic);
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: 'Nouveau patient' }).first().click();
  await page.getByLabel('Nom de famille', { exact: true }).pressSequentially('Quévillon');
  await page.getByLabel('Nom de famille', { exact: true }).blur();
  await expect.poll(() => draftCount(desk.clinic.database)).toBe(1);

  const crashed = page.waitForEvent('crash');
  await application.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(); });
  await crashed;
  // Playwright gives a crashed page up: what it shows now is asked of the host.
  const seen = (script: string) => application.evaluate(({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<unknown>, script);
  await expect.poll(() => seen("document.querySelector('.frame-user')?.innerText ?? ''").catch(() => ''), { timeout: 20_000 }).toContain('Aurélie Tardif');
  await seen("[...document.querySelectorAll('a')].find((link) => /Registre/.test(link.textContent)).click()");
  await expect.poll(() => seen("[...document.querySelectorAll('button')].find((button) => /Nouveau patient/.test(button.textContent))?.click() === undefined && document.body.innerText")).toMatch(/Brouillon de \d+\sh\s\d\d/);
  await application.close();
});

test('quitting while somebody types keeps the last keys', async ({ machine, desk }) => {
  const { application, page } = await machine.open(desk);
  await signIn(page, desk.clinic);
  const before = await draftsWritten(desk.clinic.database);
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: 'Nouveau patient' }).first().click();
  await page.getByLabel('Prénom', { exact: true }).pressSequentially('Zoé');
  await application.close();
  expect(await draftsWritten(desk.clinic.database)).not.toBe(before);
});
