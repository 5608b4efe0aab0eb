import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('a written advice leaves as a letter, the palette finds it again, and a pile is typed without the mouse', async ({ relais }) => {
  test.slow();
  await relais.getByRole('radio', { name: 'Rhumatologue', exact: true }).click();
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(relais.getByRole('button', { name: /Accepter B/ })).toBeVisible();
  const route = relais.getByRole('list', { name: 'Ordre proposé' });
  await expect(route.getByRole('listitem')).toHaveText([/Rhumatologue/, /Infirmière clinicienne/, /Ergothérapeute.*Préhension limitée/]);
  await route.getByRole('button', { name: 'Monter : Ergothérapeute' }).click();
  await expect(route.getByRole('listitem')).toHaveText([/Rhumatologue/, /Ergothérapeute/, /Infirmière clinicienne/]);

  await relais.keyboard.press('o');
  await relais.getByRole('radio', { name: 'Avis écrit' }).click();
  await relais.getByLabel(/^Motif/).fill('Déjà suivie ailleurs.');
  await relais.keyboard.press('Control+Enter');
  const panel = relais.getByRole('form', { name: 'Avis écrit au référent' });
  await expect(panel.getByLabel('Destinataire')).toBeFocused();
  await expect(panel.getByLabel('Destinataire')).toHaveValue(/Jean-Philippe Roy/);
  await panel.getByRole('radio', { name: 'English' }).click();
  await expect(panel.getByLabel('Texte')).toHaveValue(/Here is our advice/);
  await expectAccessible(relais, 'letter');
  await expectNoMissingText(relais, 'letter');
  const [download] = await Promise.all([relais.waitForEvent('download'), relais.keyboard.press('Control+Enter')]);
  expect(download.suggestedFilename()).toMatch(/Rheumatology advice.*Béland.*\.pdf$/);
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(relais.getByText(/avis écrit donné, lettre conservée/)).toBeVisible();
  await expect(relais.getByRole('grid')).toBeFocused();

  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('lettre');
  await expect(relais.getByRole('option', { name: 'Lettre' })).toHaveAttribute('aria-selected', 'true');
  await relais.keyboard.press('Enter');
  const earlier = relais.getByRole('list', { name: 'Lettres déjà écrites' }).getByRole('listitem');
  await expect(earlier).toHaveCount(1);
  await earlier.getByRole('button', { name: 'Reprendre la lettre' }).click();
  await expect(earlier).toHaveText(/reprise par/);
  await expect(relais.getByRole('form').getByText(/la demande se termine ainsi/)).toBeVisible();
  await relais.keyboard.press('Escape');

  await relais.keyboard.press('n');
  for (const patient of ['tremb', 'gagn']) {
    await expect(relais.getByRole('combobox', { name: 'Patient' })).toBeFocused();
    await relais.keyboard.type(patient);
    await expect(relais.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
    await relais.keyboard.press('Enter');
    if (patient === 'tremb') {
      await expect(relais.getByRole('combobox', { name: /^Référent/ })).toBeFocused();
      await relais.keyboard.type('roy');
      await expect(relais.getByRole('option', { name: /Roy/ }).first()).toHaveAttribute('aria-selected', 'true');
      await relais.keyboard.press('Enter');
    }
    await expect(relais.getByRole('button', { name: 'Changer' })).toHaveCount(2);
    await relais.keyboard.press('Control+Shift+Enter');
    await expect(relais.getByRole('button', { name: 'Changer' })).toHaveCount(1);
    await expect(relais.getByText(/Jean-Philippe Roy/)).toBeVisible();
  }
});
