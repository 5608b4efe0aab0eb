import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('a rheumatologist composes a cohort, keeps it, reads its charts, recalls its people, and verifies an oddity', async ({ relais }) => {
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.getByRole('link', { name: 'Cohortes' }).click();
  await expect(relais.getByRole('heading', { name: 'Cohortes', level: 1 })).toBeVisible();
  await relais.getByRole('combobox', { name: 'Ajouter une condition' }).selectOption('diagnosis');
  await relais.getByRole('combobox', { name: 'Ajouter une condition' }).selectOption('treatment');
  await expect(relais.locator('.cohorts-sentence')).toContainText('polyarthrite rhumatoïde et qui prennent un biologique ou un ARMM ciblé');
  await relais.getByLabel('Nom', { exact: true }).fill('PR sous biologique');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('button', { name: 'PR sous biologique' })).toHaveAttribute('aria-current', 'true');
  await expectAccessible(relais, 'definition of a cohort');
  await relais.getByRole('button', { name: 'Replier' }).click();
  await expect(relais.getByRole('grid', { name: 'Personnes de la cohorte' }).getByRole('row').nth(1)).toBeVisible();

  await relais.getByRole('radio', { name: 'Graphiques' }).click();
  await expect(relais.getByRole('heading', { name: 'Maintien des biologiques et ciblés' })).toBeVisible();
  await expect(relais.getByRole('row', { name: /Diagnostic codé/ })).toBeVisible();
  await expectAccessible(relais, 'charts of a cohort');
  await expectNoMissingText(relais, 'charts of a cohort');

  await relais.getByRole('button', { name: 'Rappeler' }).click();
  await relais.getByLabel('Motif').fill('Bilan annuel');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText(/sur la liste de rappel; 0 y étaient déjà/)).toBeVisible();

  await relais.getByRole('tab', { name: 'Qualité des données' }).click();
  await expect(relais.getByRole('heading', { name: 'Qualité des données', level: 1 })).toBeVisible();
  const line = relais.locator('.cohorts-finding').first();
  await line.getByRole('button', { name: /^Vérifié/ }).click();
  await relais.getByLabel('Pourquoi cela tient').fill('Vu au dossier papier');
  await relais.keyboard.press('Enter');
  await relais.getByRole('radio', { name: /^Vérifiées 1$/ }).click();
  await expect(relais.locator('.cohorts-finding').first()).toContainText('Vu au dossier papier');
  await expectAccessible(relais, 'data quality');

  await relais.getByRole('tab', { name: 'Comparaison' }).click();
  await relais.getByRole('button', { name: /^En rémission ou en activité faible/ }).click();
  await expect(relais.getByRole('img', { name: /^En rémission ou en activité faible, T\d \d{4}/ })).toBeVisible();
  await relais.getByLabel('De qui').selectOption('PR sous biologique');
  await relais.getByRole('button', { name: 'Tableau' }).click();
  await expect(relais.getByRole('row', { name: /En cours/ })).toBeVisible();
  await expectAccessible(relais, 'comparison');
  await expectNoMissingText(relais, 'comparison');
  const saving = relais.waitForEvent('download');
  await relais.keyboard.press('x');
  expect((await saving).suggestedFilename()).toMatch(/^comparaison-\d{4}-\d{2}-\d{2}\.csv$/);

  // What is composed and not kept is there again; the cohort as it is kept goes to a research extract.
  await relais.getByRole('tab', { name: 'Cohortes' }).click();
  await relais.getByRole('combobox', { name: 'Ajouter une condition' }).selectOption('sex');
  await relais.getByRole('tab', { name: 'Comparaison' }).click();
  await relais.getByRole('tab', { name: 'Cohortes' }).click();
  await relais.getByRole('button', { name: 'Reprendre' }).click();
  await expect(relais.locator('.cohorts-sentence')).not.toContainText('Toutes les personnes');
  await relais.getByRole('button', { name: 'PR sous biologique' }).click();
  await relais.getByRole('button', { name: 'Extrait de recherche' }).click();
  await relais.getByLabel('Nom de l’étude').fill('Étude des biologiques');
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Cohorte gardée')).toHaveValue(/./);
  await expect(relais.getByText('dans l’extrait', { exact: true })).toBeVisible();

  await relais.getByRole('link', { name: 'Aujourd’hui' }).click();
  await expect(relais.getByRole('heading', { name: /À rappeler/ })).toBeVisible();
  await relais.getByRole('button', { name: /^Appelé/ }).first().click();
  await expect(relais.getByText(/n’est plus à rappeler/)).toBeVisible();
});
