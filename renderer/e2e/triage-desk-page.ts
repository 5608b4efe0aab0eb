import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

type Persona = 'Rhumatologue' | 'IPS' | 'Infirmière' | 'Secrétaire';

/** Opens the triage desk of the demonstration clinic as one of its people. */
export async function openDesk(page: Page, persona: Persona = 'Rhumatologue'): Promise<void> {
  await page.getByRole('radio', { name: persona, exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Triage' })).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
}

/** Answers a finding of the form by its key. */
export async function answer(page: Page, finding: string, key: string): Promise<void> {
  await page.getByRole('radiogroup', { name: finding, exact: true }).getByRole('radio', { checked: true }).focus();
  await page.keyboard.press(key);
}

/** Chooses a patient in the form: types, waits for the list, Enter. */
export async function choosePatient(page: Page, text: string, name: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole('option', { name: new RegExp(name) }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Changer' })).toBeVisible();
}

/** Pastes a text where the keyboard is, as the clipboard would. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator(':focus').evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The proposal at the right. */
export const proposal = (page: Page) => page.getByRole('complementary', { name: 'Proposition' });
/** Where actions stand. */
export const foot = (page: Page) => page.locator('.triage-foot');
