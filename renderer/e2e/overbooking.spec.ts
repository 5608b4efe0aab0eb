import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('a visit is booked over another, then moved over a third: each time with a reason, shown on the visit and in the grid', async ({ relais: page }) => {
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: /^Agenda/ }).click();
  await expect(page.locator('.schedule-waiting-row').first()).toBeVisible();
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  const find = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(find.getByRole('radio').first()).toBeFocused();
  await find.getByLabel('Voir aussi les places déjà prises (surréservation)').check();
  await find.locator('.slot', { hasText: 'surréservation' }).first().click();
  await find.getByRole('button', { name: /^Réserver / }).click();
  await expect(find.getByText('Dites pourquoi.')).toBeVisible();
  await page.keyboard.type('Vient de loin');
  await expectAccessible(page, 'a place over another visit');
  await expectNoMissingText(page, 'a place over another visit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await page.keyboard.press('Enter');
  const visit = page.getByRole('complementary', { name: 'Visite' });
  await expect(visit.getByText('Par-dessus une autre visite du professionnel')).toBeVisible();
  await expect(visit.getByText('Raison : Vient de loin')).toBeVisible();
  await expect(page.locator('.schedule-visit.is-overbooked')).toBeVisible();

  await page.keyboard.press('m');
  const move = page.getByRole('complementary', { name: 'Déplacer la visite' });
  await move.getByLabel('Voir aussi les places déjà prises (surréservation)').check();
  await move.locator('.slot', { hasText: 'surréservation' }).last().click();
  await move.getByRole('button', { name: /^Déplacer à/ }).click();
  await expect(move.getByLabel('Pourquoi malgré l’autre visite')).toBeFocused();
  await page.keyboard.type('Seul jour libre');
  await expectAccessible(page, 'a visit moved over another');
  await page.keyboard.press('Enter');
  await expect(visit.getByText('Raison : Seul jour libre')).toBeVisible();
  await expect(page.locator('.schedule-visit.is-overbooked')).toBeVisible();
});
