import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('a visit is carried by the keys and by the mouse: refused before it is let go, moved, taken back; the week of the clinic', async ({ relais: page }) => {
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: /^Agenda/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
  const team = page.getByRole('group', { name: 'Journée de l’équipe' });
  for (let day = 0; day < 14; day += 1) {
    const shown = (await team.getAttribute('aria-label')) ?? '';
    await page.keyboard.press('Alt+ArrowRight');
    await expect(team).not.toHaveAttribute('aria-label', shown);
    if ((await page.locator('.schedule-visit.is-booked').count()) > 1) break;
  }
  const visit = page.locator(`[data-visit="${(await page.locator('.schedule-visit.is-booked').first().getAttribute('data-visit')) ?? ''}"]`);
  const words = page.locator('.schedule-hand');
  const before = (await visit.getAttribute('aria-label')) ?? '';
  await visit.click();
  await visit.focus();

  // Carried to the small hours: refused, and why, before it is let go; let go in vain, it stays in the hand, then where it was.
  for (let hour = 0; hour < 9; hour += 1) await page.keyboard.press('Shift+PageUp');
  await expect(words).toContainText('Refusé ici : hors des heures du professionnel');
  await expect(page.locator('.schedule-held.is-refused')).toBeVisible();
  await expectAccessible(page, 'a visit held over the calendar');
  await page.keyboard.press('Enter');
  await expect(page.locator('.schedule-held')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.schedule-held')).toHaveCount(0);
  await expect(visit).toHaveAttribute('aria-label', before);

  // Five minutes shorter by the keys, taken back by Z; then by the mouse.
  await page.keyboard.press('-');
  await expect(words).toContainText('Entrée pour poser ici');
  await page.keyboard.press('Enter');
  await expect(page.getByText('visite déplacée')).toBeVisible();
  await expect(visit).not.toHaveAttribute('aria-label', before);
  await expect(visit).toBeFocused();
  await page.keyboard.press('z');
  await expect(visit).toHaveAttribute('aria-label', before);
  const box = await visit.boundingBox();
  if (!box) throw new Error('the visit is not drawn');
  await page.mouse.move(box.x + 40, box.y + box.height - 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + box.height - 13, { steps: 4 });
  await expect(page.locator('.schedule-held')).toBeVisible();
  await page.mouse.up();
  await expect(visit).not.toHaveAttribute('aria-label', before);

  await page.keyboard.press('c');
  const week = page.getByRole('group', { name: /^Semaine de la clinique/ });
  await expect(week).toBeVisible();
  await expectAccessible(page, 'the week of the clinic');
  await expectNoMissingText(page, 'the week of the clinic');
  await week.locator('.clinic-week-visit').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(week.locator('[aria-pressed="true"]')).toBeFocused();
  const name = await week.locator('[aria-pressed="true"] b').innerText();
  await expect(page.getByRole('complementary', { name: 'Visite' }).getByRole('heading', { name })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(week).toBeVisible();
  await expect(page.locator('.schedule-paper-head')).toBeVisible();
});
