import { expect, test as base, type Page } from '@playwright/test';
import type { DeskClinic } from './desk-clinic.ts';
import { type Desk, startTestMachine, type TestMachine } from './test-machine.ts';

/** Tests of the desktop application share one machine and one desk at it; each file opens the application anew. */
export const test = base.extend<object, { readonly machine: TestMachine; readonly desk: Desk }>({
  machine: [
    async ({}, provide) => {
      const machine = await startTestMachine();
      await provide(machine);
      await machine.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  desk: [
    async ({ machine }, provide) => {
      await provide(await machine.newDesk());
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

export { expect } from '@playwright/test';

/** Name and password, with the keyboard; the day's page opens. */
export async function signIn(page: Page, { person }: DeskClinic): Promise<void> {
  await page.getByLabel(/^(Nom d’utilisateur|User name)$/).fill(person.login);
  await page.getByLabel(/^(Mot de passe|Password)$/).fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.frame')).toBeVisible({ timeout: 30_000 });
}
