import { expect, expectAccessible, test } from './fixtures.ts';
import { foot, openDesk } from './triage-desk-page.ts';

test('asking the referrer keeps class and place; the answer ends the wait', async ({ relais }) => {
  await openDesk(relais);
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  await relais.keyboard.press('m');
  await expect(relais.getByRole('checkbox', { name: 'Anti-CCP' })).toBeFocused();
  await expectAccessible(relais, 'question to the referrer');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toContainText('réponse attendue');
  await expect(relais.getByRole('grid')).toBeFocused();
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  await relais.getByRole('tab', { name: /Incomplètes/ }).click();
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await relais.getByRole('button', { name: 'Réponse reçue' }).click();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toBeHidden();

  // The delay stands while the patient is waited for; who, when and why stay in the history.
  await relais.getByRole('tab', { name: /À trier/ }).click();
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(relais.locator('.triage-request-header h2')).toHaveText('Béland, Maryse');
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  await relais.keyboard.press('i');
  await expect(relais.getByLabel('Motif')).toBeFocused();
  await relais.keyboard.type('À l’étranger');
  await expectAccessible(relais, 'pause');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Béland, Maryse : délai en pause')).toBeVisible();
  await expect(relais.getByText('Délai en pause', { exact: true })).toBeVisible();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toContainText('en pause');
  await relais.getByRole('button', { name: 'Reprendre' }).click();
  await expect(relais.getByText('Délai mis en pause', { exact: true })).toBeVisible();
  await relais.getByRole('button', { name: 'Montrer', exact: true }).last().click();
  await expect(relais.locator('.triage-history')).toContainText('Délai en pause À l’étranger');

  // Declined: the reason is kept, and the letter to the referrer is what is left to do.
  await relais.keyboard.press('x');
  await expect(relais.getByLabel('Motif, conservé avec la demande')).toBeFocused();
  await relais.getByRole('radio', { name: 'Décliner' }).click();
  await relais.getByLabel('Motif, conservé avec la demande').fill('Déjà suivie ailleurs.');
  await expectAccessible(relais, 'ending');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Béland, Maryse : demande déclinée')).toBeVisible();
  await expect(relais.getByRole('heading', { name: 'Réponse au référent' })).toBeVisible();
  await expect(relais.getByLabel('Texte')).toHaveValue(/Déjà suivie ailleurs\./);
});

test('one’s queue: taken on, then sent back with a reason that the next person reads first', async ({ relais, server, browser }) => {
  test.slow();
  await openDesk(relais);
  await relais.getByRole('tab', { name: /Ma file/ }).click();
  const name = /Picard, Nadia/;
  await relais.getByRole('row', { name }).click();
  await expect(foot(relais).getByRole('button', { name: /Prendre/ })).toBeVisible();
  await relais.keyboard.press('p');
  await expect(relais.getByText('Vous l’avez prise en charge.')).toBeVisible();
  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 } });
  const other = await context.newPage();
  await other.goto(server.address);
  await openDesk(other, 'IPS');
  await other.getByRole('tab', { name: /À réserver/ }).click();
  await other.getByRole('row', { name }).click();
  await expect(other.getByText('Prise en charge par Dre Geneviève Lachance.')).toBeVisible();
  await expect(other.getByText('Ouverte aussi par Dre Geneviève Lachance')).toBeVisible();
  await relais.keyboard.press('r');
  await relais.keyboard.type('Signes systémiques : avis de l’IPS.');
  await expectAccessible(relais, 'return');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText(/retournée au triage/)).toBeVisible();
  await other.getByRole('tab', { name: /À trier/ }).click();
  await expect(other.getByRole('row', { name })).toContainText(/retour\s: rhumatologue/);
  await other.getByRole('row', { name }).click();
  await expect(other.getByText('Signes systémiques : avis de l’IPS.')).toBeVisible();
  await expect(foot(other).getByRole('button', { name: /Accepter/ })).toBeVisible();
  await context.close();
});

test('undoing what somebody else has booked meanwhile is refused, and says who', async ({ relais, server, browser }) => {
  test.slow();
  await openDesk(relais);
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 } });
  const other = await context.newPage();
  await other.goto(server.address);
  await openDesk(other, 'IPS');
  await foot(relais).getByRole('button', { name: /Accepter B/ }).click();
  await expect(relais.getByText(/Béland, Maryse\s: classe B acceptée/)).toBeVisible();
  await other.getByRole('tab', { name: /À réserver/ }).click();
  await other.getByRole('row', { name: /Béland, Maryse/ }).click();
  await foot(other).getByRole('button', { name: /Réserver/ }).click();
  await other.getByRole('button', { name: /^Réserver / }).click();
  await expect(other.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await relais.keyboard.press('z');
  await expect(relais.getByRole('alert')).toContainText(/Ce n’est pas annulé\s: Sophie Gagnon a modifié ceci/);
  await other.keyboard.press('z');
  await expect(other.getByText(/réservation annulée, la place est libre/)).toBeVisible();
  await context.close();
});

