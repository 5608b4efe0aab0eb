import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';

async function openScheduleAsSecretary(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Secrétaire', exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Agenda' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
  await expect(page.locator('.schedule-waiting-row').first()).toBeVisible();
}

test('the best places say why; what a person wishes changes them; a series is shown before it is booked, and taken back as one', async ({ relais: page }) => {
  await openScheduleAsSecretary(page);
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(panel.getByRole('radio').first()).toBeFocused();
  await expect(panel.getByRole('radio', { checked: true })).toContainText('comme demandé');
  await page.keyboard.press('p');
  await panel.getByLabel('Jeudi').check();
  await panel.getByLabel('Trajet, aller (km)').fill('loin');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Un nombre entier de 0 à 5')).toBeVisible();
  await panel.getByLabel('Trajet, aller (km)').fill('120');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Jeudi · à 120 km de la clinique')).toBeVisible();
  await expect(panel.getByText(/Jeudi, jour souhaité|autre jour que souhaité/).first()).toBeVisible();
  await expectAccessible(page, 'the best places');

  await page.keyboard.press('s');
  await panel.getByLabel('Rythme').selectOption('weekly');
  await expect(panel.locator('.series-visit')).toHaveCount(6);
  await panel.locator('.series-visit select').last().selectOption({ label: 'Ne pas placer' });
  await panel.getByRole('button', { name: /^Réserver \d visites?/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Visite' }).getByText(/^Série, visite 1 sur/)).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('la série est remise comme avant')).toBeVisible();
});

test('a place that becomes free is held for somebody who waits, then booked; nobody is booked before', async ({ relais: page }) => {
  await openScheduleAsSecretary(page);
  const team = page.getByRole('group', { name: 'Journée de l’équipe' });
  for (let day = 0; day < 14; day += 1) {
    const shown = (await team.getAttribute('aria-label')) ?? '';
    await page.keyboard.press('Alt+ArrowRight');
    await expect(team).not.toHaveAttribute('aria-label', shown);
    if ((await page.locator('.schedule-visit.is-booked').count()) > 1) break;
  }
  await page.locator('.schedule-visit.is-booked').first().click();
  const visit = page.getByRole('complementary', { name: 'Visite' });
  await visit.getByRole('button', { name: 'Veut plus tôt' }).click();
  await expect(page.getByText('sur la liste d’attente')).toBeVisible();
  await expect(visit.getByRole('button', { name: 'Veut plus tôt' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.locator('.schedule-visit.is-booked').nth(1).click();
  await page.keyboard.press('x');
  await visit.getByRole('combobox').selectOption('transport');
  await visit.getByRole('button', { name: 'Annuler la visite' }).click();
  await expect(visit.getByText('Annulée (Patient) : Transport')).toBeVisible();
  await page.keyboard.press('Escape');
  const waiting = page.getByRole('complementary', { name: 'À placer' });
  await waiting.getByRole('tab', { name: /^Attendent/ }).click();
  await expect(waiting.getByText('la veut plus tôt').first()).toBeVisible();
  await waiting.getByRole('tab', { name: /^Libérées/ }).click();
  await expectAccessible(page, 'freed places');
  // The place just called off is among them; whichever somebody who waits can take.
  const places = waiting.locator('.schedule-waiting-row');
  await expect(places.first()).toBeVisible();
  for (let index = 0; index < (await places.count()); index += 1) {
    await places.nth(index).click();
    await expect(waiting.getByRole('heading', { name: 'À qui la proposer' })).toBeVisible();
    await expect(waiting.locator('.skeleton')).toHaveCount(0);
    await expect(waiting.getByRole('radio').first().or(waiting.getByText('Personne qui attend ne peut'))).toBeVisible();
    if ((await waiting.getByRole('radio').count()) > 0) break;
    await page.keyboard.press('Escape');
  }
  await expect(waiting.getByRole('radio', { checked: true })).toBeFocused();
  await expectAccessible(page, 'whom to offer a place to');
  await page.keyboard.press('Enter');
  const held = waiting.getByRole('region', { name: 'Places retenues' });
  await expect(held.getByText(/^pour .*, jusqu’à/)).toBeVisible();
  await held.getByRole('button', { name: 'Réserver' }).click();
  await expect(held).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Visite' })).toBeVisible();
});
