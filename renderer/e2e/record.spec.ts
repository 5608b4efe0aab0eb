import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';
import { FirstStartPage } from './first-start-page.ts';

/** Registers Maryse Béland; her record is open. */
async function register(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await page.getByLabel('Nom de famille', { exact: true }).fill('Béland');
  await page.getByLabel('Prénom', { exact: true }).fill('Maryse');
  await page.getByLabel('Date de naissance').fill('1958-03-14');
  await page.getByRole('radio', { name: 'Femme' }).click();
  await page.getByLabel('Téléphone').fill('514 555-0101');
  await page.getByLabel('Ville').fill('Laval');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Béland, Maryse', level: 1 })).toBeVisible();
}

/** Opens the form of the open record by its key. */
async function edit(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /^Béland/, level: 1 })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: /^Modifier/ })).toBeVisible();
}

/** The same clinic at another workstation. */
async function secondWorkstation(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 }, storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(new URL(page.url()).origin);
  await other.getByRole('link', { name: 'Registre' }).click();
  await other.getByRole('row', { name: /Béland/ }).click();
  await other.keyboard.press('Enter');
  return other;
}

inClinic('a record is corrected from the keyboard, its history tells it, and Z takes it back', async ({ relais }) => {
  await register(relais);
  await edit(relais);
  await expectAccessible(relais, 'editing a record');
  await expectNoMissingText(relais, 'editing a record');

  await relais.getByLabel('Ville').fill('Longueuil');
  await relais.getByLabel('Téléphone').fill('555-01');
  await expect(relais.getByText('À vérifier : ce numéro n’a pas la forme d’un téléphone.')).toBeVisible();
  await relais.getByLabel('Date de naissance').fill('1891-03-14');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Cette naissance remonte à plus de 125 ans : vérifiez l’année.')).toBeVisible();
  await expect(relais.getByLabel('Date de naissance')).toBeFocused();
  await relais.getByLabel('Date de naissance').fill('mars 1958');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Fiche modifiée : Béland, Maryse')).toBeVisible();
  await expect(relais.getByText('mars 1958').first()).toBeVisible();

  await relais.getByRole('tab', { name: 'Historique' }).click();
  const history = relais.getByRole('table', { name: 'Historique du dossier' });
  await expect(history.getByRole('row').nth(1)).toContainText(/Ville\s: Laval/);
  await expect(history.getByRole('row').nth(1)).toContainText('Longueuil');
  await expect(history.getByRole('row').last()).toContainText('Fiche créée');
  await expectAccessible(relais, 'history of a record');
  await relais.keyboard.press('z');
  await expect(history.getByRole('row').nth(1)).toContainText('Annulation');
  await relais.getByRole('tab', { name: 'Résumé' }).click();
  await expect(relais.getByText('14 mars 1958').first()).toBeVisible();
  await expect(relais.getByText('Laval')).toBeVisible();
});

inClinic('numbers are added and ended as rows; a French number is checked and found', async ({ relais }) => {
  await register(relais);
  await edit(relais);
  await relais.getByRole('button', { name: 'Ajouter : NIR ou INS' }).click();
  const nir = relais.getByRole('textbox', { name: 'NIR ou INS', exact: true });
  await expect(nir).toBeFocused();
  await nir.fill('2 58 03 67 482 145 00');
  await expect(relais.getByText('La clé ne correspond pas')).toBeVisible();
  await nir.fill('1580367482145');
  await expect(relais.getByText('Le premier chiffre ne correspond pas au sexe administratif.')).toBeVisible();
  await nir.fill('2580367482145');
  await nir.blur();
  await expect(nir).toHaveValue(/^2 58 03 67 482 145 \d\d$/);
  await relais.getByRole('checkbox', { name: /INS qualifiée/ }).check();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Une INS n’est qualifiée que pour une identité vérifiée').first()).toBeVisible();
  await relais.getByLabel('Pièce d’identité vue').selectOption('passport');
  await relais.getByLabel('Identité vérifiée le').fill('2026-01-15');
  await expectAccessible(relais, 'a qualified INS');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText(/^INS 2\s58\s03\s67\s482\s145/)).toBeVisible();

  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByPlaceholder(/Nom, NAM/).fill('2 58 03 67 482 145');
  await relais.getByRole('row', { name: /Béland/ }).click();
  await expect(relais.locator('.patients-peek')).toContainText('2\u00A058\u00A0••');
});

