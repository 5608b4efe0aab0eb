import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { foot, openDesk } from './triage-desk-page.ts';

test('accepted, the next line has the keyboard; Z takes the decision back, and again from the list of those to book', async ({ relais }) => {
  test.slow();
  await openDesk(relais);
  const name = relais.locator('.triage-request-header h2');
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(name).toHaveText('Béland, Maryse');
  const following = relais.getByRole('row', { selected: true }).locator('xpath=following-sibling::*[1]');
  const next = (await following.locator('b').innerText()).trim();
  await foot(relais).getByRole('button', { name: /Accepter B/ }).click();
  await expect(name).toHaveText(next);
  await expect(relais.getByRole('grid')).toBeFocused();
  await expect(relais.getByRole('row', { selected: true })).toContainText(next);
  await relais.keyboard.press('z');
  await expect(name).toHaveText('Béland, Maryse');
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  await expect(relais.getByText('Béland, Maryse : décision annulée')).toBeVisible();

  await relais.keyboard.press('Enter');
  await expect(name).toHaveText(next);
  await relais.getByRole('tab', { name: /À réserver/ }).click();
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await foot(relais).getByRole('button', { name: /Annuler la décision/ }).click();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toBeHidden();
  await relais.getByRole('tab', { name: /À trier/ }).click();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toBeVisible();
});

test('a place chosen by its digit is booked with the acceptance, and one Z takes both back', async ({ relais }) => {
  test.slow();
  await openDesk(relais);
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  const first = relais.locator('.triage-person').first();
  await expect(first).toContainText(/\d\sh\s\d\d/);
  // The key of the 1 on an AZERTY keyboard, without Shift.
  await relais.getByRole('grid').focus();
  await relais.evaluate(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: '&', code: 'Digit1', bubbles: true, cancelable: true })));
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  await expect(foot(relais).getByRole('button', { name: /Accepter B, \d+.*\sh\s/ })).toBeVisible();
  await relais.keyboard.press('Enter');
  await expect(relais.getByText(/Béland, Maryse\s: classe B, Dre? /)).toBeVisible();
  await relais.getByRole('tab', { name: /Décidées/ }).click();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toBeVisible();
  await relais.keyboard.press('z');
  await expect(relais.getByText('Béland, Maryse : décision annulée')).toBeVisible();
  await relais.getByRole('tab', { name: /À trier/ }).click();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toBeVisible();
});

test('on a narrow window the proposal is a drawer: Enter brings it out before it decides', async ({ relais }) => {
  await relais.setViewportSize({ width: 1024, height: 700 });
  await openDesk(relais);
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  const pane = relais.getByRole('region', { name: 'Proposition' });
  await expect(relais.getByRole('button', { name: /Proposition/ })).toBeVisible();
  await expect(pane).toBeHidden();
  await relais.keyboard.press('Enter');
  await expect(pane).toBeVisible();
  await expectAccessible(relais, 'desk with its drawer');
  await relais.keyboard.press('Escape');
  await expect(pane).toBeHidden();
  await relais.keyboard.press('u');
  await expect(pane).toBeVisible();
  await relais.keyboard.press('u');
  await expect(relais.getByRole('form', { name: 'Changer la classe' })).toBeVisible();
  await relais.setViewportSize({ width: 640, height: 400 });
  expect(await relais.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('ten requests with the keyboard: move, read, accept, go on; an override keeps its reason', async ({ relais }) => {
  test.slow();
  await openDesk(relais);
  const name = relais.locator('.triage-request-header h2');
  const line = relais.getByRole('row', { name: /Béland, Maryse/ });
  await expect(line).toBeVisible();
  for (let step = 0; step < 20 && !(await name.innerText()).startsWith('Béland'); step += 1) {
    const before = await name.innerText();
    await relais.keyboard.press('j');
    await expect(name).not.toHaveText(before);
  }
  await expect(relais.locator('.triage-verdict-title')).toHaveText('À voir en 10 jours au plus');
  await expect(relais.getByText('Polyarthrite sévère ou invalidante').first()).toBeVisible();
  await expectAccessible(relais, 'triage desk');
  await expectNoMissingText(relais, 'triage desk');

  await relais.keyboard.press('o');
  await expect(relais.getByRole('radio', { name: 'B', exact: true })).toBeFocused();
  await relais.keyboard.press('ArrowRight');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Un motif est nécessaire.')).toBeVisible();
  await relais.keyboard.type('Revue hier à la clinique, forme moins active.');
  await expectAccessible(relais, 'override');
  await relais.keyboard.press('Control+Enter');
  await expect(name).not.toContainText('Béland');
  await expect(relais.getByRole('grid')).toBeFocused();
  await expect(foot(relais).getByRole('button', { name: /Accepter/ })).toBeVisible();

  await relais.getByRole('tab', { name: /À réserver/ }).click();
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(relais.getByText('Motif : Revue hier à la clinique, forme moins active.')).toBeVisible();
  await expect(relais.getByRole('heading', { name: 'Proposition d’alors' })).toBeVisible();
});

test('an emergency stays on top until the call is recorded', async ({ relais }) => {
  await openDesk(relais);
  const first = relais.getByRole('row').nth(1);
  await expect(first).toContainText('À appeler');
  const name = (await relais.locator('.triage-request-header h2').innerText()).split(',')[0] ?? '';
  await relais.getByLabel('Qui a été appelé').fill('Urgence de l’hôpital');
  await expectAccessible(relais, 'emergency call');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText(/Urgence de l’hôpital appelé par/)).toBeVisible();
  await expect(relais.getByRole('grid').getByText(name)).toBeHidden();
});

test('a nurse reads the urgent ones, confirms the others, and may only raise', async ({ relais }) => {
  await openDesk(relais, 'Infirmière');
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(relais.getByText('Votre rôle ne confirme pas la classe B.')).toBeVisible();
  await expect(foot(relais).getByRole('button', { name: /Accepter/ })).toBeHidden();
  await relais.keyboard.press('o');
  await expect(relais.getByRole('radiogroup', { name: 'Classe' }).getByRole('radio')).toHaveText(['URG', 'A']);
  await relais.keyboard.press('Escape');
  await relais.getByRole('row', { name: /Nguyen/ }).click();
  await expect(foot(relais).getByRole('button', { name: /Accepter C/ })).toBeVisible();
});
