import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

/** Opens the demonstration as one of its people. */
async function enterAs(page: Page, persona: string): Promise<void> {
  await page.getByRole('radio', { name: persona, exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
}

test('a message prepared by a rule is changed, let leave, taken back and printed; the person wants no more of them', async ({ relais: page }) => {
  await enterAs(page, 'Secrétaire');
  await page.getByRole('link', { name: 'Messages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible();
  const letters = page.getByRole('row').filter({ hasText: 'Lettre' });
  await expect(letters.first()).toBeVisible();
  await letters.first().click();
  const panel = page.getByRole('complementary', { name: 'Message' });
  const name = await panel.getByRole('heading', { level: 2 }).innerText();
  await expect(panel.locator('.messages-body')).toContainText('Ceci est un rappel de votre rendez-vous');
  await expectAccessible(page, 'messages');
  await expectNoMissingText(page, 'messages');

  await panel.getByRole('button', { name: 'Modifier' }).click();
  await panel.getByLabel('Texte').fill('Apportez vos analyses.');
  await panel.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(panel.locator('.messages-body')).toContainText('Apportez vos analyses.');

  const row = page.locator('tr[aria-selected="true"]');
  await row.focus();
  await page.keyboard.press('Space');
  const bar = page.getByRole('region', { name: 'Messages choisis' });
  await bar.getByRole('button', { name: 'Laisser partir' }).click();
  await expect(page.getByText('1 message peut partir')).toBeVisible();
  await page.getByRole('tab', { name: /À envoyer/ }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
  await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Imprimer' }).click();
  expect((await download).suggestedFilename()).toMatch(/^Messages du \d{4}-\d{2}-\d{2}\.pdf$/);
  await page.getByRole('tab', { name: /Partis/ }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('imprimé');

  // In the record: what was sent, and that the person wants no more letters.
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name.replace(',', ''));
  await expect(page.getByRole('option', { selected: true })).toContainText(name);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Accès' }).click();
  await expect(page.getByRole('table', { name: 'Messages à cette personne' })).toContainText('imprimé');
  await page.getByRole('button', { name: 'N’en veut plus\u00A0: Lettre' }).click();
  await page.getByLabel('Comment la personne l’a dit').fill('Au téléphone');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Au téléphone')).toBeVisible();
  await expectAccessible(page, 'messages of a record');
});
