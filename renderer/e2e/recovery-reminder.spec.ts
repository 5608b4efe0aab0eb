import { expect, expectAccessible, test } from './fixtures.ts';
import { FirstStartPage } from './first-start-page.ts';

test('a sheet nobody read back is reminded of until a new one is checked', async ({ relais }) => {
  const start = new FirstStartPage(relais, 'fr');
  await start.begin();
  await start.fillClinic('Rhumatologie Rosemont');
  await start.fillPlace('06');
  await start.fillAdministrator();
  await start.create();

  relais.on('dialog', (dialog) => void dialog.accept());
  await relais.reload();
  const reminder = relais.getByText('La feuille de récupération n’a pas été vérifiée.');
  await expect(reminder).toBeVisible();
  await expectAccessible(relais, 'today with the reminder');

  await relais.getByRole('link', { name: 'Faire une nouvelle feuille' }).click();
  await relais.getByRole('button', { name: 'Créer la nouvelle clé' }).click();
  await expect(relais.locator('.paper')).toBeVisible();
  const key = await start.readKey();
  await start.copyByHand();
  for (const label of await relais.locator('.recovery-groups label').allTextContents()) {
    const number = Number(/\d/.exec(label)?.[0]);
    await relais.getByLabel(`Groupe ${number}`).fill(key[number - 1] ?? '');
  }
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Nouvelle feuille vérifiée.')).toBeVisible();

  await relais.getByRole('link', { name: 'Aujourd’hui' }).click();
  await expect(relais.getByRole('heading', { name: 'Aujourd’hui' })).toBeVisible();
  await expect(reminder).toHaveCount(0);
});
