import { Temporal } from 'temporal-polyfill';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';

// The clinic is in Montréal; this browser is not.
test.use({ timezoneId: 'Asia/Tokyo' });

test('a calendar of their own closes hours without detail, in the clinic’s time; an address is read until it is closed', async ({ relais: page }) => {
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: /^Agenda/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
  const today = (await page.locator('.schedule-jump input').inputValue()) ?? '';
  const day = Temporal.PlainDate.from(today).add({ days: 3 }).toString().replaceAll('-', '');
  await page.keyboard.press('h');
  await page.getByRole('tab', { name: 'Agendas extérieurs' }).click();
  const busy = page.getByRole('region', { name: 'Occupé ailleurs' });
  await expect(busy.getByText('Aucun agenda extérieur.')).toBeVisible();
  await expectAccessible(page, 'outside calendars');
  await expectNoMissingText(page, 'outside calendars');

  // A name first; then a file with a line that is none.
  await busy.getByRole('button', { name: 'Choisir un fichier .ics' }).click();
  await expect(busy.getByText('Donnez un nom à cet agenda.')).toBeVisible();
  await busy.getByLabel('Nom de l’agenda').fill('Hôpital');
  const choosing = page.waitForEvent('filechooser');
  await busy.getByRole('button', { name: 'Choisir un fichier .ics' }).click();
  const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'SUMMARY:Anniversaire surprise', `DTSTART;TZID=Eastern Standard Time:${day}T061000`, 'DURATION:PT35M', 'ceci n’est rien', 'END:VEVENT', 'END:VCALENDAR'];
  await (await choosing).setFiles({ name: 'hopital.ics', mimeType: 'text/calendar', buffer: Buffer.from(lines.join('\r\n')) });
  await expect(busy.getByText('Hôpital : 1 événement lu')).toBeVisible();
  await busy.getByText('1 remarque sur le fichier').click();
  await expect(busy.getByText('Ligne 6 : ligne illisible, passée')).toBeVisible();

  // At ten past six in Montréal, wherever the browser stands; what for, nobody is told.
  await page.getByRole('link', { name: /^Agenda/ }).click();
  await page.keyboard.press('d');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Alt+ArrowRight');
  const strip = page.getByRole('list', { name: 'Fermé ce jour-là' });
  await expect(strip).toContainText('Occupé ailleurs');
  await expect(strip).toContainText('6 h 10 à 6 h 45');
  await expect(page.locator('body')).not.toContainText('Anniversaire');

  await page.keyboard.press('h');
  await page.getByRole('tab', { name: 'Agendas extérieurs' }).click();
  const feeds = page.getByRole('region', { name: 'Adresses d’abonnement' });
  await feeds.getByRole('button', { name: 'Ouvrir une adresse' }).click();
  const address = await feeds.locator('code').innerText();
  const read = await page.request.get(address);
  expect([read.status(), read.headers()['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(await read.text()).toContain('BEGIN:VTIMEZONE');
  await feeds.getByRole('button', { name: /^Fermer l’adresse/ }).click();
  await expect(feeds.getByText('Aucune adresse ouverte.')).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
  await busy.getByRole('button', { name: 'Retirer Hôpital' }).click();
  await expect(busy.getByText('Aucun agenda extérieur.')).toBeVisible();
});
