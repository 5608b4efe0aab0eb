import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { openDesk, paste, proposal } from './triage-desk-page.ts';

test('English, dark: desk and form have their texts and are accessible', async ({ relais }) => {
  test.slow();
  await openDesk(relais);
  await relais.locator('.frame-user').click();
  await relais.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await relais.getByRole('menuitemradio', { name: 'English' }).click();
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('button', { name: /New request/ })).toBeVisible();
  await expectNoMissingText(relais, 'desk in English');
  await expectAccessible(relais, 'desk, dark');
  for (const tab of ['To book', 'My queue', 'Decided']) {
    await relais.getByRole('tab', { name: tab }).click();
    await expect(relais.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    await expect(relais.locator('.triage-foot')).toBeVisible();
    await expectAccessible(relais, `${tab}, dark`);
    await expectNoMissingText(relais, tab);
  }
  await relais.keyboard.press('n');
  await expect(relais.getByRole('heading', { level: 1, name: 'New request' })).toBeVisible();
  await relais.keyboard.type('tremb');
  await relais.getByRole('listbox', { name: 'Patient' }).getByRole('option').first().click();
  await expect(proposal(relais).or(relais.getByRole('complementary', { name: 'Proposal' })).locator('.triage-verdict')).toBeVisible();
  await expectAccessible(relais, 'form, dark');
  await expectNoMissingText(relais, 'form in English');
  await relais.keyboard.press('Alt+L');
  await paste(relais, 'No fever, has psoriasis. Lupus? Her mother has gout. CRP < 5, ESR 40-60.');
  await expect(relais.getByRole('listbox', { name: 'Proposed' })).toBeFocused();
  await expectAccessible(relais, 'letter, dark');
  await expectNoMissingText(relais, 'letter in English');
});
