import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

const bundlePath = (name: string): string => fileURLToPath(new URL(`../../main/imports/testing/${name}`, import.meta.url));
const bundles = ['p01.json', 'p19.json'];

/** Observations in both bundles, counted from the files themselves. */
const observations = bundles
  .flatMap((name) => (JSON.parse(readFileSync(bundlePath(name), 'utf8')) as { entry: { resource: { resourceType: string } }[] }).entry)
  .filter(({ resource }) => resource.resourceType === 'Observation').length;

/** To the imports by the palette, with the keyboard. */
async function goToImports(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import');
  await page.keyboard.press('Enter');
  await expect(page.locator('.imports-drop button')).toBeFocused();
}

async function choose(page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(files);
}

inClinic('two bundles twice: everything is created once, then nothing changes', async ({ relais }) => {
  await goToImports(relais);
  await expectNoMissingText(relais, 'imports');
  await expectAccessible(relais, 'imports, empty');

  await choose(relais, bundles.map(bundlePath));
  await expect(relais.getByRole('list', { name: 'Fichiers choisis' }).getByRole('listitem')).toHaveCount(2);
  await relais.keyboard.press('i');
  await expect(relais.getByText('Import terminé.')).toBeVisible({ timeout: 30_000 });
  const results = relais.getByRole('row', { name: /^Résultats/ });
  await expect(results.getByRole('cell')).toHaveText([/Résultats/, String(observations), '0', '0']);
  await expect(relais.getByText(/0 refusé/)).toBeVisible();
  await expectNoMissingText(relais, 'report');
  await expectAccessible(relais, 'report');

  await choose(relais, bundles.map(bundlePath));
  await relais.keyboard.press('i');
  await expect(results.getByRole('cell')).toHaveText([/Résultats/, '0', '0', String(observations)], { timeout: 30_000 });
  await expect(relais.getByText(/0 créé · 0 mis à jour/)).toBeVisible();

  // The first report is still there to be read.
  const earlier = relais.getByRole('region', { name: 'Imports précédents' }).getByRole('button');
  await expect(earlier).toHaveCount(2);
  await earlier.last().click();
  await expect(results.getByRole('cell')).toHaveText([/Résultats/, String(observations), '0', '0']);

  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('oconnell');
  await expect(relais.getByRole('option').first()).toContainText("O'Connell");
  await relais.keyboard.press('Escape');

  // There and back by the bar of the registry, with the keyboard.
  await relais.getByRole('button', { name: 'Registre' }).click();
  await expect(relais.getByRole('row').filter({ hasText: 'Marvin' })).toBeVisible();
  await relais.getByRole('heading', { level: 1 }).click();
  await relais.keyboard.press('i');
  await expect(relais.getByRole('heading', { name: 'Importer des dossiers' })).toBeVisible();
});

inClinic('what cannot be taken is said, with its place and the reason, in both languages', async ({ relais, complaints }) => {
  await goToImports(relais);
  const bundle = {
    resourceType: 'Bundle', type: 'collection',
    entry: [
      { resource: { resourceType: 'Patient', id: '1', name: [{ family: 'Roy' }], birthDate: '1985-02-30' } },
      { resource: { resourceType: 'Condition', subject: { reference: 'Patient/1' }, code: { text: 'Goutte' } } },
      { resource: { resourceType: 'Encounter', id: 'e' } },
    ],
  };
  await choose(relais, [
    { name: 'lot.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) },
    { name: 'liste.json', mimeType: 'application/json', buffer: Buffer.from('nom;prénom') },
    { name: 'rien.json', mimeType: 'application/json', buffer: Buffer.from('[1]') },
  ]);
  await relais.keyboard.press('i');
  await expect(relais.getByText('Un tableau s’importe seul : déposez-le à part.')).toBeVisible();
  await expect(relais.getByText(/^Ce n’est ni un fichier FHIR/)).toBeVisible();
  // The browser notes every refused request by itself; this one was meant.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('415')]);
  await relais.getByRole('button', { name: 'Retirer rien.json' }).click();
  await relais.getByRole('button', { name: 'Retirer liste.json' }).click();
  await relais.keyboard.press('i');

  const table = relais.getByRole('region', { name: 'Éléments refusés' });
  await expect(table.getByRole('row').nth(1).getByRole('cell')).toHaveText(['lot.json', 'entry[0].resource.birthDate', /^Cette date est impossible/], { timeout: 30_000 });
  await expect(table.getByRole('row').nth(2).getByRole('cell')).toHaveText(['lot.json', 'entry[1].resource', 'Le patient désigné a été refusé.']);
  await expect(relais.getByRole('listitem').filter({ hasText: 'Encounter' })).toContainText('Rencontres');

  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await relais.keyboard.press('Escape');
  await expect(table.or(relais.getByRole('region', { name: 'Rejected items' })).getByRole('row').nth(2)).toContainText('The patient it points at was rejected.');
  await expectAccessible(relais, 'report with rejections, English, dark');
});
