import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { startServer } from './server.ts';

test('the demonstration clinic opens in one step, is marked on every screen, and is left by the menu', async ({ page: relais }) => {
  const server = await startServer({ demonstrationPatients: 200 });
  await relais.goto(server.address);
  await relais.getByRole('radio', { name: 'IPS' }).click();
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await expect(relais.locator('.frame-ribbon')).toBeVisible();

  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('tremblay');
  const first = relais.getByRole('option').first();
  await expect(first).toContainText('Tremblay');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(first).toContainText('••••');
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('listbox')).toBeHidden();

  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitem', { name: 'Quitter la démonstration' }).click();
  await expect(relais.getByRole('heading', { name: 'Vos cliniques' })).toBeVisible();
  await server.stop();
});

test('language and appearance follow the person, and are kept', async ({ relais }) => {
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await expect(relais.locator('html')).toHaveAttribute('data-theme', 'dark');
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(relais.locator('html')).toHaveAttribute('lang', 'en-CA');
  await relais.keyboard.press('Escape');
  await expectNoMissingText(relais, 'demonstration');
  await expectAccessible(relais, 'demonstration, dark');

  await relais.reload();
  await expect(relais.locator('.frame')).toBeVisible();
  await expect(relais.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(relais.getByPlaceholder('Search or run…')).toBeVisible();
});
