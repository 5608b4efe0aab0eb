import type { Page } from '@playwright/test';
import { messyWorkbook } from '../../main/imports/table/testing/messy-registry.ts';
import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

async function goToImports(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import');
  await page.keyboard.press('Enter');
  await expect(page.locator('.imports-drop button')).toBeFocused();
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles([{ name, mimeType: 'application/octet-stream', buffer }]);
  await page.keyboard.press('i');
}

inClinic('the Excel registry of a secretary: read, mapped, checked, mended, imported; nothing is lost', async ({ relais }) => {
  await goToImports(relais);
  await send(relais, 'registre-2025.xlsx', await messyWorkbook());

  // Reading: the title above the columns is no row.
  await expect(relais.getByRole('heading', { level: 1, name: 'registre-2025.xlsx' })).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByLabel('Ligne des titres')).toHaveValue('3');
  await expect(relais.getByRole('region', { name: 'Premières lignes' })).toContainText('1958-03-14');
  await expectAccessible(relais, 'reading');
  await relais.keyboard.press('Enter');

  // Columns: proposed from their titles and cells.
  await expect(relais.getByLabel('Champ de RAMQ')).toHaveValue('nam');
  await expect(relais.getByLabel('Champ de DDN')).toHaveValue('birthDate');
  await expect(relais.getByRole('radio', { name: 'jour/mois/année' })).toBeChecked();
  await expectAccessible(relais, 'columns');
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('Enter');

  // Values: what nobody can know is asked.
  await expect(relais.getByText('1 mot à préciser')).toBeVisible();
  await relais.getByLabel('Signification de 2').selectOption('M');
  await expect(relais.getByText('1 mot à préciser')).toBeHidden();
  await expectAccessible(relais, 'values');
  await expectNoMissingText(relais, 'values');

  // Left and taken up again: the meaning of 2 is still there.
  await relais.waitForTimeout(1200);
  await relais.getByRole('button', { name: 'Imports' }).click();
  await relais.getByRole('button', { name: 'Reprendre registre-2025.xlsx' }).click();
  await relais.getByRole('tab', { name: /^Valeurs/ }).click();
  await expect(relais.getByLabel('Signification de 2')).toHaveValue('M');
  await relais.getByRole('tab', { name: 'Vérification' }).click();

  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('v');
  await expect(relais.getByRole('tab', { name: /^À corriger/ })).toContainText('6', { timeout: 30_000 });
  await expectAccessible(relais, 'check');
  await relais.getByRole('row').filter({ hasText: 'D’Amours' }).click();
  await relais.getByLabel(/^Courriel/).fill('luc.damours@exemple.ca');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('tab', { name: /^À corriger/ })).toContainText('5');

  // The mapping leaves as the file the command line takes.
  const [mapping] = await Promise.all([relais.waitForEvent('download'), relais.getByRole('button', { name: 'Enregistrer pour la ligne de commande' }).click()]);
  expect(mapping.suggestedFilename()).toBe('registre-2025, correspondance.json');

  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('i');
  await expect(relais.getByText('8 lignes importées')).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByRole('region', { name: 'Lignes non importées' }).getByRole('row')).toHaveCount(6);
  await expectNoMissingText(relais, 'report');
  await expectAccessible(relais, 'report');
  const [rejected] = await Promise.all([relais.waitForEvent('download'), relais.getByRole('button', { name: 'Enregistrer les lignes à corriger' }).click()]);
  expect(rejected.suggestedFilename()).toBe('registre-2025, à corriger.xlsx');
  await relais.getByRole('button', { name: 'Voir le registre' }).click();
  await expect(relais.getByRole('row').filter({ hasText: 'Nguyen' })).toBeVisible();

  // Taken back: everything it brought goes, since nobody has touched it.
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('i');
  await relais.getByRole('region', { name: 'Imports précédents' }).getByRole('button', { name: /registre-2025/ }).click();
  await relais.getByRole('button', { name: 'Annuler cet import' }).click();
  await expect(relais.getByRole('button', { name: 'Garder l’import' })).toBeFocused();
  await expectAccessible(relais, 'asked before undoing');
  await relais.getByRole('button', { name: 'Annuler l’import' }).click();
  await expect(relais.getByText('Tout ce que l’import avait apporté est retiré.')).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByRole('table', { name: 'Annulation' }).getByRole('row').filter({ hasText: 'Patients' })).toContainText('7');
  await expectNoMissingText(relais, 'undo');
  await expectAccessible(relais, 'undone');
});

inClinic('an ambiguous order of dates is asked; a hostile file is refused in words, and the window stays', async ({ relais, complaints }) => {
  await goToImports(relais);
  await send(relais, 'guillemet.csv', Buffer.from(`Nom;Prénom\nRoy;"Anne${'\nx'.repeat(200)}`));
  await expect(relais.getByText('Un guillemet est ouvert et jamais fermé. Ligne 2.')).toBeVisible({ timeout: 30_000 });
  await relais.getByRole('button', { name: 'Retirer guillemet.csv' }).click();

  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await relais.keyboard.press('Escape');
  await send(relais, 'Liste.csv', Buffer.from('Nom;Prénom;DDN\nRoy;Anne;03/04/1950\nCyr;Zoé;05/06/1951\n'));
  await expect(relais.getByLabel('Encoding')).toHaveValue('utf-8', { timeout: 30_000 });
  await expectAccessible(relais, 'reading, English, dark');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Choose the order of dates.', { exact: true })).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Continue' })).toHaveAttribute('aria-disabled', 'true');
  await relais.getByRole('radio', { name: 'month/day/year' }).click();
  await expectAccessible(relais, 'columns, English, dark');
  await expectNoMissingText(relais, 'columns');
  await relais.getByRole('tab', { name: 'Check' }).click();
  await relais.getByRole('button', { name: 'Check again' }).click();
  await expect(relais.getByRole('button', { name: 'Import 2 rows' })).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByRole('row').filter({ hasText: '1950-03-04' })).toBeVisible();
  await expectNoMissingText(relais, 'check');
  expect(complaints).toEqual([]);
});

