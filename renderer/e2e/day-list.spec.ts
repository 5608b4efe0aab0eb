import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

test('the list of the day leaves as PDF, of everybody or of one professional, and the trail says so', async ({ relais: page }) => {
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Agenda' }).click();
  await page.keyboard.press('d');
  const make = page.getByRole('button', { name: 'Liste en PDF' });
  await expect(make).toBeVisible();
  await expectAccessible(page, 'list of the day');
  await expectNoMissingText(page, 'list of the day');
  const whole = page.waitForEvent('download');
  await make.press('Enter');
  expect((await whole).suggestedFilename()).toMatch(/^Liste du \d{4}-\d{2}-\d{2}\.pdf$/);
  await page.locator('main').getByRole('combobox').first().selectOption({ index: 1 });
  const own = page.waitForEvent('download');
  await make.press('Enter');
  expect((await own).suggestedFilename()).toMatch(/^Liste du /);
});
