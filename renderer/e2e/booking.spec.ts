import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';

/** Opens the demonstration clinic as one of its people. */
async function enterAs(page: Page, persona: string): Promise<void> {
  await page.getByRole('radio', { name: persona, exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
}

async function openSchedule(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^(Agenda|Schedule)$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^(Agenda|Schedule)$/ })).toBeVisible();
}

test('set the hours, book an accepted request with the keyboard, see it in the day, print the list', async ({ relais: page }) => {
  await enterAs(page, 'Secrétaire');
  await openSchedule(page);

  // Hours: from 8 to 10 on a day without any for the first rheumatologist, typed the way people type.
  // The demonstration has hours on the day it is opened, also on a weekend: whichever day of it is free.
  await page.keyboard.press('h');
  await expect(page.getByRole('heading', { level: 1, name: 'Horaires' })).toBeVisible();
  await expect(page.getByLabel('Professionnel', { exact: true })).toHaveValue(/.+/);
  await expect(page.getByRole('group', { name: 'Dimanche' })).toBeVisible();
  const isSundayFree = (await page.getByRole('group', { name: 'Dimanche' }).getByLabel('Dimanche, de').count()) === 0;
  const dayName = isSundayFree ? 'Dimanche' : 'Samedi';
  await page.getByRole('button', { name: `${dayName}, ajouter des heures` }).click();
  const freeDay = page.getByRole('group', { name: dayName });
  await freeDay.getByLabel(`${dayName}, de`).fill('10h');
  await freeDay.getByLabel(`${dayName}, à`).fill('8');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('La fin vient avant le début.')).toBeVisible();
  await freeDay.getByLabel(`${dayName}, de`).fill('8');
  await freeDay.getByLabel(`${dayName}, à`).fill('1030');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Horaires enregistrés')).toBeVisible();
  await expect(freeDay.getByLabel(`${dayName}, à`)).toHaveValue('10:30');

  // The first request that waits for a visit; its places, the second of them, Enter.
  await openSchedule(page);
  await expect(page.locator('.schedule-waiting-row').first()).toBeVisible();
  await page.keyboard.press('f');
  const name = await page.locator('.schedule-waiting-row b').first().innerText();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(panel.getByText(name)).toBeVisible();
  await expect(panel.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('radio', { checked: true })).toHaveCount(1);
  await page.keyboard.press('2');
  const place = await panel.getByRole('radio', { checked: true }).locator('b').innerText();
  await expect(page.locator('.schedule-proposed')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await expect(page.locator('.schedule-message')).toContainText('Rendez-vous avec');

  // In the day, selected; its panel tells the same; the request no longer waits.
  await page.keyboard.press('Enter');
  const visit = page.locator('.schedule-visit[aria-pressed="true"]');
  await expect(visit).toContainText(name);
  await expect(page.getByRole('complementary', { name: 'Visite' })).toContainText(place.split(', ').at(-1) ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'À placer' })).not.toContainText(name);

  // The list, and only the list, on paper.
  await page.keyboard.press('d');
  await expect(page.getByRole('row', { name })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Liste du jour · ')).toBeVisible();
  await expect(page.getByRole('row', { name })).toBeVisible();
  await expect(page.locator('.frame-rail')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Horaires' })).toBeHidden();
});

