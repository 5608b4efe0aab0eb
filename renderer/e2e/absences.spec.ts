import { Temporal } from 'temporal-polyfill';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('leave is written, closes its days, and the visits in its way are kept with a reason or moved; a holiday is worked', async ({ relais: page }) => {
  test.slow();
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });

  // Today lists the visits in the way of leave that was written late; the first of them stays, with a reason.
  const lines = page.locator('.away-line');
  await expect(lines.first()).toBeVisible();
  const before = await lines.count();
  const name = await lines.first().locator('b').first().innerText();
  await lines.first().getByRole('button').click();
  const panel = page.getByRole('complementary', { name: 'Visite' });
  await expect(panel.getByRole('heading', { name })).toBeVisible();
  await expect(page.locator('.schedule-away').first()).toContainText('Congé, Formation');
  await page.keyboard.press('w');
  await expect(page.locator('.schedule-jump button')).toContainText(/^Semaine du /);
  await expect(panel.getByRole('button', { name: 'Garder la visite' })).toBeVisible();
  await page.keyboard.press('k');
  await expect(panel.getByLabel('Pourquoi elle reste')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Dites pourquoi.')).toBeVisible();
  await page.keyboard.type('Vient de loin');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Raison : Vient de loin')).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Visite pendant une fermeture' })).toHaveCount(0);

  // The day list says who is away; the visit moves to a place outside the leave, and not into it without a reason.
  await page.keyboard.press('d');
  await expect(page.getByRole('list', { name: 'Fermé ce jour-là' })).toContainText('Congé, Formation');
  await page.keyboard.press('m');
  const move = page.getByRole('complementary', { name: 'Déplacer la visite' });
  await move.getByLabel('Avec qui').selectOption({ label: 'Mélanie Ouellet' });
  await move.getByLabel('Voir aussi les places pendant').check();
  await move.locator('.slot', { hasText: 'Congé, Formation' }).first().click();
  await move.getByRole('button', { name: /^Déplacer à/ }).click();
  await expect(move.getByLabel('Pourquoi malgré la fermeture')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(move.getByRole('radio', { checked: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(move).toHaveCount(0);

  // A closure of an afternoon, then a holiday on which the clinic works.
  await page.keyboard.press('h');
  await page.getByRole('tab', { name: 'Semaine ordinaire' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('form', { name: 'Ajouter un congé ou une fermeture' })).toBeVisible();
  await expect(lines).toHaveCount(before - 1);
  await expectAccessible(page, 'absences');
  await expectNoMissingText(page, 'absences');
  const form = page.getByRole('form', { name: 'Ajouter un congé ou une fermeture' });
  await form.getByLabel('Qui', { exact: true }).selectOption({ label: 'La clinique' });
  await form.getByLabel('Où', { exact: true }).selectOption({ label: 'Pavillon principal' });
  await form.getByLabel('Premier jour').fill(Temporal.Now.plainDateISO('America/Toronto').add({ days: 300 }).toString());
  await form.getByRole('radio', { name: 'Après-midi' }).click();
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await expect(form.getByText('Dites pourquoi la clinique ferme.')).toBeVisible();
  await form.getByLabel('Pourquoi').fill('Travaux');
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: /La clinique.*Pavillon principal.*Travaux/ });
  await expect(row).toBeVisible();
  await row.getByRole('button').click();
  await expect(row).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: /^Travailler : Noël/ }).click();
  await expect(page.getByRole('button', { name: /^Fermer : Noël/ })).toBeVisible();
  // One place works on another holiday; the clinic does not.
  await page.getByLabel('Pour quel lieu').selectOption({ label: 'Point de service des Îles' });
  await page.getByRole('button', { name: /^Travailler : Jour de l’An/ }).click();
  await expect(page.getByText('on travaille à : Point de service des Îles')).toBeVisible();
  await page.getByLabel('Pour quel lieu').selectOption({ label: 'Partout' });
  await expect(page.getByRole('button', { name: /^Travailler : Jour de l’An/ })).toBeVisible();
});
