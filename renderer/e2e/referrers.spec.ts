import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('the directory of referrers by keyboard: reached by the palette, one added, found without accents, corrected, retired and put back', async ({ relais }) => {
  test.slow();
  await relais.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('référents');
  await expect(relais.getByRole('option', { name: /Référents/ })).toHaveAttribute('aria-selected', 'true');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('heading', { level: 1, name: 'Référents' })).toBeVisible();

  const search = relais.getByLabel('Rechercher', { exact: true });
  await expect(search).toBeFocused();
  await relais.keyboard.type('Hélène Côté-Zwyns');
  await expect(relais.getByText('Personne ne correspond.')).toBeVisible();
  await relais.getByRole('button', { name: /Ajouter un référent/ }).press('Enter');
  await expect(relais.getByLabel('Nom de famille')).toHaveValue('Côté-Zwyns');
  await relais.getByLabel('Lieu').fill('GMF du Parc');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Référent ajouté : Hélène Côté-Zwyns')).toBeVisible();
  await search.fill('zwyns cote');
  const row = relais.getByRole('row', { name: /Côté-Zwyns/ });
  await expect(row).toBeVisible();

  await row.click();
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Nom de famille')).toBeFocused();
  await relais.getByLabel('Télécopieur').fill('514 555-0199');
  await expectAccessible(relais, 'directory of referrers');
  await expectNoMissingText(relais, 'directory of referrers');
  await relais.keyboard.press('Control+Enter');
  await expect(row).toContainText('514 555-0199');
  await expect(relais.getByRole('grid')).toBeFocused();

  await relais.keyboard.press('Enter');
  await relais.getByRole('button', { name: 'Retirer' }).press('Enter');
  await expect(relais.getByText('Retiré : Hélène Côté-Zwyns')).toBeVisible();
  await expect(row).toBeHidden();
  await relais.keyboard.press('z');
  await expect(row).toBeVisible();

  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('heading', { level: 1, name: 'Referrers' })).toBeVisible();
  await row.click();
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Family name')).toBeFocused();
  await expectAccessible(relais, 'directory of referrers, dark');
  await expectNoMissingText(relais, 'directory of referrers in English');
});