const results = 'No dossier;Date;Analyse;Valeur;Unité\n00017;2026-10-28;CRP;12,4;mg/L\n00017;2026-10-28;Plaquettes;22;10*9/L\n99999;2026-10-28;CRP;5,1;mg/L\n';

inClinic('a result a line: recognised as such, entered for the person who has the number; the rest says why', async ({ relais }) => {
  await goToImports(relais);
  await send(relais, 'registre.csv', Buffer.from('Nom;Prénom;Date de naissance;No dossier\nBéland;Maryse;1958-03-14;00017\n'));
  await expect(relais.getByRole('heading', { level: 1, name: 'registre.csv' })).toBeVisible({ timeout: 30_000 });
  await relais.getByRole('tab', { name: 'Vérification' }).click();
  await relais.getByRole('button', { name: /^Vérifier/ }).click();
  await relais.getByRole('button', { name: 'Importer 1 ligne' }).click({ timeout: 30_000 });
  await expect(relais.getByText('1 ligne importée')).toBeVisible({ timeout: 30_000 });
  await relais.getByRole('button', { name: 'Imports' }).click();
  await send(relais, 'labo-2026.csv', Buffer.from(results));

  await expect(relais.getByRole('heading', { level: 1, name: 'labo-2026.csv' })).toBeVisible({ timeout: 30_000 });
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Champ de Valeur')).toHaveValue('resultValue');
  await expect(relais.getByText(/^Un résultat par ligne/)).toBeVisible();
  await expectAccessible(relais, 'columns of results');
  await relais.getByRole('tab', { name: 'Vérification' }).click();
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('v');
  await expect(relais.getByText('1 résultat à inscrire')).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByRole('row').filter({ hasText: '99999' })).toContainText('Personne au registre ne porte ce numéro.');
  await relais.getByRole('tab', { name: /^À décider/ }).click();
  await expect(relais.getByRole('button', { name: 'Créer des dossiers' })).toBeHidden();
  await relais.getByRole('row').filter({ hasText: 'Béland' }).click();
  await expectAccessible(relais, 'an implausible value');
  await expectNoMissingText(relais, 'an implausible value');
  await relais.getByRole('button', { name: 'Inscrire Béland, Maryse' }).click();
  await expect(relais.getByText('2 résultats à inscrire')).toBeVisible();
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('i');
  await expect(relais.getByText('pour 1 personne')).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByRole('region', { name: 'Lignes non importées' }).getByRole('row')).toHaveCount(2);
});

inClinic('a batch of requests: referrers by their licence, tests done and prescribed, a line to correct, in the queue', async ({ relais }) => {
  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('référents');
  await expect(relais.getByRole('option', { name: /Référents/ })).toHaveAttribute('aria-selected', 'true');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('heading', { level: 1, name: 'Référents' })).toBeVisible();
  await relais.getByRole('button', { name: /Ajouter un référent/ }).first().press('Enter');
  await relais.getByLabel('Nom de famille').fill('Roy');
  await relais.getByLabel(/^Prénom/).fill('Anne');
  await relais.getByLabel(/^Numéro de permis/).fill('1-23456');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText(/Référent ajouté\s: Anne Roy/)).toBeVisible();

  await goToImports(relais);
  const [received, tested] = [3, 10].map((days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10));
  const batch = [
    'Nom;Prénom;DDN;Date de réception;Motif;Référent;No de permis;Analyses prescrites;CRP',
    `Hébert;Ann;1980-03-02;${received};RH04;;123456;FSC ${tested}, VS prescrite;14`,
    `Ipperciel;Guy;1970-03-02;${received};RH04;Dr Luc Caron;123456;;`,
  ].join('\n');
  await send(relais, 'demandes.csv', Buffer.from(batch));
  await expect(relais.getByRole('heading', { level: 1, name: 'demandes.csv' })).toBeVisible({ timeout: 30_000 });
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Champ de No de permis')).toHaveValue('referrerNumber');
  await expect(relais.getByLabel('Champ de Analyses prescrites')).toHaveValue('prerequisite');
  await expect(relais.getByLabel('Champ de CRP')).toHaveValue('finding');
  await expectAccessible(relais, 'columns of requests');
  await expectNoMissingText(relais, 'columns of requests');
  await relais.getByRole('tab', { name: 'Vérification' }).click();
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('v');
  await expect(relais.getByRole('tab', { name: /^À corriger/ })).toContainText('1', { timeout: 30_000 });
  await expect(relais.getByRole('row').filter({ hasText: 'Ipperciel' })).toContainText('Ce numéro de permis est celui d’un autre référent que celui qui est nommé.');
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('i');
  await expect(relais.getByText('1 ligne importée')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(relais, 'report of requests');

  await relais.getByRole('link', { name: 'Triage' }).click();
  await expect(relais.getByRole('heading', { name: /Hébert/ })).toBeVisible();
  await expect(relais.locator('.triage-words')).toContainText(`FSC ${tested}, VS prescrite`);
  await expect(relais.getByText('Anne Roy').first()).toBeVisible();
});
