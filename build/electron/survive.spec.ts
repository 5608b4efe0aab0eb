import type { Page } from '@playwright/test';
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
