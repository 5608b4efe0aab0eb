import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** A key as a layout delivers it: what it types, where it lies, with what held down. */
interface Key {
  readonly key: string;
  readonly code: string;
  readonly held?: 'Shift' | 'Control' | 'AltGr';
}

const letters = (text: string): Readonly<Record<string, Key>> => Object.fromEntries([...text].map((letter) => [letter, { key: letter, code: `Key${letter.toUpperCase()}` }]));

/** The keys the journey presses, on the layouts the clinics have. AltGr is what Windows reports: Control and Alt. */
const layouts: Readonly<Record<string, Readonly<Record<string, Key>>>> = {
  'Canadian French': {
    ...letters('jkpozrxuiatvdw'), m: { key: 'm', code: 'KeyM' }, 'Ctrl+K': { key: 'k', code: 'KeyK', held: 'Control' },
    '1': { key: '1', code: 'Digit1' }, '2': { key: '2', code: 'Digit2' }, '?': { key: '?', code: 'Digit6', held: 'Shift' },
    'AltGr+1': { key: '±', code: 'Digit1', held: 'AltGr' }, 'AltGr+m': { key: 'µ', code: 'KeyM', held: 'AltGr' },
  },
  AZERTY: {
    ...letters('jkporxuitvd'), a: { key: 'a', code: 'KeyQ' }, w: { key: 'w', code: 'KeyZ' }, z: { key: 'z', code: 'KeyW' }, m: { key: 'm', code: 'Semicolon' }, 'Ctrl+K': { key: 'k', code: 'KeyK', held: 'Control' },
    '1': { key: '&', code: 'Digit1' }, '2': { key: 'é', code: 'Digit2' }, '?': { key: '?', code: 'KeyM', held: 'Shift' },
    'AltGr+1': { key: '¹', code: 'Digit1', held: 'AltGr' }, 'AltGr+m': { key: 'µ', code: 'Semicolon', held: 'AltGr' },
  },
};

/** As the browser's protocol counts them. */
const modifiers = { Shift: 8, Control: 2, AltGr: 1 | 2 } as const;

/** Presses a key as the keyboard would send it, not as Playwright's own American one. */
async function press(keyboard: CDPSession, layout: string, name: string): Promise<void> {
  const pressed = layouts[layout]?.[name];
  if (!pressed) throw new Error(`no key ${name} on ${layout}`);
  const { key, code, held } = pressed;
  const event = { key, code, modifiers: held ? modifiers[held] : 0, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) };
  await keyboard.send('Input.dispatchKeyEvent', { ...event, type: 'keyDown', ...(held === 'Control' ? {} : { text: key }) });
  await keyboard.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
}

async function openDesk(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await expect(page.getByRole('grid')).toBeFocused();
}

