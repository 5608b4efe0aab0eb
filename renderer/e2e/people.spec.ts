import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';
import { administrator, FirstStartPage } from './first-start-page.ts';
import { startServer } from './server.ts';

const chosen = 'neuf tambours roses sous la pluie';

inClinic('a person is added, chooses a password, changes roles, is disabled; the administrator cannot leave alone', async ({ relais, server, browser }) => {
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Personnes' }).click();
  await relais.keyboard.press('n');
  await relais.getByLabel('Prénom').fill('Sophie');
  await relais.getByLabel('Nom de famille').fill('Gagnon');
  await expect(relais.getByLabel('Nom d’utilisateur')).toHaveValue('s.gagnon');
  await relais.getByLabel('Infirmière ou infirmier', { exact: true }).check();
  await relais.getByRole('group', { name: 'Langues parlées avec les patients' }).getByLabel('inuktitut').check();
  await relais.getByRole('button', { name: 'Créer le compte' }).click();

  const password = (await relais.locator('.account-secret dd').last().textContent()) ?? '';
  expect(password).toMatch(/^\S{19}$/);
  const noted = relais.getByRole('button', { name: 'C’est noté' });
  await expect(noted).toHaveAttribute('aria-disabled', 'true');
  await relais.getByLabel('Ou recopiez-le pour vérifier votre note').fill(password.toUpperCase().replaceAll('-', ' '));
  await noted.click();
  await expect(relais.getByText(password)).toBeHidden();
  await expect(relais.getByRole('row', { name: /Sophie Gagnon/ })).toContainText('Mot de passe temporaire');

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(server.address);
  await hers.getByLabel('Nom d’utilisateur').fill('s.gagnon');
  await hers.keyboard.press('Enter');
  await expect(hers.getByText('Ce champ est nécessaire.')).toHaveCount(1);
  await expect(hers.getByLabel('Mot de passe', { exact: true })).toBeFocused();
  await hers.getByLabel('Mot de passe', { exact: true }).fill(password);
  await hers.keyboard.press('Enter');
  await expect(hers.getByRole('heading', { name: 'Choisissez votre mot de passe' })).toBeVisible();
  await expectAccessible(hers, 'choosing a password');
  await hers.getByLabel('Nouveau mot de passe', { exact: true }).fill('motdepasse12');
  await hers.getByLabel('Nouveau mot de passe, encore').fill('motdepasse12');
  await hers.keyboard.press('Enter');
  await expect(hers.getByText('Choisissez un mot de passe plus difficile à deviner.')).toBeVisible();
  await hers.getByLabel('Nouveau mot de passe', { exact: true }).fill(chosen);
  await hers.getByLabel('Nouveau mot de passe, encore').fill(chosen);
  await hers.keyboard.press('Enter');
  await expect(hers.locator('.frame-header')).toContainText('Sophie Gagnon');
  await expect(hers.getByRole('link', { name: 'Admin.' })).toHaveCount(0);

  await relais.getByRole('button', { name: 'Geneviève Lachance', exact: true }).click();
  await relais.getByRole('group', { name: 'Rôles' }).getByLabel('Administration').uncheck();
  await relais.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(relais.getByText('C’est la seule personne qui administre la clinique.')).toBeVisible();

  // Another role is another first screen: a programme lead reads figures and no patient.
  await relais.getByRole('button', { name: 'Sophie Gagnon', exact: true }).click();
  await expect(relais.getByLabel('inuktitut')).toBeChecked();
  const roles = relais.getByRole('group', { name: 'Rôles' });
  await roles.getByLabel('Responsable de programme').check();
  await roles.getByLabel('Infirmière ou infirmier', { exact: true }).uncheck();
  await relais.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(relais.getByRole('row', { name: /Sophie Gagnon/ })).toContainText('Responsable de programme');
  await hers.reload();
  await expect(hers.getByRole('region', { name: 'Demandes ouvertes' })).toContainText('0');
  await expect(hers.getByRole('region', { name: 'Vues dans le délai' })).toContainText('trop peu de demandes');
  await expect(hers.getByRole('region', { name: 'Attente médiane' })).toContainText('De la réception à la première visite');
  await expect(hers.getByRole('link', { name: 'Registre' })).toHaveCount(0);
  await expectAccessible(hers, 'the first screen of a programme lead');
  await expectNoMissingText(hers, 'the first screen of a programme lead');

  await relais.getByRole('button', { name: 'Sophie Gagnon', exact: true }).click();
  await relais.getByRole('button', { name: 'Désactiver' }).click();
  await expect(relais.getByRole('row', { name: /Sophie Gagnon/ })).toContainText('Désactivé');
  await hers.reload();
  await expect(hers.getByLabel('Nom d’utilisateur')).toBeVisible();
  await hers.close();
});

