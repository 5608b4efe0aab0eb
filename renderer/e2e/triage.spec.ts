import type { Page } from '@playwright/test';
import { keptSample, samplePdf, sampleTiff } from '../../main/intake/testing/sample-documents.ts';
import { isDark } from './canvas.ts';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

type Persona = 'Rhumatologue' | 'IPS' | 'Infirmière' | 'Secrétaire';

/** Opens the triage desk of the demonstration clinic as one of its people. */
async function openDesk(page: Page, persona: Persona = 'Rhumatologue'): Promise<void> {
  await page.getByRole('radio', { name: persona, exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Triage' })).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
}

/** Answers a finding of the form by its key. */
async function answer(page: Page, finding: string, key: string): Promise<void> {
  await page.getByRole('radiogroup', { name: finding, exact: true }).getByRole('radio', { checked: true }).focus();
  await page.keyboard.press(key);
}

/** Chooses a patient in the form: types, waits for the list, Enter. */
async function choosePatient(page: Page, text: string, name: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole('option', { name: new RegExp(name) }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Changer' })).toBeVisible();
}

/** Pastes a text where the keyboard is, as the clipboard would. */
async function paste(page: Page, text: string): Promise<void> {
  await page.locator(':focus').evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const proposal = (page: Page) => page.getByRole('complementary', { name: 'Proposition' });
const foot = (page: Page) => page.locator('.triage-foot');

test('a request typed from a fax, proposed as one types, accepted, waits for its visit', async ({ relais }) => {
  test.slow();
  await openDesk(relais);
  await relais.keyboard.press('n');
  await choosePatient(relais, 'tremb', 'Tremblay');

  await expect(relais.getByRole('combobox', { name: /^Référent/ })).toBeFocused();
  await relais.keyboard.type('Lucie Fortin');
  await expect(relais.getByRole('option', { name: 'Ajouter « Lucie Fortin »' })).toBeVisible();
  await relais.keyboard.press('ArrowDown');
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Nom', { exact: true })).toHaveValue('Fortin');
  await relais.keyboard.type('GMF du Parc');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Lucie Fortin')).toBeVisible();
  await expect(relais.getByLabel('Reçue le')).toBeFocused();

  await relais.getByLabel('Motif').selectOption('RH04');
  await answer(relais, 'Articulation chaude aiguë', 'n');
  // The letter, pasted: each finding confirmed or set aside by a key, nothing set before.
  await relais.keyboard.press('Alt+L');
  await expect(relais.getByLabel('Collez le texte de la lettre')).toBeFocused();
  await paste(relais, 'Mains enflées depuis sept semaines.\nPas de fièvre. 4 articulations enflées, raideur matinale 60 min. Lupus ?');
  const proposed = relais.getByRole('listbox', { name: 'Proposés' });
  await expect(proposed).toBeFocused();
  await expect(proposed.getByRole('option')).toHaveText([/Symptômes 7/, /Fièvre non/, /Art. enflées 4/, /Raideur 60/]);
  await expect(relais.locator('.letter-text mark[data-current="true"]')).toHaveText('enflées depuis sept semaines');
  await expect(relais.getByRole('radiogroup', { name: 'Fièvre' }).getByRole('radio', { name: 'Non' })).not.toBeChecked();
  await relais.keyboard.press('n');
  await relais.keyboard.press('y');
  await relais.keyboard.press('Enter');
  await relais.keyboard.press('o');
  await expect(relais.getByText('3 confirmés sur 4')).toBeVisible();
  await expectAccessible(relais, 'letter');
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('radiogroup', { name: 'Fièvre' }).getByRole('radio', { name: 'Non' })).toBeChecked();
  await expect(relais.getByLabel('Raideur matinale')).toHaveValue('60');
  await answer(relais, 'Anti-CCP', '2');
  await relais.getByRole('textbox', { name: /^CRP/ }).first().fill('14,5');
  await expect(proposal(relais).getByRole('img', { name: 'Classe C' }).first()).toBeVisible();
  await expect(proposal(relais)).toContainText('Articulations enflées 4');

  await answer(relais, 'Fièvre', 'o');
  await answer(relais, 'Articulation chaude aiguë', 'o');
  await expect(proposal(relais).getByRole('img', { name: 'Classe URG' }).first()).toBeVisible();
  await answer(relais, 'Articulation chaude aiguë', 'n');
  await answer(relais, 'Fièvre', 'Space');
  await expect(proposal(relais).getByRole('img', { name: 'Classe C' }).first()).toBeVisible();

  await relais.getByRole('textbox', { name: 'Hémoglobine' }).fill('12,1');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('De 20 à 300.')).toBeVisible();
  await expect(relais.getByRole('textbox', { name: 'Hémoglobine' })).toBeFocused();
  await relais.keyboard.press('Control+A');
  await relais.keyboard.type('121');
  await relais.getByLabel('Rx mains et pieds').check();
  await expectAccessible(relais, 'new request');
  await relais.keyboard.press('Control+Enter');

  await expect(relais.getByRole('heading', { name: /Tremblay/ })).toBeVisible();
  await expect(relais.locator('.triage-words')).toContainText('Mains enflées depuis sept semaines.');
  await expect(relais.locator('.triage-facts')).toContainText('raideur matinale 60 min');
  await expect(foot(relais).getByRole('button', { name: /Accepter C/ })).toBeVisible();
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('status').getByText(/Tremblay, .*\s: classe C acceptée/)).toBeVisible();
  await expect(relais.getByRole('heading', { name: /Tremblay/ })).toBeHidden();

  await relais.getByRole('tab', { name: /À réserver/ }).click();
  await relais.getByRole('grid', { name: 'À réserver' }).getByText(/Tremblay/).first().click();
  await expect(relais.getByRole('heading', { name: 'Décision' })).toBeVisible();
  await expect(foot(relais).getByRole('button', { name: /Réserver/ })).toBeVisible();
});

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

test('a secretary enters and completes, and decides nothing', async ({ relais }) => {
  await openDesk(relais, 'Secrétaire');
  await relais.getByRole('row', { name: /Nguyen/ }).click();
  await expect(foot(relais).getByRole('button', { name: /Compléter/ })).toBeVisible();
  await expect(foot(relais).getByRole('button', { name: /Accepter|Déroger/ })).toBeHidden();
  await relais.keyboard.press('c');
  await expect(relais.getByRole('heading', { level: 1, name: 'Compléter la demande' })).toBeVisible();
  await relais.getByLabel('Articulations douloureuses').fill('6');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.locator('.triage-fact', { hasText: 'Articulations douloureuses' })).toContainText('6');
});

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

