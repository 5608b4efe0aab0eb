import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('a rheumatologist reads the triage rules, changes one, tries it on every request, signs it, and is refused what would harm', async ({ relais }) => {
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.getByRole('link', { name: /^Triage/ }).click();
  await relais.getByRole('link', { name: 'Règles' }).click();
  await expect(relais.getByRole('heading', { name: 'Version 1.0.0' })).toBeVisible();
  await expect(relais.getByText(/Si articulation chaude aiguë, et au moins un de ceci/)).toBeVisible();
  await expectAccessible(relais, 'rules');
  // Later on the name of the version, `1.0.0+clinic.1`, would be taken for a text without a translation.
  await expectNoMissingText(relais, 'rules');

  await relais.getByLabel('Chercher dans les règles').fill('R31');
  await relais.getByRole('button', { name: 'Changer R31' }).click();
  await relais.getByLabel('Classe', { exact: true }).selectOption('B');
  await expect(relais.locator('.rules-reads')).toContainText('classe B; rhumatologue; en personne');
  await expectAccessible(relais, 'a rule being changed');
  await relais.getByLabel('Motif du changement').fill('Une place en deux semaines');
  await relais.keyboard.press('Control+s');
  await expect(relais.getByRole('heading', { name: 'Version 1.0.0+clinic.1' })).toBeVisible({ timeout: 20_000 });

  await relais.getByRole('radio', { name: 'Essai sur les demandes' }).click();
  await relais.getByRole('button', { name: 'Essayer sur toutes les demandes' }).click();
  await expect(relais.getByText(/^Comparée à 1\.0\.0/)).toBeVisible({ timeout: 30_000 });
  await relais.getByRole('button', { name: /de C à B/ }).click();
  await expect(relais.locator('.rules-case').first()).toContainText('R31');
  await expectAccessible(relais, 'a trial of the rules');

  await relais.getByRole('radio', { name: 'Mise en vigueur' }).click();
  await relais.getByLabel('Note de signature').fill('Vu en réunion');
  await relais.getByRole('button', { name: 'Signer et mettre en vigueur' }).click();
  await expect(relais.getByText('Cette version est en vigueur.')).toBeVisible();

  await relais.getByRole('radio', { name: 'Règles' }).click();
  await relais.getByLabel('Chercher dans les règles').fill('R01');
  await relais.getByRole('button', { name: 'Désactiver R01' }).click();
  await relais.getByLabel('Pourquoi désactiver R01').fill('Essai');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Un signe de gravité abaisserait la classe')).toBeVisible();
});

test('a rheumatologist reads how good triage was, quarter by quarter, and takes the figures away', async ({ relais }) => {
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.getByRole('link', { name: /^Triage/ }).click();
  await relais.getByRole('link', { name: 'Règles' }).click();
  await relais.getByRole('tab', { name: 'Qualité' }).click();
  await expect(relais.getByRole('heading', { name: /^Qualité du triage T\d/ })).toBeVisible();
  await expect(relais.getByRole('rowheader', { name: /^Kappa pondéré/ })).toBeVisible();
  await expectAccessible(relais, 'agreement');
  for (const view of ['Deux personnes', 'Règles', 'Délais', 'Diagnostics', 'Retours', 'Garde-fous', 'Au fil du temps']) {
    await relais.getByRole('radio', { name: view, exact: true }).click();
    await expect(relais.locator('.rules-main .sheet').first()).toBeVisible();
    await expectAccessible(relais, view);
    await expectNoMissingText(relais, view);
  }
  // Drawn for oneself, among what others decided: rated blind, then compared.
  await relais.getByRole('radio', { name: 'Deux personnes' }).click();
  await relais.getByRole('button', { name: 'Tirer un échantillon' }).click();
  await relais.getByLabel('À qui').selectOption({ label: 'Dre Geneviève Lachance' });
  await expect(relais.getByText(/^Tirées parmi \d+ demande/)).toBeVisible();
  await relais.getByLabel('Combien').fill('1');
  await expectAccessible(relais, 'a sample being drawn');
  await relais.getByLabel('Combien').press('Enter');
  await expect(relais.getByRole('cell', { name: 'En relecture' })).toBeVisible();
  await relais.getByRole('link', { name: /^Triage/ }).click();
  await expect(relais.getByRole('link', { name: '1 relecture demandée' })).toBeVisible();
  await relais.keyboard.press('b');
  await expect(relais.getByRole('heading', { name: 'Demande 1 de 1' })).toBeVisible();
  await expectAccessible(relais, 'a second rating');
  await expectNoMissingText(relais, 'a second rating');
  await relais.getByRole('radio', { name: 'URG' }).click();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Aucune relecture ne vous est demandée.')).toBeVisible();
  await relais.keyboard.press('Control+k');
  await relais.getByRole('combobox').fill('qualité du triage');
  await relais.getByRole('option', { name: /Qualité du triage/ }).click();
  await relais.getByRole('radio', { name: 'Deux personnes' }).click();
  await expect(relais.getByRole('rowheader', { name: /^Même classe/ })).toBeVisible();
  await relais.getByRole('button', { name: /^Où les deux diffèrent/ }).click();
  await expect(relais.locator('.rules-case').first()).toContainText(/Seconde\s:\sUrgence/);
  await expectAccessible(relais, 'where two differ');
  await relais.getByRole('radio', { name: 'Au fil du temps' }).click();
  await relais.getByRole('radio', { name: 'Année' }).click();
  await expect(relais.getByRole('rowheader', { name: /^20\d\d En cours$/ })).toBeVisible();
  const download = relais.waitForEvent('download');
  await relais.keyboard.press('x');
  expect((await download).suggestedFilename()).toMatch(/^qualite-du-triage-.*\.csv$/);
});