test('a place taken meanwhile by another desk: the list is new, the search stays', async ({ relais: page, browser, server }) => {
  await enterAs(page, 'Secrétaire');
  await openSchedule(page);
  await expect(page.locator('.schedule-waiting-row').first()).toBeVisible();
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(panel.getByRole('radio').first()).toBeFocused();
  const first = panel.getByRole('radio', { checked: true });
  const taken = await first.locator('b').innerText();
  const professional = (await first.locator('.slot-who').first().innerText()).split(', ')[0] ?? '';

  // The same person at a second window, for another request, takes that place.
  const other = await (await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 }, storageState: await page.context().storageState() })).newPage();
  await other.goto(new URL('/', server.address).href);
  await expect(other.locator('.frame-rail')).toBeVisible();
  await openSchedule(other);
  await other.locator('.schedule-waiting-row').nth(1).click();
  const otherPanel = other.getByRole('complementary', { name: 'Trouver un créneau' });
  await otherPanel.getByLabel('Avec qui').selectOption({ label: professional });
  await otherPanel.getByLabel('Modalité').selectOption(await panel.getByLabel('Modalité').inputValue());
  await otherPanel.getByRole('radio').filter({ hasText: taken }).filter({ hasText: professional }).click();
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await other.context().close();

  await page.keyboard.press('Enter');
  await expect(panel.getByText('Cette place vient d’être prise.')).toBeVisible();
  await expect(panel.getByRole('radio', { checked: true }).locator('b')).not.toHaveText(taken);
  // A list that changed under the hand takes one key more before it books.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible({ timeout: 4000 });
  }).toPass();

  // A visit chosen in the calendar takes the place of what was just booked.
  await page.locator('.schedule-visit').first().click();
  await expect(page.getByRole('complementary', { name: 'Visite' })).toBeVisible();
});

