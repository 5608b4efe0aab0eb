import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';

inClinic('the clinic names a site on another clock; two of one name, and half a place, are refused; it is taken out of use and back', async ({ relais: page }) => {
  await page.getByRole('link', { name: 'Admin.' }).click();
  await page.getByRole('tab', { name: 'Sites' }).click();
  await expect(page.getByText('La clinique n’a pas de site nommé.')).toBeVisible();
  await expectAccessible(page, 'sites, none');
  await page.keyboard.press('n');
  const name = page.getByLabel('Nom', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await name.fill('Point de service des Îles');
  await page.getByLabel('Ville').fill('Cap-aux-Meules');
  await page.getByLabel('Fuseau horaire').selectOption('America/Halifax');
  await page.getByLabel('Latitude').fill('47,38');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Donnez les deux coordonnées en degrés, ou aucune.')).toBeVisible();
  await page.getByLabel('Longitude').fill('-61,86');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Site enregistré')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Atlantique (Îles-de-la-Madeleine)' })).toBeVisible();
  await expectAccessible(page, 'sites');
  await expectNoMissingText(page, 'sites');

  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByLabel('Nom', { exact: true }).fill('point de service des îles');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Un autre site porte déjà ce nom.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Point de service des Îles' }).click();
  await page.getByRole('button', { name: 'Ne plus utiliser' }).click();
  await expect(page.getByText('N’est plus utilisé', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remettre en service' }).click();
  await expect(page.getByRole('cell', { name: '0 plage par semaine' })).toBeVisible();

  // Its rooms and equipment beside it.
  const resources = page.getByRole('region', { name: 'Salles et appareils' });
  await resources.getByRole('button', { name: 'Ajouter' }).click();
  await resources.getByLabel('Nom de la salle ou de l’appareil').fill('Salle 1');
  await page.keyboard.press('Enter');
  await expect(resources.getByRole('listitem')).toContainText('Salle 1');
  await resources.getByLabel('Nom de la salle ou de l’appareil').fill('salle 1');
  await page.keyboard.press('Enter');
  await expect(resources.getByText('Ce site en a déjà un de ce nom.')).toBeVisible();
  await expectAccessible(page, 'rooms of a site');
});

test('hours at a site are read on its clock: the places, the week and the visit say so', async ({ relais: page }) => {
  test.slow();
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: /^Agenda/ }).click();
  await page.keyboard.press('h');
  await page.getByLabel('Professionnel').selectOption({ label: 'Dr Karim Mansouri' });
  const friday = page.getByRole('group', { name: 'Vendredi' });
  await expect(friday.getByLabel('vendredi, site des heures à partir de 08:30', { exact: false })).toHaveValue(/.+/);
  await expect(friday.getByLabel('Vendredi, site des heures à partir de 08:30').locator('option:checked')).toHaveText('Point de service des Îles');
  await expectAccessible(page, 'hours with sites');
  await expectNoMissingText(page, 'hours with sites');
  // Eleven o’clock on the Islands is ten in Montréal: nobody is at both.
  await friday.getByLabel('Vendredi, site des heures à partir de 13:00').selectOption({ label: 'Pavillon principal' });
  await friday.getByRole('textbox').nth(2).fill('11:30');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Horaires enregistrés')).toBeVisible();
  await friday.getByRole('textbox').nth(2).fill('10:30');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText(/Ces heures en chevauchent d’autres|déjà à un autre site/).first()).toBeVisible();
});
