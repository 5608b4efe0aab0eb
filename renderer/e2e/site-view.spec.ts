import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('the day of a site by its people and by its rooms; a visit over another says why and shows it', async ({ relais: page }) => {
  test.slow();
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
  await expect(page.getByText(/à l’heure de Est \(Montréal\)/)).toBeVisible();

  // Over a visit of the professional: a place is offered, a reason asked, and both are seen.
  await page.keyboard.press('e');
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(panel.getByRole('radio').first()).toBeFocused();
  await panel.getByLabel('Voir aussi les places déjà prises (surréservation)').check();
  const over = panel.locator('.slot', { hasText: 'surréservation' }).first();
  await over.click();
  await panel.getByRole('button', { name: /^Réserver à/ }).click();
  await expect(panel.getByText('Dites pourquoi.')).toBeVisible();
  await page.keyboard.type('Vient de loin');
  await expectAccessible(page, 'overbooking');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await page.keyboard.press('Enter');
  const visit = page.getByRole('complementary', { name: 'Visite' });
  await expect(visit.getByText('Par-dessus une autre visite du professionnel')).toBeVisible();
  await expect(visit.getByText('Raison : Vient de loin')).toBeVisible();
  await expect(page.locator('.schedule-visit.is-overbooked')).toBeVisible();
});
