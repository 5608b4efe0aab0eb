import { expect, expectAccessible, test } from './fixtures.ts';

test('ten years of a person on one screen: read by keys, closer, in a table, in English and dark', async ({ relais }) => {
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('gauthier helene');
  await expect(relais.getByRole('option').first()).toContainText('Gauthier');
  await relais.getByRole('option').first().click();
  await expect(relais.getByRole('heading', { name: 'Gauthier, Hélène' })).toBeVisible();

  const course = relais.getByRole('slider', { name: /Évolution dans le temps/ });
  await expect(course).toBeVisible();
  // Under an anti-IL-6 the CDAI comes first.
  await expect(relais.getByRole('combobox', { name: 'Instrument de la courbe' })).toHaveValue('cdai');
  await expect(course).toHaveAttribute('aria-valuetext', /CDAI \d+,\d+ activité .*DAS28-CRP|DAS28-CRP .*CDAI \d+,\d+/);
  await relais.keyboard.press('c');
  await expect(course).toBeFocused();
  await relais.keyboard.press('Home');
  await expect(course).toHaveAttribute('aria-valuenow', '0');
  await relais.keyboard.press('End');
  await relais.keyboard.press('ArrowLeft');
  const before = await course.getAttribute('aria-valuetext');
  await relais.keyboard.press('ArrowRight');
  await expect(course).not.toHaveAttribute('aria-valuetext', before ?? '');
  await relais.keyboard.press('+');
  await expect(relais.getByRole('radio', { name: '5', exact: true })).toBeChecked();
  await relais.keyboard.press('-');
  await relais.keyboard.press('-');
  await expect(relais.getByRole('radio', { name: 'Tout' })).toBeChecked();
  await expectAccessible(relais, 'course');

  await relais.getByRole('radio', { name: 'Tableau' }).click();
  await expect(relais.getByRole('table', { name: 'Mesures' }).getByRole('columnheader', { name: 'CDAI' })).toBeVisible();
  await expect(relais.getByRole('table', { name: 'Traitements' }).getByRole('row', { name: /Adalimumab.*inefficacité secondaire/ })).toBeVisible();

  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('table', { name: 'Measurements' })).toBeVisible();
  await expect(relais.getByRole('table', { name: 'Treatments' }).getByRole('row', { name: /Adalimumab.*secondary inefficacy/ })).toBeVisible();
  await expectAccessible(relais, 'course, table, dark');
});