test('two people on one request: what the second types stays, and they are told who came first', async ({ relais, server, browser }) => {
  test.slow();
  await openDesk(relais);
  await relais.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  await relais.keyboard.press('o');
  const reason = relais.getByRole('textbox', { name: 'Motif' });
  await reason.fill('Vue hier');

  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 } });
  const other = await context.newPage();
  await other.goto(server.address);
  await openDesk(other, 'IPS');
  await other.getByRole('row', { name: /Béland, Maryse/ }).click();
  await expect(other.getByText('Ouverte aussi par Dre Geneviève Lachance')).toBeVisible();
  await foot(other).getByRole('button', { name: /Accepter B/ }).click();
  await expect(other.getByText(/Béland, Maryse\s: classe B acceptée/)).toBeVisible();
  await context.close();

  // Theirs is seen at once; what is typed here stays, with the keyboard, and is not sent over it unawares.
  await expect(relais.getByRole('heading', { name: 'Décision' })).toBeVisible();
  await expect(relais.getByRole('row', { name: /Béland, Maryse/ })).toBeHidden();
  await expect(reason).toBeFocused();
  await relais.keyboard.type(' à la clinique.');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('alert')).toContainText(/Sophie Gagnon a modifié cette demande/);
  await expect(reason).toHaveValue('Vue hier à la clinique.');
  await relais.keyboard.press('Escape');
  await expect(foot(relais).getByRole('button', { name: /Accepter/ })).toBeHidden();
});

test('several at once, a second opinion, and work given to a colleague, without the mouse', async ({ relais, server, browser }) => {
  test.slow();
  await openDesk(relais);
  const row = (name: RegExp) => relais.getByRole('row', { name });
  await row(/Haddad, Nour/).click();
  await expect(foot(relais).getByRole('button', { name: /Accepter C/ })).toBeVisible();
  await relais.getByRole('grid').focus();
  await relais.keyboard.press('Space');
  await relais.keyboard.press('j');
  await relais.keyboard.press('Space');
  const bar = relais.getByRole('region', { name: 'Demandes cochées' });
  await expect(bar).toContainText('2 cochées');
  await expectAccessible(relais, 'lines ticked');
  await relais.keyboard.press('Shift+Enter');
  await expect(relais.getByText('2 demandes acceptées')).toBeVisible();
  await expect(row(/Haddad, Nour/)).toBeHidden();
  await expect(bar).toBeHidden();
  // One’s own doing is not told as that of another desk.
  await expect(foot(relais).getByRole('button', { name: /Accepter/ })).toBeVisible();
  await expect(relais.getByText(/modifiée à un autre poste/)).toBeHidden();
  await relais.keyboard.press('z');
  await expect(row(/Haddad, Nour/)).toBeVisible();

  await row(/Béland, Maryse/).click();
  await expect(foot(relais).getByRole('button', { name: /Accepter B/ })).toBeVisible();
  await relais.keyboard.press('s');
  await relais.getByRole('combobox', { name: 'De', exact: true }).selectOption({ label: 'Sophie Gagnon' });
  await relais.getByRole('textbox', { name: 'Question' }).fill('Échographie avant la visite?');
  await expectAccessible(relais, 'question to a colleague');
  await relais.keyboard.press('Control+Enter');
  await expect(row(/Béland, Maryse/)).toContainText('avis attendu');
  await expect(relais.getByText(/Avis demandé à Sophie Gagnon par Dre Geneviève Lachance/)).toBeVisible();

  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 } });
  const other = await context.newPage();
  await other.goto(server.address);
  await openDesk(other, 'IPS');
  await other.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Aujourd’hui' }).click();
  await expect(other.getByText('Avis qu’on vous demande')).toBeVisible();
  await expect(other.getByRole('link', { name: 'Béland, Maryse' })).toBeVisible();
  await expectAccessible(other, 'opinions asked, today');
  await other.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await other.getByRole('tab', { name: /^Avis/ }).click();
  await other.getByRole('row', { name: /Béland, Maryse/ }).click();
  await other.getByRole('textbox', { name: 'Votre avis, qui ne décide rien' }).fill('Oui, cette semaine.');
  await other.keyboard.press('Control+Enter');
  await expect(relais.getByText(/Avis de Sophie Gagnon/)).toContainText('Avis de Sophie Gagnon');
  await expect(relais.getByText('Oui, cette semaine.')).toBeVisible();
  await context.close();

  await relais.getByRole('tab', { name: /À réserver/ }).click();
  await row(/Picard, Nadia/).click();
  await expect(foot(relais).getByRole('button', { name: /Réserver/ })).toBeVisible();
  await relais.keyboard.press('f');
  await relais.getByRole('combobox', { name: 'À', exact: true }).selectOption({ label: 'Dr Karim Mansouri' });
  await relais.keyboard.press('Control+Enter');
  const held = relais.getByText('Prise en charge par Dr Karim Mansouri.');
  await expect(held).toBeVisible();
  await relais.keyboard.press('z');
  await expect(held).toBeHidden();

  // Given as a batch, and taken back as one.
  await row(/Picard, Nadia/).click();
  await relais.getByRole('grid').focus();
  await relais.keyboard.press('Space');
  await bar.getByRole('combobox', { name: 'Confier à' }).selectOption({ label: 'Dr Karim Mansouri' });
  await bar.getByRole('button', { name: 'Confier', exact: true }).click();
  await expect(relais.getByText('1 demande confiée')).toBeVisible();
  await expect(row(/Picard, Nadia/)).toContainText('Dr Karim Mansouri');
  await relais.keyboard.press('z');
  await expect(row(/Picard, Nadia/)).not.toContainText('Dr Karim Mansouri');
});
