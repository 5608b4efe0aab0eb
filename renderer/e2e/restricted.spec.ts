import type { Page } from '@playwright/test';
import { administrator, clinicWithAnOpening } from './clinic-with-an-opening.ts';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { startServer } from './server.ts';

/** Opens the demonstration as one of its people. */
async function enterAs(page: Page, persona: string): Promise<void> {
  await page.getByRole('radio', { name: persona, exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame')).toBeVisible({ timeout: 60_000 });
}

/** Finds a person by the palette and opens their record, from the keyboard. */
async function openRecord(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
  await expect(page.getByRole('option', { selected: true })).toContainText('Gagné, Éric');
  await page.keyboard.press('Enter');
}

test('a record is restricted; a colleague meets its door, opens it by exception, and the care team sees that', async ({ relais, server, browser }) => {
  await enterAs(relais, 'Rhumatologue');
  await openRecord(relais, 'gagne eric');
  await relais.getByRole('tab', { name: 'Accès' }).click();
  await expect(relais.getByText('Ce dossier n’est pas restreint')).toBeVisible();
  await relais.getByRole('button', { name: 'Restreindre ce dossier' }).click();
  await relais.getByRole('button', { name: 'Restreindre', exact: true }).click();
  await expect(relais.getByText('Ce champ est nécessaire').first()).toBeVisible();
  await relais.getByLabel('Raison').selectOption({ label: 'Demande écrite de la personne' });
  await relais.getByLabel('En quelques mots').fill('Demande signée du 12 novembre');
  await relais.getByRole('button', { name: 'Restreindre', exact: true }).click();
  await expect(relais.getByText('a restreint le dossier')).toBeVisible();
  await expect(relais.locator('.patients-header').getByText('Dossier restreint')).toBeVisible();
  await expectAccessible(relais, 'access of a restricted record');
  await expectNoMissingText(relais, 'access of a restricted record');

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(server.address);
  await enterAs(hers, 'Secrétaire');
  await openRecord(hers, 'gagne eric');
  await expect(hers.getByRole('heading', { name: 'Ce dossier est restreint' })).toBeVisible();
  await expect(hers.getByText('Gagné, Éric')).toBeVisible();
  await expectAccessible(hers, 'door of a restricted record');
  await expectNoMissingText(hers, 'door of a restricted record');
  // Booking stays one key away.
  await expect(hers.getByRole('button', { name: 'Prendre rendez-vous' })).toBeVisible();

  await hers.getByRole('button', { name: 'Ouvrir pour 60 minutes' }).click();
  await expect(hers.getByText('Ce champ est nécessaire').first()).toBeVisible();
  await hers.getByLabel('Raison').focus();
  await hers.keyboard.type('Joindre');
  await hers.keyboard.press('Tab');
  await hers.keyboard.type('Rappeler la personne au sujet de sa visite');
  await hers.keyboard.press('Tab');
  await hers.keyboard.press('Enter');
  await expect(hers.getByText(/Ouvert par exception jusqu’à \d+\sh\s\d\d/)).toBeVisible();
  await expect(hers.getByRole('heading', { name: 'Gagné, Éric' })).toBeVisible();
  await hers.close();

  await relais.reload();
  await relais.getByRole('link', { name: 'Registre' }).click();
  await openRecord(relais, 'gagne eric');
  await expect(relais.getByText('Ouvert par exception 1 fois depuis 30 jours.')).toBeVisible();
  await relais.getByRole('link', { name: 'Voir les accès' }).click();
  await expect(relais.getByRole('row', { name: /Rappeler la personne/ })).toContainText('à examiner');

  // The person asks for a copy of all that is kept.
  await relais.getByRole('button', { name: 'Remettre une copie du dossier' }).press('Enter');
  await relais.getByRole('button', { name: 'Faire la copie' }).press('Enter');
  await expect(relais.getByText('Ce champ est nécessaire').first()).toBeVisible();
  await relais.getByLabel('Remise à').fill('Éric Gagné');
  await relais.getByLabel('Pourquoi').fill('Demande écrite du 12 novembre');
  await relais.getByLabel('Phrase secrète', { exact: true }).fill('quatre chevaux sous la pluie');
  await expectAccessible(relais, 'a copy of the record');
  await expectNoMissingText(relais, 'a copy of the record');
  const download = relais.waitForEvent('download');
  await relais.getByRole('button', { name: 'Faire la copie' }).press('Enter');
  expect((await download).suggestedFilename()).toMatch(/^relais-dossier-.*\.zip$/);
  await expect(relais.getByRole('row', { name: /Éric Gagné/ })).toContainText('La personne elle-même');
});

test('whoever reads the trail is told of an opening by exception, and reviews it', async ({ page, complaints }) => {
  const { directory, remove } = await clinicWithAnOpening();
  const server = await startServer({ clinic: directory });
  try {
    await page.goto(server.address);
    await page.getByLabel('Nom d’utilisateur').fill(administrator.login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.getByText('1 dossier restreint a été ouvert par exception.').waitFor();
    await page.getByRole('link', { name: 'Examiner' }).click();
    await expect(page.getByRole('tab', { name: 'Journal' })).toContainText('1');
    const sheet = page.getByRole('region', { name: 'Dossiers restreints ouverts par exception' });
    await expect(sheet.getByRole('row', { name: /Béland, Maryse/ })).toContainText('Appel de l’urgence');
    await expectAccessible(page, 'openings to review');
    await expectNoMissingText(page, 'openings to review');
    await sheet.getByRole('button', { name: /^Examiner/ }).press('Enter');
    await page.keyboard.type('Vu avec elle, justifié');
    await page.keyboard.press('Enter');
    await expect(sheet.getByText('Aucune ouverture à examiner.')).toBeVisible();
    await sheet.getByText('Toutes').click();
    await expect(sheet.getByText('Vu avec elle, justifié')).toBeVisible();
    await page.reload();
    await expect(page.locator('.frame')).toBeVisible();
    await expect(page.getByText('ouvert par exception.')).toHaveCount(0);
    expect(complaints).toEqual([]);
  } finally {
    // A page left open would notice that its host has gone.
    await page.close();
    await server.stop();
    remove();
  }
});