test('papers of a request: attached, read, turned, taken off and put back, without the mouse', async ({ relais, complaints }) => {
  await openDesk(relais);
  const choice = relais.locator('input[type=file]');
  await choice.setInputFiles([
    { name: 'Lettre.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Lettre du docteur Roy', 'Suite'], 'app.alert\\(1\\)') },
    { name: 'Fax.pdf', mimeType: 'application/pdf', buffer: sampleTiff([[1728, 400], [1728, 400]]) },
  ]);
  await expect(relais.getByRole('button', { name: /^Fax.pdf/ })).toContainText('2 p.');
  await relais.keyboard.press('v');
  const page = (name: string) => relais.getByRole('img', { name, exact: true });
  await expect(page('Page 1 sur 2 de Lettre.pdf')).toBeVisible();
  await expect(relais.getByText('Lettre du docteur Roy')).toBeAttached();
  await relais.keyboard.press('PageDown');
  await expect(page('Page 2 sur 2 de Lettre.pdf')).toBeVisible();
  await relais.keyboard.press('+');
  await expect(relais.getByText(/125\s%/)).toBeVisible();
  // On AZERTY `-` lies where a Canadian keyboard has 6: in the viewer it is the sign that counts.
  await relais.locator('.viewer-scroll').dispatchEvent('keydown', { key: '-', code: 'Digit6' });
  await expect(relais.getByText(/100\s%/)).toBeVisible();
  // `]` as Windows reports it with AltGr.
  await relais.locator('.viewer-scroll').dispatchEvent('keydown', { key: ']', code: 'Minus', ctrlKey: true, altKey: true });
  await expect(page('Page 1 sur 2 de Fax.pdf')).toBeVisible();
  const fax = page('Page 1 sur 2 de Fax.pdf');
  await expect.poll(() => fax.evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')!.getImageData(5, 5, 1, 1).data[3])).toBe(255);
  const wide = await fax.boundingBox();
  await relais.keyboard.press('t');
  await expect.poll(async () => (await fax.boundingBox())!.height > wide!.height * 4).toBe(true);
  await expectAccessible(relais, 'a paper beside the proposal');
  await relais.getByRole('button', { name: 'Retirer' }).press('Enter');
  await relais.keyboard.type('D’un autre patient');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText(/Fax.pdf, retirée par .*\s: D’un autre patient/)).toBeVisible();
  await expect(relais.getByRole('grid')).toBeFocused();
  await relais.keyboard.press('z');
  await expect(relais.getByRole('button', { name: /^Fax.pdf/ })).toBeVisible();
  await expectNoMissingText(relais, 'papers of a request');

  // As fax servers, scanners and other people's programs write them.
  await choice.setInputFiles([
    { name: 'Fax G4.tif', mimeType: 'image/tiff', buffer: keptSample('fax-g4.tif') },
    { name: 'Radio.pdf', mimeType: 'application/pdf', buffer: keptSample('jpeg2000.pdf') },
    { name: 'Secret.pdf', mimeType: 'application/pdf', buffer: keptSample('password.pdf') },
  ]);
  // Read back on a canvas of its own: the page's own stays as the program made it.
  const dark = (name: string, x: number, y: number) => () => page(name).evaluate(isDark, [x, y] as const);
  await relais.getByRole('button', { name: /^Fax G4.tif/ }).press('Enter');
  // The frame and the diagonal are there, and paper between them.
  await expect.poll(dark('Page 1 sur 2 de Fax G4.tif', 0.5, 0.5)).toBe(true);
  await expect.poll(dark('Page 1 sur 2 de Fax G4.tif', 0.75, 0.25)).toBe(false);
  await relais.keyboard.press(']');
  await expect.poll(dark('Page 1 sur 1 de Radio.pdf', 0.3, 0.38)).toBe(true);
  await expect.poll(dark('Page 1 sur 1 de Radio.pdf', 0.7, 0.38)).toBe(false);
  await relais.keyboard.press(']');
  await expect(relais.getByText('Ce PDF demande un mot de passe.')).toBeVisible();
  await relais.keyboard.press('Escape');

  await relais.keyboard.press('n');
  await choice.setInputFiles({ name: 'Demande.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Demande']) });
  await relais.getByRole('button', { name: 'Lire' }).press('Enter');
  await expect(page('Page 1 sur 1 de Demande.pdf')).toBeVisible();
  await relais.getByRole('combobox', { name: 'Patient' }).focus();
  await choosePatient(relais, 'tremb', 'Tremblay');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('button', { name: /^Demande.pdf/ })).toBeVisible();
  expect(complaints).toEqual([]);

  // Refused by its content, in words; the browser notes the refusal on its console.
  await choice.setInputFiles({ name: 'vrai.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>alert(1)</script></html>') });
  await expect(relais.getByRole('alert')).toContainText('ni un PDF, ni une image');
  complaints.length = 0;
});
