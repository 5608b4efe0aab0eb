import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

/** Opens the demonstration clinic, where there is somebody to find, and goes to the registry. */
async function openRegistry(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explorer', exact: true }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Registre' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Registre' })).toBeVisible();
}

test('finding, opening and reading a record by the keyboard', async ({ relais: page }) => {
  await openRegistry(page);
  const search = page.getByRole('searchbox', { name: 'Rechercher un patient' });
  const grid = page.getByRole('grid', { name: 'Patients du registre' });
  await expect(search).toBeFocused();
  await expect(page.getByText('200 patients')).toBeVisible();
  await expectAccessible(page, 'registry');

  // Accents and order are forgiven; nobody is opened for having been typed near.
  await page.keyboard.type('"belnad"');
  await expect(page.getByText('0 réponse')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('maryse BELNAD');
  await expect(page.getByText(/^Personne ne s’écrit/)).toBeVisible();
  await expect(grid.getByRole('row', { name: /Nom d’orthographe voisine.*Béland, Maryse/ })).toBeVisible();
  await expectAccessible(page, 'registry, another spelling');
  await page.keyboard.press('Escape');
  await page.keyboard.type('maryse BELAND');
  await expect(grid.getByRole('row', { name: /Béland, Maryse/ })).toBeVisible();
  await expect(page.getByText('1 réponse')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(grid).toBeFocused();
  const peek = page.getByRole('complementary', { name: 'Aperçu du patient' });
  await expect(peek.getByRole('heading', { name: 'Béland, Maryse' })).toBeVisible();
  await expect(peek.getByRole('heading', { name: 'Rendez-vous' })).toBeVisible();
  await expectAccessible(page, 'registry with a glance');

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Béland, Maryse' })).toBeVisible();
  await expect(page.getByText(/^NAM BELM/)).toBeVisible();
  await expect(page.locator('.patients-summary')).toBeFocused();
  await expectAccessible(page, 'record');
  await expectNoMissingText(page, 'record');

  // Back to the list as it was left, the row chosen and the keyboard on it.
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('maryse BELAND');
  await expect(grid).toBeFocused();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(page.getByText('200 patients')).toBeVisible();

  // Enter in the field opens the first who answers to exactly what is typed.
  await page.keyboard.type('béland');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Béland/ })).toBeVisible();

  // Results: the latest of each test, one test alone, all of them.
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('tremblay');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Tremblay/ })).toBeVisible();
  const crp = page.getByRole('button', { name: 'Voir l’évolution de CRP' });
  await expect(crp).toBeVisible();
  await crp.focus();
  await page.keyboard.press('Enter');
  const results = page.getByRole('grid', { name: 'Résultats du patient' });
  await expect(page.getByText('Examen\u00A0: CRP')).toBeVisible();
  await expect(results.getByRole('row').nth(1)).toContainText('CRP');
  await expectAccessible(page, 'results of one test');
  await page.getByRole('button', { name: 'Retirer' }).click();
  await expect(results.getByRole('row', { name: /Hémoglobine/ }).first()).toBeVisible();
  await page.getByRole('tab', { name: /Résultats/ }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('heading', { name: 'Derniers résultats' })).toBeVisible();

  // Who is responsible: changed in the header, and put back by the key the toast offers.
  const responsible = page.getByRole('combobox', { name: 'Responsable' });
  const before = await responsible.inputValue();
  const other = await responsible.locator('option').evaluateAll((options, present) => options.map((one) => (one as HTMLOptionElement).value).find((value) => value !== '' && value !== present), before);
  await responsible.selectOption(other ?? '');
  await expect(page.getByText(/^Responsable\u00A0: .*\.$/)).toBeVisible();
  await expect(responsible).toHaveValue(other ?? '');
  await expectAccessible(page, 'record with somebody responsible');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('z');
  await expect(responsible).toHaveValue(before);
});

test('registering a person from her insurance number', async ({ relais: page }) => {
  await openRegistry(page);
  await page.keyboard.type('Quintal-Essai marie-ève');
  await expect(page.getByText(/^Personne ne répond à/)).toBeVisible();
  await expectAccessible(page, 'nobody found');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Inscrire cette personne' }).focus();
  await page.keyboard.press('Enter');

  // What was searched is there; what is missing is said at its field, and the first one has the keyboard.
  await expect(page.getByLabel('Nom de famille', { exact: true })).toHaveValue('Quintal-Essai');
  await expect(page.getByLabel('Prénom')).toHaveValue('Marie-Ève');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('La date de naissance est nécessaire.')).toBeVisible();
  await expect(page.getByLabel('Date de naissance')).toBeFocused();
  await expectAccessible(page, 'registration with errors');
  await expectNoMissingText(page, 'registration with errors');

  // A number of somebody else, then a doubtful one, then what it tells.
  const nam = page.getByLabel('NAM');
  await nam.fill('TREM 5853 1414');
  await expect(page.getByText(/Les trois premières lettres du NAM/)).toBeVisible();
  await nam.fill('QUIM 5853 1419');
  await expect(page.getByText(/NAM à vérifier/)).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Date de naissance')).toHaveValue('1958-03-14');
  await expect(page.getByRole('radio', { name: 'Femme' })).toBeChecked();
  await expect(page.getByText(/^14\smars\s1958\s·/)).toBeVisible();

  // A look elsewhere loses nothing.
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: 'Nouveau patient' }).first().click();
  await expect(page.getByText('Votre saisie a été reprise.')).toBeVisible();
  await expect(nam).toHaveValue('QUIM 5853 1419');

  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Dossier créé\u00A0: Quintal-Essai, Marie-Ève')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Quintal-Essai, Marie-Ève' })).toBeVisible();
  await expect(page.getByText('NAM QUIM 5853 1419')).toBeVisible();

  // The same person again: seen while typing, and one key from the record.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Nouveau patient' }).first().click();
  await page.getByLabel('Nom de famille', { exact: true }).fill('Quintal Essai');
  await page.getByLabel('Prénom').fill('Marie-Eve');
  await page.getByLabel('Date de naissance').fill('14/03/1958');
  await expect(page.getByText('même naissance', { exact: true })).toBeVisible();
  await expectAccessible(page, 'a likely duplicate');
  await page.keyboard.press('F4');
  await expect(page.getByRole('heading', { level: 1, name: 'Quintal-Essai, Marie-Ève' })).toBeVisible();
});

test('in English and in the dark', async ({ relais: page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openRegistry(page);
  await page.locator('.frame-user').click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('beland maryse');
  await expect(page.getByText('1 match')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary', { name: 'Patient at a glance' }).getByRole('heading', { name: 'Visits' })).toBeVisible();
  await expectAccessible(page, 'registry in English, dark');
  await expectNoMissingText(page, 'registry in English');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Béland, Maryse' })).toBeVisible();
  await expectAccessible(page, 'record in English, dark');
  await expectNoMissingText(page, 'record in English');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The family name is needed.')).toBeVisible();
  await expectAccessible(page, 'registration in English, dark');
  await expectNoMissingText(page, 'registration in English');
});