for (const layout of Object.keys(layouts)) {
  test(`the desk by the keys of a ${layout} keyboard: moved, helped, booked with the decision, taken back; a visit booked, moved, called off and put back, noted as done`, async ({ relais }) => {
    test.slow();
    const keyboard = await relais.context().newCDPSession(relais);
    const key = (name: string): Promise<void> => press(keyboard, layout, name);
    await openDesk(relais);
    const name = relais.locator('.triage-request-header h2');
    await expect(name).toBeVisible();
    for (let step = 0; step < 20 && !(await name.innerText()).startsWith('Béland, Maryse'); step += 1) {
      const before = await name.innerText();
      await key('j');
      await expect(name).not.toHaveText(before);
    }
    await key('?');
    const help = relais.getByRole('dialog', { name: /Raccourcis|Touches|clavier/i });
    await expect(help).toBeVisible();
    await relais.keyboard.press('Escape');
    await expect(help).toBeHidden();

    const first = relais.locator('.triage-person').first();
    await expect(first).toContainText(/\d\sh\s\d\d/);
    await key('AltGr+1');
    await key('AltGr+m');
    await expect(relais.getByRole('form')).toHaveCount(0);
    await expect(first).toHaveAttribute('aria-pressed', 'false');
    await key('1');
    await expect(first).toHaveAttribute('aria-pressed', 'true');
    await key('m');
    await expect(relais.getByRole('form')).toBeVisible();
    await relais.keyboard.press('Escape');
    await expect(relais.getByRole('form')).toHaveCount(0);
    await relais.keyboard.press('Enter');
    await expect(relais.getByText(/Béland, Maryse\s: classe B, Dre? /)).toBeVisible();
    await key('z');
    await expect(relais.getByText('Béland, Maryse : décision annulée')).toBeVisible();
    await expect(name).toHaveText('Béland, Maryse');

    await key('Ctrl+K');
    await expect(relais.getByRole('combobox')).toBeFocused();
    await relais.keyboard.insertText('agenda');
    await expect(relais.getByRole('option', { name: /Agenda/ }).first()).toHaveAttribute('aria-selected', 'true');
    await relais.keyboard.press('Enter');
    await expect(relais.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();

    await bookAndMove(relais, key);
    await noteAsDone(relais, key);
  });
}

/** From a record: a place by its digit, booked, moved by another digit, put back; called off and put back. */
async function bookAndMove(relais: Page, key: (name: string) => Promise<void>): Promise<void> {
  await key('Ctrl+K');
  await relais.keyboard.insertText('pelletier rolande');
  await expect(relais.getByRole('option').first()).toContainText('Pelletier, Rolande');
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('heading', { level: 1, name: 'Pelletier, Rolande' })).toBeVisible();
  await key('r');
  const search = relais.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(search.getByRole('radio').nth(1)).toBeVisible();
  await key('2');
  await expect(search.getByRole('radio').nth(1)).toBeChecked();
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await relais.keyboard.press('Enter');
  const panel = relais.getByRole('complementary', { name: 'Visite' });
  await expect(panel).toContainText('Pelletier, Rolande');
  await expect(panel.getByRole('button', { name: /\.ics|calendrier/i })).toBeVisible();
  const file = relais.waitForEvent('download');
  await key('i');
  expect((await file).suggestedFilename()).toMatch(/\.ics$/);

  await key('m');
  const places = relais.getByRole('complementary', { name: 'Déplacer la visite' }).getByRole('radio');
  await expect(places.nth(1)).toBeVisible();
  await key('2');
  await expect(places.nth(1)).toBeChecked();
  await relais.keyboard.press('Enter');
  await expect(panel.getByText('Déplacée du')).toBeVisible();
  await key('z');
  await expect(panel.getByText('Déplacée du')).toHaveCount(0);
  await expect(panel).toContainText('Pelletier, Rolande');

  await key('x');
  await expect(panel.getByRole('radio', { name: 'Patient' })).toBeFocused();
  await relais.keyboard.press('Enter');
  await relais.keyboard.press('Tab');
  // A letter chooses in the list of causes, as in any list of the system.
  await key('t');
  await relais.keyboard.press('Tab');
  await relais.keyboard.press('Tab');
  await expect(panel.getByRole('button', { name: 'Annuler la visite' })).toBeFocused();
  await relais.keyboard.press('Enter');
  await expect(panel.getByText('Annulée (Patient) : Transport')).toBeVisible();
  await key('u');
  await expect(panel.getByText('Annulée (Patient) : Transport')).toHaveCount(0);
}

/** From the schedule: back to a day with a visit, arrived and done, seen in the list and in the week. */
async function noteAsDone(relais: Page, key: (name: string) => Promise<void>): Promise<void> {
  await key('t');
  const settled = relais.locator('.schedule-main:not(.is-stale)');
  await expect(settled).toBeVisible();
  const team = relais.getByRole('group', { name: 'Journée de l’équipe' });
  // At a distance more is asked of it: `remote-visit.spec.ts`.
  const booked = relais.locator('.schedule-visit.is-booked:not(.schedule-visit-VIDEO, .schedule-visit-PHONE)');
  for (let day = 0; day < 14; day += 1) {
    const shown = (await team.getAttribute('aria-label')) ?? '';
    await relais.keyboard.press('Alt+ArrowLeft');
    await expect(team).not.toHaveAttribute('aria-label', shown);
    await expect(settled).toBeVisible();
    if ((await booked.count()) > 0) break;
  }
  const visit = relais.locator(`[data-visit="${(await booked.first().getAttribute('data-visit')) ?? ''}"]`);
  await visit.focus();
  await relais.keyboard.press('Enter');
  await expect(visit).toHaveAttribute('aria-pressed', 'true');
  await key('a');
  await expect(relais.getByRole('complementary', { name: 'Visite' }).getByText('sur place')).toBeVisible();
  await key('v');
  await expect(visit).toHaveAccessibleName(/faite/);
  await key('d');
  await expect(relais.getByRole('row').filter({ hasText: 'faite' }).first()).toBeVisible();
  await key('w');
  await expect(relais.getByRole('group', { name: /^Semaine de / })).toBeVisible();
}
