import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { FirstStartPage } from './first-start-page.ts';

test('create a clinic, keep its recovery sheet, sign out and in again', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.begin();

  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Ce champ est nécessaire.')).toBeVisible();
  await expect(relais.getByLabel('Nom de la clinique')).toBeFocused();

  await start.fillClinic('Rhumatologie Rosemont');
  await start.fillPlace('06');
  await start.fillAdministrator();
  await start.create();

  const key = await start.readKey();
  expect(key).toHaveLength(8);
  for (const group of key) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);

  await start.copyByHand();
  await expect(relais.locator('.paper-key')).not.toContainText(key[0] ?? '');
  const resume = relais.locator('button[type="submit"]');
  await expect(resume).toHaveAttribute('aria-disabled', 'true');
  await start.typeBack(key);
  await expect(relais.getByText('La clinique est prête')).toBeVisible();
  await start.open();
  await expect(relais.locator('.frame-header')).toContainText('Rhumatologie Rosemont');

  await start.signOut();
  await start.signIn('ce mot de passe est faux');
  await expect(relais.getByText('ne convient pas')).toBeVisible();
  await start.signIn();
  await expect(relais.locator('.frame-header')).toContainText('Geneviève Lachance');
});

test('a weak password and a wrong group are refused, and typing is kept', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.begin();
  await start.fillClinic('Rhumatologie Rosemont');
  await start.fillPlace('06');
  await start.fillAdministrator();
  await relais.getByLabel('Mot de passe', { exact: true }).fill('rosemontrosemont');
  await relais.getByLabel('Mot de passe, encore').fill('rosemontrosemont');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Choisissez un mot de passe plus difficile à deviner.')).toBeVisible();
  await expect(relais.getByLabel('Prénom')).toHaveValue('Geneviève');

  await relais.getByRole('button', { name: 'Retour' }).click();
  await expect(relais.getByLabel('Région')).toHaveValue('06');
  await relais.locator('button[type="submit"]').click();
  await start.fillAdministrator();
  await start.create();
  await start.copyByHand();
  const group = relais.locator('.recovery-groups input').first();
  await group.fill('UUUUU');
  await expect(relais.getByText('Ce groupe ne correspond pas au papier.')).toBeVisible();
  await relais.getByRole('button', { name: 'Revoir la clé' }).click();
  await expect(relais.locator('.paper-key b').first()).not.toContainText('•');
});

test('only the sheet prints', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.begin();
  await start.fillClinic('Rhumatologie Rosemont');
  await start.fillPlace('06');
  await start.fillAdministrator();
  await start.create();
  await relais.emulateMedia({ media: 'print' });
  await expect(relais.locator('.paper')).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Imprimer' })).toBeHidden();
  await expect(relais.locator('.first-start-side')).toBeHidden();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`English, ${scheme}: every screen of the first start is accessible and has its texts`, async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'en-CA', colorScheme: scheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const check = async (screen: string): Promise<void> => {
      await expectAccessible(page, `${screen}, ${scheme}`);
      await expectNoMissingText(page, screen);
    };
    await page.goto(server.address);
    const start = new FirstStartPage(page, 'en');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-CA');
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    await check('start page');
    await start.begin();
    await check('clinic');
    await start.fillClinic('Rosemont Rheumatology');
    await check('place');
    await start.fillPlace('06');
    await start.fillAdministrator();
    await check('administrator');
    await start.create();
    const key = await start.readKey();
    await check('recovery sheet');
    await start.copyByHand();
    await check('recovery check');
    await start.typeBack(key);
    await check('opening');
    await start.open();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await check('frame and palette');
    await page.keyboard.press('Escape');
    await page.locator('.frame-user').click();
    await check('user menu');
    await page.keyboard.press('Escape');
    await start.signOut();
    await check('sign-in');
    await context.close();
  });
}

test('the page stores nothing on disk', async ({ relais }) => {
  await new FirstStartPage(relais, 'fr').createClinic();
  const kept = await relais.evaluate(async () => ({
    local: window.localStorage.length,
    session: window.sessionStorage.length,
    databases: (await window.indexedDB.databases()).length,
    caches: (await window.caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
});