inClinic('a forgotten password is replaced with the recovery sheet', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Serveur' }).click();
  await relais.getByRole('button', { name: 'Renouveler la feuille' }).click();
  await relais.getByRole('button', { name: 'Créer la nouvelle clé' }).click();
  await expect(relais.locator('.paper')).toBeVisible();
  const key = await start.readKey();
  await start.copyByHand();
  for (const label of await relais.locator('.recovery-groups label').allTextContents()) {
    await relais.getByLabel(label).fill(key[Number(/\d/.exec(label)?.[0]) - 1] ?? '');
  }
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Nouvelle feuille vérifiée.')).toBeVisible();

  await start.signOut();
  await relais.getByRole('button', { name: 'Mot de passe oublié' }).click();
  await relais.getByLabel('Clé de récupération').fill(key.join('').toLowerCase());
  await relais.getByLabel('Nom d’utilisateur').fill(administrator.login);
  await expect(relais.getByLabel('Clé de récupération')).toHaveValue(key.join(' '));
  await relais.getByLabel('Nouveau mot de passe', { exact: true }).fill(chosen);
  await relais.getByLabel('Nouveau mot de passe, encore').fill(chosen);
  await relais.keyboard.press('Enter');
  await expect(relais.locator('.frame-header')).toContainText('Geneviève Lachance');
  await start.signOut();
  await start.signIn(chosen);
  await expect(relais.locator('.frame-header')).toContainText('Geneviève Lachance');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`English, ${scheme}: people, server, one’s own account are accessible and have their texts`, async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'en-CA', colorScheme: scheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const check = async (screen: string): Promise<void> => {
      await expectAccessible(page, `${screen}, ${scheme}`);
      await expectNoMissingText(page, screen);
    };
    await page.goto(server.address);
    await new FirstStartPage(page, 'en').createClinic('Rosemont Rheumatology');
    await page.getByRole('link', { name: 'Admin.' }).click();
    await page.getByRole('tab', { name: 'People' }).click();
    await expect(page.getByRole('row', { name: /Lachance/ })).toBeVisible();
    await check('people');
    await page.getByRole('button', { name: 'Geneviève Lachance', exact: true }).click();
    await expect(page.getByLabel('Given name')).toBeFocused();
    await check('person');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Given name').fill('Sophie');
    await page.getByLabel('Family name').fill('Gagnon');
    await page.getByLabel('Pharmacist').check();
    await check('add a person');
    await page.getByRole('button', { name: 'Create the account' }).click();
    await expect(page.locator('.account-secret')).toBeVisible();
    await check('temporary password');
    await page.getByRole('tab', { name: 'Server' }).click();
    await expect(page.getByLabel('New passphrase', { exact: true })).toBeVisible();
    await check('server');
    await page.locator('.frame-user').click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await expect(page.getByText('This window')).toBeVisible();
    await check('my account');
    await context.close();
  });
}

test('the sheet and a backup bring the clinic back on another computer', async ({ relais, server }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.begin();
  await start.fillClinic('Rhumatologie Rosemont');
  await start.fillPlace('06');
  await start.fillAdministrator();
  await start.create();
  const key = await start.readKey();
  await start.copyByHand();
  await start.typeBack(key);
  await start.open();
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Sauvegardes' }).click();
  await relais.getByRole('button', { name: /Sauvegarder maintenant/ }).click();
  const clinics = join(server.dataDirectory, 'clinics');
  const folder = join(clinics, readdirSync(clinics)[0] ?? '', 'backups');
  await expect.poll(() => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.relais-backup')).length : 0)).toBe(1);
  const backup = join(folder, readdirSync(folder).find((name) => name.endsWith('.relais-backup')) ?? '');

  const elsewhere = await startServer();
  try {
    await relais.goto(elsewhere.address);
    await relais.getByRole('button', { name: 'Restaurer une clinique' }).click();
    await expectAccessible(relais, 'restoring');
    await relais.getByLabel('Fichier de sauvegarde').setInputFiles(backup);
    await relais.getByLabel('Clé de récupération').fill(key.join(' '));
    await relais.keyboard.press('Enter');
    await expect(relais.getByText('La sauvegarde de « Rhumatologie Rosemont » tient.')).toBeVisible({ timeout: 30_000 });
    await expectNoMissingText(relais, 'rehearsal');
    await relais.getByRole('button', { name: 'Restaurer', exact: true }).click();
    await expect(relais.getByLabel('Nom d’utilisateur')).toBeVisible({ timeout: 30_000 });
    await start.signIn();
    await expect(relais.locator('.frame-header')).toContainText('Geneviève Lachance');
  } finally {
    await elsewhere.stop();
  }
});
