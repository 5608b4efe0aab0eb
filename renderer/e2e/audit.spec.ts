import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';
import { FirstStartPage } from './first-start-page.ts';
import type { TestServer } from './server.ts';

/** Folder of the only clinic of a journey. */
function clinicFolder(server: TestServer): string {
  const clinics = join(server.dataDirectory, 'clinics');
  return join(clinics, readdirSync(clinics)[0]!);
}

inClinic('the trail is verified, its head kept, and a report tells who did what', async ({ relais, server }) => {
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Journal' }).click();
  await expect(relais.getByRole('tab', { name: 'Journal' })).toHaveAttribute('aria-selected', 'true');

  await relais.getByRole('button', { name: 'Vérifier' }).click();
  await expect(relais.getByText(/Le journal est entier\s: \d+ lignes/)).toBeVisible();
  await expect(relais.getByText('Première vérification')).toBeVisible();
  await relais.keyboard.press('v');
  await expect(relais.getByText(/Comparé à 1 vérification précédente/)).toBeVisible();
  const heads = join(clinicFolder(server), 'audit-heads.json');
  expect(existsSync(heads)).toBe(true);

  const table = relais.getByRole('table');
  await expect(table.getByText('Journal vérifié')).toHaveCount(2);
  await expect(table.getByText('Compte créé')).toBeVisible();
  await expectAccessible(relais, 'audit trail');
  await expectNoMissingText(relais, 'audit trail');

  await relais.getByRole('radio', { name: 'Une personne' }).click();
  await expect(relais.getByText('Choisissez la personne')).toBeVisible();
  await relais.getByLabel('Personne', { exact: true }).selectOption({ label: 'Geneviève Lachance (g.lachance)' });
  await expect(table.getByText('Compte créé')).toBeVisible();
  // A day as one writes it; until it is one, the question stays.
  await relais.getByLabel('Au (inclus)').fill('31 décembre');
  await expect(table.getByText('Compte créé')).toBeVisible();
  await relais.getByLabel('Au (inclus)').fill('31 décembre 2019');
  await expect(relais.getByText('Rien dans cette période.')).toBeVisible();
  await relais.getByLabel('Au (inclus)').fill('');
  await expect(table.getByText('Compte créé')).toBeVisible();
  await relais.getByRole('radio', { name: 'Un patient' }).click();
  await relais.getByRole('combobox', { name: 'Patient' }).fill('Tremb');
  await expect(relais.getByText('Personne ne correspond.')).toBeVisible();

  // Somebody alters the file of earlier heads.
  writeFileSync(heads, readFileSync(heads, 'utf8').replace(/"seq": \d+/, '"seq": 0'));
  await relais.getByRole('button', { name: 'Vérifier' }).click();
  await expect(relais.getByText('audit-heads.json')).toBeVisible();
});

inClinic('a backup is made, listed as verified, tried again, and a folder that is not there is refused', async ({ relais, server }) => {
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Sauvegardes' }).click();
  await expect(relais.getByText('Aucune sauvegarde dans ce dossier.')).toBeVisible();
  await expect(relais.getByText(/sur le même disque que la clinique/)).toBeVisible();

  await relais.keyboard.press('n');
  await expect(relais.getByText(/^Entière/)).toBeVisible({ timeout: 30_000 });
  await expect(relais.getByRole('cell', { name: 'À la main' })).toBeVisible();
  const folder = join(clinicFolder(server), 'backups');
  const [name] = readdirSync(folder);
  expect(readdirSync(folder)).toHaveLength(1);
  await expectAccessible(relais, 'backups');
  await expectNoMissingText(relais, 'backups');

  writeFileSync(join(folder, name!), readFileSync(join(folder, name!)).subarray(0, 5000));
  await relais.getByRole('cell', { name: 'Vérifier' }).getByRole('button').click();
  await expect(relais.getByText(/ne convient pas/)).toBeVisible({ timeout: 30_000 });

  await relais.getByLabel(/^Dossier/).fill('/nulle/part');
  await relais.getByLabel('Heure').selectOption({ label: '9 h 00' });
  await relais.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(relais.getByText('Ce dossier n’existe pas sur l’ordinateur')).toBeVisible();
  await relais.getByLabel(/^Dossier/).fill(server.dataDirectory);
  await relais.getByLabel('Nombre gardé').fill('7');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Réglages enregistrés')).toBeVisible();
  await expect(relais.getByText(`Dans ${server.dataDirectory}`)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`administration in English, ${theme}, is accessible and complete`, async ({ relais }) => {
    await relais.emulateMedia({ colorScheme: theme });
    await relais.getByRole('button', { name: 'English' }).click();
    await new FirstStartPage(relais, 'en').createClinic('Rosemont Rheumatology');
    await relais.getByRole('link', { name: 'Admin.' }).click();
    await relais.getByRole('tab', { name: 'Audit trail' }).click();
    await relais.getByRole('button', { name: 'Verify' }).click();
    await expect(relais.getByText(/The trail is whole/)).toBeVisible();
    await expectAccessible(relais, `audit trail, ${theme}`);
    await expectNoMissingText(relais, `audit trail, ${theme}`);
    await relais.getByRole('tab', { name: 'Backups' }).click();
    await relais.getByRole('button', { name: 'Back up now' }).click();
    await expect(relais.getByText(/^Whole/)).toBeVisible({ timeout: 30_000 });
    await expectAccessible(relais, `backups, ${theme}`);
    await expectNoMissingText(relais, `backups, ${theme}`);
  });
}