test('the life of a visit by keyboard: refused before its day, called off and put back, moved; arrived and done', async ({ relais: page }) => {
  await enterAs(page, 'Secrétaire');
  await openSchedule(page);
  const team = page.getByRole('group', { name: 'Journée de l’équipe' });
  const panel = page.getByRole('complementary', { name: 'Visite' });
  /** Goes from day to day until one has a visit that is only booked. */
  const toBooked = async (keys: string): Promise<void> => {
    for (let day = 0; day < 14; day += 1) {
      const shown = (await team.getAttribute('aria-label')) ?? '';
      await page.keyboard.press(keys);
      await expect(team).not.toHaveAttribute('aria-label', shown);
      await expect(page.locator('.schedule-main.is-stale')).toHaveCount(0);
      if ((await page.locator('.schedule-visit.is-booked:not(.schedule-visit-VIDEO, .schedule-visit-PHONE)').count()) > 1) return;
    }
  };

  await toBooked('Alt+ArrowRight');
  const visit = page.locator('.schedule-visit.is-booked').first();
  const id = (await visit.getAttribute('data-visit')) ?? '';
  const block = page.locator(`[data-visit="${id}"]`);
  await visit.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(block).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('v');
  await expect(panel.getByText('Rien ne se note avant le jour de la visite')).toBeVisible();

  await page.keyboard.press('x');
  await expect(panel.getByRole('radio', { name: 'Patient' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await panel.getByRole('combobox').selectOption('transport');
  await panel.getByRole('button', { name: 'Annuler la visite' }).press('Enter');
  await expect(block).toContainText('Libéré');
  await expect(panel.getByText('Annulée (Patient) : Transport')).toBeVisible();
  await expect(block).toBeFocused();
  await page.keyboard.press('u');
  await expect(block).not.toContainText('Libéré');

  const download = page.waitForEvent('download');
  await page.keyboard.press('i');
  expect((await download).suggestedFilename()).toMatch(/^Rendez-vous \d{4}-\d{2}-\d{2}\.ics$/);

  await page.keyboard.press('m');
  const search = page.getByRole('complementary', { name: 'Déplacer la visite' });
  await search.getByLabel('Avec qui').selectOption({ label: 'Tout le monde' });
  await search.getByRole('radio').nth(1).click();
  const to = (await search.getByRole('radio', { checked: true }).locator('.slot-who').first().innerText()).split(', ')[0] ?? '';
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Déplacée du')).toBeVisible();
  await expect(panel).toContainText(to);
  await expect(block).toBeFocused();
  await page.keyboard.press('z');
  await expect(panel.getByText('Déplacée du')).toHaveCount(0);

  await page.keyboard.press('t');
  await expect(page.locator('.schedule-main.is-stale')).toHaveCount(0);
  await toBooked('Alt+ArrowLeft');
  // At a distance more is asked of it: `remote-visit.spec.ts`.
  const past = page.locator('.schedule-visit.is-booked:not(.schedule-visit-VIDEO, .schedule-visit-PHONE)').first();
  const done = page.locator(`[data-visit="${(await past.getAttribute('data-visit')) ?? ''}"]`);
  const who = await past.locator('b').first().innerText();
  await past.click();
  await expect(panel).toContainText(who);
  await page.keyboard.press('a');
  await expect(panel.getByText('sur place')).toBeVisible();
  await page.keyboard.press('v');
  await expect(done).toHaveAccessibleName(/faite/);
  await page.keyboard.press('d');
  await expect(page.getByRole('row').filter({ hasText: who })).toContainText('faite');

  // The week of that professional: the same visit; a week on, and back by T.
  const professional = await panel.locator('dd').filter({ hasText: /, \S/ }).filter({ hasNotText: /\d{4}/ }).first().innerText();
  await page.keyboard.press('w');
  await page.locator('.schedule-tools select').selectOption({ label: (professional.split(/[,\n]/)[0] ?? '').trim() });
  await expect(page.getByRole('group', { name: /^Semaine de / })).toBeVisible();
  await expect(done).toHaveAccessibleName(/faite/);
  await done.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-visit]:focus')).toHaveCount(1);
  const label = (await page.getByRole('group', { name: /^Semaine de / }).getAttribute('aria-label')) ?? '';
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('group', { name: /^Semaine de / })).not.toHaveAttribute('aria-label', label);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.schedule-paper-head')).toBeVisible();
  await expect(page.locator('.schedule-day')).toBeHidden();
});

test('consent to a visit at a distance is noted from the day', async ({ relais: page }) => {
  await enterAs(page, 'Secrétaire');
  await openSchedule(page);
  const waiting = page.locator('.schedule-visit[aria-label*="consentement à obtenir"]');
  const team = page.getByRole('group', { name: 'Journée de l’équipe' });
  for (let day = 0; day < 7; day += 1) {
    const shown = (await team.getAttribute('aria-label')) ?? '';
    if ((await waiting.count()) > 0) break;
    await page.keyboard.press('Alt+ArrowRight');
    await expect(team).not.toHaveAttribute('aria-label', shown);
  }
  const spoken = (await waiting.first().getAttribute('aria-label')) ?? '';
  await waiting.first().click();
  const panel = page.getByRole('complementary', { name: 'Visite' });
  await panel.getByRole('radio', { name: 'Verbal' }).click();
  await panel.getByRole('button', { name: 'Noter le consentement' }).click();
  await expect(panel.getByText('Cochez quand les limites ont été expliquées')).toBeVisible();
  await panel.getByRole('checkbox', { name: /^Limites expliquées/ }).check();
  await panel.getByRole('button', { name: 'Noter le consentement' }).click();
  await expect(panel.getByText('Verbal, noté par Chantal Dubé')).toBeVisible();
  await expect(page.locator(`.schedule-visit[aria-label="${spoken}"]`)).toHaveCount(0);
});

test('a visit without a request is booked from the record, by telephone, in the patient’s own zone', async ({ relais: page }) => {
  await enterAs(page, 'Infirmière');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gauthier hélène');
  await expect(page.getByRole('option').first()).toContainText('Gauthier, Hélène');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Gauthier, Hélène' })).toBeVisible();
  await page.keyboard.press('r');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(panel.getByText('Sans demande')).toBeVisible();
  await panel.getByLabel('Modalité').selectOption('PHONE');
  await panel.getByLabel('Avec qui').selectOption({ label: 'Mélanie Ouellet' });
  await panel.getByLabel('Fuseau horaire de la personne').selectOption('America/Halifax');
  await expect(panel.getByText('Pour elle')).toBeVisible();
  await expect(panel.locator('.slot-who').first()).toContainText('Mélanie Ouellet');
  await panel.getByRole('radio').filter({ hasText: 'Mélanie' }).nth(2).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await expect(page.locator('.schedule-message')).toContainText('Atlantique');
  await expect(page.getByText('consentement à obtenir').last()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Visite' })).toContainText('chez la personne');
});

test('a modality the record speaks against says why, and is booked with a reason by who may', async ({ relais: page }) => {
  await enterAs(page, 'Rhumatologue');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pelletier rolande');
  await expect(page.getByRole('option').first()).toContainText('Pelletier, Rolande');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Pelletier, Rolande' })).toBeVisible();
  await page.keyboard.press('r');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await panel.getByLabel('But de la visite').selectOption('Poussée');
  await panel.getByLabel('Modalité').selectOption('PHONE');
  await expect(panel.getByText('en personne dans les 10 jours')).toBeVisible();
  await panel.getByLabel('But de la visite').selectOption('Signe neurologique nouveau');
  await expect(panel.getByText('demande un examen')).toBeVisible();
  await expectAccessible(page, 'a modality held back by what the visit is for');
  await panel.getByLabel('But de la visite').selectOption('Suivi stable, cible atteinte');
  await panel.getByLabel('Modalité', { exact: true }).selectOption('VIDEO');
  await expect(panel.getByText('le dossier dit par téléphone seulement')).toBeVisible();
  await expect(panel.locator('.slot-who').first()).toBeVisible();
  await panel.getByRole('button', { name: /^Réserver/ }).click();
  await expect(panel.getByLabel('Pourquoi cette modalité malgré tout')).toBeFocused();
  await page.keyboard.type('Sa fille apporte une tablette');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Visite' })).toContainText('Sa fille apporte une tablette');
  await expect(page.getByRole('complementary', { name: 'Visite' })).toContainText('Suivi stable');
});

inClinic('a new clinic says what to do first: hours, then a template for video links', async ({ relais: page }) => {
  await expect(page.getByText('Aucune demande à trier.')).toBeVisible();
  await expectAccessible(page, 'an empty first screen');
  await openSchedule(page);
  await expect(page.getByText('Personne n’a encore d’horaire.')).toBeVisible();
  await page.getByRole('button', { name: 'Saisir les horaires' }).click();
  await page.getByRole('button', { name: 'Lundi, ajouter des heures' }).click();
  await page.getByRole('button', { name: 'Lundi, ajouter des heures' }).click();
  await page.getByRole('button', { name: 'Lundi, copier du lundi au vendredi' }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Horaires enregistrés')).toBeVisible();
  await openSchedule(page);
  await expect(page.locator('.schedule-head')).toContainText(['Lachance']);

  await page.getByRole('link', { name: 'Liens vidéo' }).click();
  const template = page.getByLabel(/^Adresse du service vidéo/);
  await template.fill('https://visio.clinique.example/');
  await page.keyboard.press('Enter');
  await expect(page.getByText('L’adresse doit contenir {room}')).toBeVisible();
  await expectAccessible(page, 'video links');
  await template.fill('https://visio.clinique.example/{room}');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Modèle de lien enregistré')).toBeVisible();
  await expect(template).toHaveValue('https://visio.clinique.example/{room}');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`English, ${scheme}: today, the schedule, the search, the hours are accessible and have their texts`, async ({ browser, server }) => {
    test.slow();
    const context = await browser.newContext({ locale: 'en-CA', colorScheme: scheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const check = async (screen: string): Promise<void> => {
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await expectAccessible(page, `${screen}, ${scheme}`);
      await expectNoMissingText(page, screen);
    };
    await page.goto(server.address);
    await page.getByRole('radio', { name: 'Secretary', exact: true }).click();
    await page.getByRole('button', { name: 'Explore' }).click();
    await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
    if ((await page.locator('html').getAttribute('lang')) !== 'en-CA') {
      await page.locator('.frame-user').click();
      await page.getByText('English').click();
      await page.keyboard.press('Escape');
    }
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await check('today');
    await openSchedule(page);
    await expect(page.locator('.schedule-head').first()).toBeVisible();
    await check('team day');
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+ArrowRight');
    await page.locator('.schedule-visit-VIDEO, .schedule-visit-PHONE').first().click();
    await check('visit');
    await page.keyboard.press('d');
    await check('day list');
    await page.keyboard.press('w');
    await expect(page.getByRole('group', { name: /^Week of / })).toBeVisible();
    await check('week');
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.keyboard.press('Enter');
    await expect(page.locator('.slot').first()).toBeVisible();
    await check('find a slot');
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await expect(page.locator('.hours-day').first()).toBeVisible();
    await check('hours');
    await page.getByRole('tab', { name: 'Leave and closures' }).click();
    await expect(page.locator('.holiday-list li').first()).toBeVisible();
    await check('leave and closures');
    await context.close();
  });
}
