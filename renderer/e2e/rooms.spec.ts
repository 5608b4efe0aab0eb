import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('the room of a visit is chosen where more than one is free, and is told with what the visit uses', async ({ relais: page }) => {
  test.slow();
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Tremblay');
  await expect(page.getByRole('option').first()).toContainText('Tremblay');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Tremblay/ })).toBeVisible();
  await page.keyboard.press('r');
  await page.getByLabel('But de la visite').selectOption({ label: 'Échographie articulaire' });
  // At the main building, with three rooms and the ultrasound.
  await page.getByLabel('Avec qui').selectOption({ label: 'Dre Geneviève Lachance' });
  const room = page.getByLabel('Salle', { exact: true });
  await expect(room).toBeVisible();
  await room.selectOption({ label: 'Salle 2' });
  await expectAccessible(page, 'the room of a visit');
  await expectNoMissingText(page, 'the room of a visit');
  await page.getByRole('button', { name: /^Réserver/ }).last().click();
  const booked = page.getByRole('complementary', { name: 'Rendez-vous pris' });
  await expect(booked.getByText(/Dre Geneviève Lachance.*Salle 2.*Échographe portatif|Dre Geneviève Lachance.*Échographe portatif.*Salle 2/)).toBeVisible();
});
