import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('a file leaves encrypted: what, why, under which passphrase; it is on record', async ({ relais }) => {
  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('Exportations');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('heading', { name: 'Exportations' })).toBeVisible();
  await expect(relais.getByText(/^Sortiront/)).toContainText('0 personne');
  await expect(relais.getByText('Rien n’est encore sorti.')).toBeVisible();
  await expectNoMissingText(relais, 'exports');
  await expectAccessible(relais, 'exports');

  const send = relais.getByRole('button', { name: 'Exporter' });
  await relais.getByLabel('Raison').selectOption({ label: 'Recherche' });
  await send.click();
  await expect(relais.getByText('Cette raison demande des précisions.')).toBeVisible();
  await expect(relais.getByText('Au moins 12 caractères.')).toBeVisible();
  await relais.getByLabel('Précisions').fill('Projet 2026-114');
  await relais.getByLabel('Phrase secrète du fichier').fill('quatre pommes sous le banc vert');
  const downloading = relais.waitForEvent('download');
  await send.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^relais-xlsx-\d{4}-\d{2}-\d{2}\.zip$/);
  const bytes = await readFile(await download.path());
  // A zip whose entry is encrypted with AES (method 99).
  expect([bytes.readUInt32LE(0), bytes.readUInt16LE(8)]).toEqual([0x04034b50, 99]);
  await expect(relais.getByRole('listitem').filter({ hasText: 'Recherche, par' })).toContainText('chiffré');
  await expect(relais.getByText('Projet 2026-114', { exact: true }).last()).toBeVisible();

  // Research: a study is put on record; of nobody who consented nothing leaves.
  await relais.getByRole('tab', { name: 'Recherche' }).click();
  await expect(relais.getByRole('heading', { name: 'Extraits de recherche' })).toBeVisible();
  await relais.getByLabel('Nom de l’étude').fill('Étude 114');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Moins de personnes que le seuil de l’étude')).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Faire l’extrait' })).toHaveAttribute('aria-disabled', 'true');
  await expectNoMissingText(relais, 'research');
  await expectAccessible(relais, 'research');

  // From the registry: whom it shows under its filters. Nobody is on file here; the choice is what counts.
  await relais.getByRole('navigation').getByRole('link', { name: /Registre/ }).click();
  await expect(relais.getByRole('heading', { name: 'Registre' })).toBeVisible();
  await relais.getByRole('searchbox').fill('tremblay');
  await relais.keyboard.press('Escape');
  await relais.getByRole('button', { name: 'Exporter' }).click();
  await expect(relais.getByRole('heading', { name: 'Exportations' })).toBeVisible();
});
