import { administrator, FirstStartPage } from '../../renderer/e2e/first-start-page.ts';
import { expect, test } from './fixtures.ts';

test('an encrypted clinic in SQLite, inside Electron: made, closed, opened again', async ({ machine }) => {
  test.skip(!machine.isOwn, 'SQLite needs Node-API 10, which the stand-in has not: this waits for Electron’s own binary.');
  const desk = machine.newPlace();
  const before = await machine.open(desk);
  await new FirstStartPage(before.page, 'fr').createClinic();
  await before.application.close();

  const after = await machine.open(desk);
  await after.page.getByRole('button', { name: 'Rhumatologie Rosemont' }).click();
  await new FirstStartPage(after.page, 'fr').signIn(administrator.password);
  await expect(after.page.locator('.frame')).toBeVisible({ timeout: 30_000 });
  expect(after.complaints).toEqual([]);
  await after.application.close();
});
