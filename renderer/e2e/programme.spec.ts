import { readFileSync } from 'node:fs';
import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';

test('a programme lead sees whether access improves, by profession and region, without a name, and takes the report along', async ({ relais }) => {
  await relais.getByRole('radio', { name: 'Responsable de programme', exact: true }).click();
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await relais.getByRole('link', { name: 'Programme' }).click({ timeout: 60_000 });

  const compared = relais.getByRole('region', { name: 'Avant et depuis l’équipe' });
  await expect(compared.getByRole('row', { name: /^Attente médiane/ })).toContainText('j');
  await expect(compared.getByRole('row', { name: /^Visites de l’équipe/ })).toContainText('%');
  // Only administration says when the team began.
  await expect(compared.getByRole('button')).toHaveCount(0);
  await expect(relais.getByRole('img', { name: /^Visites à distance, / })).toBeVisible();
  await expectAccessible(relais, 'programme over time');
  await relais.getByRole('radio', { name: 'Professions' }).click();
  await expect(relais.getByRole('row', { name: /^Rhumatologue/ })).toContainText(/\d+ \(\d+\)/);
  await relais.getByRole('radio', { name: 'Territoire et capacité' }).click();
  await expect(relais.getByRole('row', { name: /^Montréal/ })).toContainText(/\d/);
  await expect(relais.getByRole('region', { name: 'Capacité' }).getByRole('row', { name: /^Rhumatologue/ })).toContainText('%');
  await expectAccessible(relais, 'programme by region');

  const download = relais.waitForEvent('download');
  await relais.keyboard.press('x');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^acces-et-equipe-.*\.pdf$/);
  expect(readFileSync(await file.path()).subarray(0, 5).toString()).toBe('%PDF-');

  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await relais.keyboard.press('Escape');
  for (const view of ['Access and team', 'Professions', 'Territory and capacity']) {
    await relais.getByRole('radio', { name: view }).click();
    await expectNoMissingText(relais, `programme, ${view}`);
  }
  await expectAccessible(relais, 'programme, English, dark');
});

inClinic('administration says on which day the team began, not a day to come, and takes it back', async ({ relais }) => {
  await relais.getByRole('link', { name: 'Programme' }).click();
  const compared = relais.getByRole('region', { name: 'Avant et depuis l’équipe' });
  await expect(compared.getByText('rien n’est comparé avant et après')).toBeVisible();
  await compared.getByRole('button', { name: 'Dire quand' }).press('Enter');
  const day = compared.getByLabel('Premier jour de l’équipe');
  await day.fill('2099-01-01');
  await day.press('Enter');
  await expect(compared.getByText('Ce jour est à venir')).toBeVisible();
  await day.fill('2026-02-30');
  await day.press('Enter');
  await expect(compared.getByText('Écrivez une date')).toBeVisible();
  await day.fill('2025-06-01');
  await day.press('Enter');
  await expect(compared.getByText('L’équipe a commencé le 1er juin 2025.')).toBeVisible();
  await expectAccessible(relais, 'programme of a new clinic');
  await compared.getByRole('button', { name: 'Changer' }).press('Enter');
  await compared.getByRole('button', { name: 'Ne plus comparer' }).press('Enter');
  await expect(compared.getByText('rien n’est comparé avant et après')).toBeVisible();
});
