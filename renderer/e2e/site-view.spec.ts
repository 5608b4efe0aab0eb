import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('the day of a site by its people and by its rooms', async ({ relais: page }) => {
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: /^Agenda/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
  await page.keyboard.press('b');
  const site = page.getByRole('combobox', { name: 'Site', exact: true });
  await site.selectOption({ label: 'Pavillon principal' });
  await expect(page.locator('.schedule-head').first()).toBeVisible();
  await expectAccessible(page, 'the day of a site');
  await page.getByRole('radio', { name: 'Salles et appareils' }).click();
  await expect(page.locator('.schedule-head', { hasText: 'Échographe portatif' })).toBeVisible();
  await expectAccessible(page, 'the rooms of a site');
  await expectNoMissingText(page, 'the rooms of a site');
  await site.selectOption({ label: 'Point de service des Îles' });
  await expect(page.getByText(/horloge du site : Atlantique \(Îles-de-la-Madeleine\)/)).toBeVisible();
});
