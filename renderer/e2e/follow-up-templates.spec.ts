import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { FirstStartPage } from './first-start-page.ts';

test('a template of follow-up plans is changed, refused where it does not hold together, kept as a version and put back', async ({ relais }) => {
  await new FirstStartPage(relais, 'fr').createClinic();
  await relais.getByRole('link', { name: /^Admin/ }).click();
  await relais.getByRole('tab', { name: 'Plans de suivi' }).click();
  await relais.getByLabel('Modèle', { exact: true }).selectOption('FU19');
  await expect(relais.getByText('FU19 · 1.0.0')).toBeVisible();
  await relais.getByRole('button', { name: 'Changer, Lettre' }).press('Enter');
  await expect(relais.getByLabel('Code de l’étape')).toBeFocused();
  await relais.getByLabel('Décalage').fill('bientôt');
  await relais.getByRole('button', { name: 'Garder l’étape' }).press('Enter');
  await expect(relais.getByRole('alert')).toContainText('mal écrit');
  await relais.getByRole('button', { name: 'Changer, Lettre' }).press('Enter');
  await relais.getByLabel('Décalage').fill('P14D');
  await relais.getByLabel('Nom en français').last().fill('Lettre à la personne');
  await relais.getByRole('button', { name: 'Garder l’étape' }).press('Enter');
  await expect(relais.getByRole('alert')).toHaveCount(0);
  await expectAccessible(relais, 'follow-up templates');
  await expectNoMissingText(relais, 'follow-up templates');
  await relais.getByLabel('Ce qui change, et pourquoi').fill('Une semaine plus tôt');
  await relais.getByRole('button', { name: 'Enregistrer la version' }).press('Enter');
  await expect(relais.getByText('FU19 · 1.0.0+clinic.1')).toBeVisible();
  await expect(relais.getByText('Lettre à la personne').first()).toBeVisible();
  await relais.getByRole('button', { name: 'Remettre en vigueur, 1.0.0', exact: true }).press('Enter');
  await expect(relais.getByText('FU19 · 1.0.0', { exact: true })).toBeVisible();
});