inClinic('two people on one record: what does not collide is merged and shown, what collides is chosen, nothing is lost', async ({ relais, browser }) => {
  await register(relais);
  const other = await secondWorkstation(browser, relais);
  await edit(relais);
  await edit(other);

  await other.getByLabel('Ville').fill('Québec');
  await other.getByLabel('Courriel').fill('maryse@exemple.ca');
  await other.keyboard.press('Control+Enter');
  await expect(other.getByText('Fiche modifiée')).toBeVisible();

  await relais.getByLabel('Ville').fill('Lévis');
  await relais.getByLabel('Téléphone').fill('418 555-0199');
  await relais.keyboard.press('Control+Enter');
  const conflict = relais.locator('.patients-conflict');
  await expect(conflict).toContainText('Geneviève Lachance a modifié cette fiche');
  await expect(conflict.getByRole('radio', { name: 'Lévis (vous)' })).toBeFocused();
  await expect(conflict).toContainText('Courriel : rien → maryse@exemple.ca');
  await expectAccessible(relais, 'two people on one record');
  // What was typed is there, what the other wrote is taken over, and nothing is saved before one has chosen.
  await expect(relais.getByLabel('Téléphone')).toHaveValue('418 555-0199');
  await expect(relais.getByLabel('Courriel')).toHaveValue('maryse@exemple.ca');
  await relais.keyboard.press('Control+Enter');
  await expect(conflict).toBeVisible();
  await conflict.getByRole('radio', { name: 'Québec (Geneviève Lachance)' }).check();
  await expect(relais.getByLabel('Ville')).toHaveValue('Québec');
  await conflict.getByRole('radio', { name: 'Lévis (vous)' }).check();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Fiche modifiée')).toBeVisible();
  for (const kept of ['Lévis', '418 555-0199', 'maryse@exemple.ca']) await expect(relais.getByText(kept).first()).toBeVisible();
  // The other desk, which has the record open, shows it by itself.
  await expect(other.getByText('Lévis').first()).toBeVisible();
  await expect(other.getByText('418 555-0199').first()).toBeVisible();
  await other.context().close();
});

test('an edit left is offered again, and is brought to the record as somebody else left it', async ({ relais, server, browser }) => {
  const open = async (page: Page, role: string): Promise<void> => {
    await page.getByRole('radio', { name: role, exact: true }).click();
    await page.getByRole('button', { name: 'Explorer' }).click();
    await expect(page.locator('.frame')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Registre' }).click();
    await page.getByRole('row', { name: /Béland, Maryse/ }).click();
    await page.keyboard.press('Enter');
  };
  test.slow();
  await open(relais, 'Secrétaire');
  await edit(relais);
  await relais.getByLabel('Ville').fill('Lévis');
  await relais.getByLabel('Ville').blur();
  await relais.waitForTimeout(1200);
  await relais.keyboard.press('Escape');

  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 } });
  const other = await context.newPage();
  await other.goto(server.address);
  await open(other, 'IPS');
  await edit(other);
  await other.getByLabel('Téléphone').fill('418 555-0199');
  await other.keyboard.press('Control+Enter');
  await expect(other.getByText('Fiche modifiée')).toBeVisible();
  await context.close();

  await edit(relais);
  await relais.getByRole('button', { name: 'Reprendre' }).click();
  await expect(relais.getByLabel('Ville')).toHaveValue('Lévis');
  // Saved before the page has read the record again, both edits are shown together first: saving once more keeps them.
  await expect(async () => {
    await relais.keyboard.press('Control+Enter');
    await expect(relais.getByText('Fiche modifiée')).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect(relais.getByText('418 555-0199').first()).toBeVisible();
  await expect(relais.getByText('Lévis').first()).toBeVisible();
});

test('in France a person is registered with the NIR, checked as it is typed, and the record shows it first', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.begin();
  await start.fillClinic('Rhumatologie de Lyon');
  await relais.getByRole('radio', { name: 'France' }).click();
  await relais.locator('button[type="submit"]').click();
  await start.fillAdministrator();
  await start.create();
  const key = await start.readKey();
  await start.copyByHand();
  await start.typeBack(key);
  await start.open();

  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  const nir = relais.getByLabel('NIR ou INS');
  await expect(nir).toBeFocused();
  await expect(relais.getByLabel('NAM')).toHaveCount(0);
  await nir.fill('1 57 01 67 482 154 62');
  await expect(relais.getByText('La clé ne correspond pas')).toBeVisible();
  await nir.fill('157016748214562');
  await expect(relais.getByText('La clé ne correspond pas')).toBeHidden();
  await relais.getByLabel('Nom de famille', { exact: true }).fill('Lefèvre');
  await expect(nir).toHaveValue('1 57 01 67 482 145 62');
  await relais.getByLabel('Prénom', { exact: true }).fill('Luc');
  await relais.getByLabel('Date de naissance').fill('1957-01-23');
  await relais.getByRole('radio', { name: 'Homme' }).click();
  await expectAccessible(relais, 'registration in France');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: 'Lefèvre, Luc', level: 1 })).toBeVisible();
  await expect(relais.getByText(/^NIR 1\s57\s01\s67\s482\s145\s62$/)).toBeVisible();
  await expect(relais.getByText('Sans NAM')).toBeHidden();
});
