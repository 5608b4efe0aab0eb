import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';
import { administrator, FirstStartPage } from './first-start-page.ts';

test('locking veils everything but the clinic, and unlocking gives back screen, focus and typing', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.createClinic();
  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('button', { name: 'Nouveau patient' }).first().click();
  const name = relais.getByLabel('Nom de famille', { exact: true });
  await name.fill('Béland-Vigneault');
  await relais.keyboard.press('Home');
  await relais.keyboard.press('Control+l');

  const password = relais.getByLabel('Mot de passe de Geneviève Lachance');
  await expect(password).toBeFocused();
  await expect(relais.getByRole('heading', { name: 'Rhumatologie Rosemont' })).toBeVisible();
  await expect(relais.locator('.frame')).toBeHidden();
  await expect(relais.locator('.frame-header')).toBeHidden();
  expect(await relais.locator('body').ariaSnapshot()).not.toContain('Registre');
  await expectAccessible(relais, 'lock');
  // Neither Escape nor the keys of the page below reach it.
  await relais.keyboard.press('Escape');
  await relais.keyboard.press('Escape');
  await relais.keyboard.press('Control+k');
  await expect(password).toBeFocused();

  await password.fill('ce mot de passe est faux');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Ce mot de passe ne convient pas.')).toBeVisible();
  await password.fill(administrator.password);
  await relais.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Béland-Vigneault');
  expect(await name.evaluate((input) => (input instanceof HTMLInputElement ? input.selectionStart : -1))).toBe(0);
});

inClinic('a locked session cannot be passed by loading the page again, nor from another window of the browser', async ({ relais, context }) => {
  const other = await context.newPage();
  await other.goto(new URL('/', relais.url()).href);
  await expect(other.locator('.frame-header')).toBeVisible();
  await relais.getByRole('button', { name: 'Verrouiller maintenant' }).click();
  await expect(relais.getByRole('button', { name: 'Déverrouiller' })).toBeVisible();
  await relais.reload();
  await expect(relais.getByRole('button', { name: 'Déverrouiller' })).toBeVisible();
  await expect(relais.locator('.frame')).toBeHidden();
  // The other window hears of it by itself.
  await expect(other.getByRole('button', { name: 'Déverrouiller' })).toBeVisible();
  await other.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(other.getByLabel('Nom d’utilisateur')).toBeVisible();
});

test('the page locks by itself after the minutes the administrator set', async ({ relais }) => {
  await relais.clock.install();
  await relais.reload();
  await new FirstStartPage(relais, 'fr').createClinic();
  await expect(relais.getByRole('button', { name: 'Verrouiller maintenant' })).toContainText('10 min');
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Serveur' }).click();
  await relais.getByLabel('Minutes sans activité').fill('2');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('button', { name: 'Verrouiller maintenant' })).toContainText('2 min');
  await relais.clock.runFor('01:50');
  await expect(relais.locator('.frame')).toBeVisible();
  await relais.clock.runFor('00:20');
  await expect(relais.getByLabel('Mot de passe de Geneviève Lachance')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`English, ${scheme}: the lock and the forgotten password are accessible and have their texts`, async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'en-CA', colorScheme: scheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(server.address);
    const start = new FirstStartPage(page, 'en');
    await start.createClinic('Rosemont Rheumatology');
    await page.keyboard.press('Control+l');
    await expect(page.getByLabel('Password of Geneviève Lachance')).toBeFocused();
    await expectAccessible(page, `lock, ${scheme}`);
    await expectNoMissingText(page, 'lock');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Forgotten password' }).click();
    await expect(page.getByLabel('Recovery key')).toBeFocused();
    await expectAccessible(page, `forgotten password, ${scheme}`);
    await expectNoMissingText(page, 'forgotten password');
    await context.close();
  });
}
