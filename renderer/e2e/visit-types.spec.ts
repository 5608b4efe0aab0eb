import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('the clinic says how long a visit takes and who holds it, adds a type of its own, and stops offering one', async ({ relais: page }) => {
  await page.getByRole('link', { name: 'Admin.' }).click();
  await page.getByRole('tab', { name: 'Types de visite' }).click();
  await page.getByRole('button', { name: 'Ponction ou infiltration' }).click();
  await page.getByLabel('Durée (minutes)').fill('3');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('De 5 à 240 minutes, ou rien.')).toBeVisible();
  await page.getByLabel('Durée (minutes)').fill('30');
  await page.getByLabel('Minutes après').fill('10');
  await page.getByRole('checkbox', { name: 'Rhumatologue' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Type de visite enregistré')).toBeVisible();
  await expect(page.getByRole('row', { name: /Ponction ou infiltration/ })).toContainText('10 min après');
  await expectAccessible(page, 'visit types');
  await expectNoMissingText(page, 'visit types');

  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByLabel('Nom en français').fill('Échographie');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Donnez un nom en anglais.')).toBeVisible();
  await page.getByLabel('Nom en anglais').fill('Ultrasound');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Échographie' })).toBeVisible();
  await page.getByRole('button', { name: 'Ne plus offrir' }).click();
  await expect(page.getByText('N’est plus offert', { exact: true })).toBeVisible();
});
