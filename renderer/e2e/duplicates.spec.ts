import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

async function openRegistry(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explorer', exact: true }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Registre' }).click();
  await expect(page.getByText('200 patients')).toBeVisible();
}

test('the registry is narrowed, ordered and laid out, and found again as it was left', async ({ relais: page }) => {
  await openRegistry(page);
  const grid = page.getByRole('grid', { name: 'Patients du registre' });
  const filters = page.getByRole('region', { name: 'Filtres' });
  await filters.getByRole('group', { name: 'Sexe' }).getByRole('checkbox', { name: 'Homme' }).check();
  await filters.getByRole('group', { name: 'Région' }).getByRole('checkbox', { name: 'Montréal' }).check();
  await expect(page.getByText(/^\d+ sur 200$/)).toBeVisible();
  await expect(grid.getByRole('row', { name: /\d F/ })).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Filtres choisis' }).getByText('Sexe : Homme')).toBeVisible();

  await grid.getByRole('columnheader', { name: 'Vu le' }).getByRole('button').click();
  await expect(grid.getByRole('columnheader', { name: 'Vu le' })).toHaveAttribute('aria-sort', 'ascending');
  await expectAccessible(page, 'registry narrowed');

  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.patients-summary')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Filtres choisis' })).toContainText('Homme');
  await expect(grid.getByRole('columnheader', { name: 'Vu le' })).toHaveAttribute('aria-sort', 'ascending');

  // Columns, by the keyboard: kept for the person.
  await page.keyboard.press('v');
  const view = page.getByRole('dialog', { name: 'Colonnes et ordre' });
  await view.getByRole('checkbox', { name: 'NAM ou dossier' }).check();
  await expectAccessible(page, 'columns of the registry');
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('columnheader', { name: 'NAM ou dossier' })).toBeVisible();
  await page.getByRole('button', { name: 'Effacer les filtres' }).click();
  await expect(page.getByText('200 patients')).toBeVisible();

  // Narrow: filters and peek float on their keys.
  await page.setViewportSize({ width: 1024, height: 700 });
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('p');
  await expect(page.getByRole('complementary', { name: 'Aperçu du patient' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(grid).toBeFocused();
  await page.keyboard.press('f');
  await expect(filters).toBeVisible();
  await expectAccessible(page, 'registry, narrow, filters');
  await expectNoMissingText(page, 'registry');
});

test('duplicates are found, judged, merged and taken apart again', async ({ relais: page }) => {
  await openRegistry(page);
  await page.getByRole('button', { name: 'Doublons', exact: true }).click();
  await expect(page.getByText('Le registre n’a pas encore été parcouru.')).toBeVisible();
  await page.keyboard.press('g');
  await expect(page.getByText(/200 dossiers parcourus/)).toBeVisible({ timeout: 30_000 });
  const grid = page.getByRole('grid', { name: 'À juger' });
  const pairs = grid.locator('.virtual-table-row');
  await expect(pairs.first()).toBeVisible();
  const found = await pairs.count();
  await grid.focus();
  const panel = page.getByRole('complementary', { name: 'Comparaison des deux dossiers' });
  await expect(panel.getByRole('table')).toBeVisible();
  await expectAccessible(page, 'duplicates');

  // The first is one person; the keyboard goes on to the next pair, and Z brings both records back.
  await page.keyboard.press('m');
  await expect(page.getByText(/^Fusionné dans le dossier de/)).toBeVisible();
  await expect(pairs).toHaveCount(found - 1);
  await expect(grid).toBeFocused();
  await expect(grid.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('z');
  await expect(pairs).toHaveCount(found);

  // The second is not: it is proposed no more, also by another scan.
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('table')).toBeVisible();
  await page.keyboard.press('d');
  await expect(pairs).toHaveCount(found - 1);
  await page.keyboard.press('g');
  await expect(page.getByRole('button', { name: 'Chercher les doublons' }).first()).toBeVisible({ timeout: 30_000 });
  await expect(pairs).toHaveCount(found - 1);

  // Merged again: its address leads to the record that stays, and the list of merges has the way back.
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(panel.getByRole('table')).toBeVisible();
  await page.keyboard.press('m');
  await expect(pairs).toHaveCount(found - 2);
  await page.getByRole('tab', { name: 'Fusions' }).click();
  await page.getByRole('button', { name: /^Défaire la fusion/ }).first().click();
  await expect(page.getByText(/^Défaite par/).first()).toBeVisible();
  await expectAccessible(page, 'merges');
  await expectNoMissingText(page, 'merges');
});
