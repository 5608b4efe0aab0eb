import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Opens the demonstration clinic as one of its people, at one of its pages. */
async function enterAs(page: Page, persona: string, link: string): Promise<void> {
  await page.getByRole('radio', { name: persona, exact: true }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await expect(page.locator('.frame')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: link }).click();
  await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible();
}

test('what is done at one desk is seen at the other: taken on, booked, called off', async ({ relais, server, browser }) => {
  test.slow();
  const name = /Picard, Nadia/;
  await enterAs(relais, 'Rhumatologue', 'Triage');
  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1280, height: 800 } });
  const other = await context.newPage();
  await other.goto(server.address);
  await enterAs(other, 'Secrétaire', 'Triage');
  await other.getByRole('tab', { name: /À réserver/ }).click();
  await other.getByRole('row', { name }).click();
  await expect(other.getByRole('heading', { name })).toBeVisible();
  await expect(other.getByText(/Prise en charge par/)).toBeHidden();

  await relais.getByRole('tab', { name: /Ma file/ }).click();
  await relais.getByRole('row', { name }).click();
  await expect(relais.locator('.triage-foot').getByRole('button', { name: /Prendre/ })).toBeVisible();
  await relais.keyboard.press('p');
  await expect(other.getByText('Prise en charge par Dre Geneviève Lachance.')).toBeVisible();
  await expect(other.getByText('Ouverte aussi par Dre Geneviève Lachance')).toBeVisible();
  await expect(other.getByRole('row', { selected: true })).toContainText(/Picard, Nadia/);

  await relais.locator('.triage-foot').getByRole('button', { name: /Réserver/ }).click();
  await relais.getByRole('button', { name: /^Réserver / }).click();
  await expect(relais.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await expect(other.getByRole('row', { name })).toBeHidden();
  // What was being read stays, and says that it is no longer as it was.
  await expect(other.getByRole('heading', { name })).toBeVisible();
  await expect(other.getByText('Cette demande vient d’être modifiée à un autre poste.')).toBeVisible();
  await other.keyboard.press('Enter');
  await expect(other.getByText('Cette demande vient d’être modifiée à un autre poste.')).toBeHidden();

  await relais.keyboard.press('Enter');
  const team = (page: Page) => page.getByRole('group', { name: 'Journée de l’équipe' });
  await expect(relais.locator('.schedule-visit[aria-pressed="true"]')).toContainText(name);
  const day = (await team(relais).getAttribute('aria-label')) ?? '';
  await other.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Agenda' }).click();
  await expect(team(other)).toBeVisible();
  for (let step = 0; step < 60 && (await team(other).getAttribute('aria-label')) !== day; step += 1) {
    const shown = (await team(other).getAttribute('aria-label')) ?? '';
    await other.keyboard.press('Alt+ArrowRight');
    await expect(team(other)).not.toHaveAttribute('aria-label', shown);
  }
  const block = other.locator('.schedule-visit').filter({ hasText: name });
  const id = (await block.getAttribute('data-visit')) ?? '';
  await relais.keyboard.press('x');
  const panel = relais.getByRole('complementary', { name: 'Visite' });
  await panel.getByRole('combobox').selectOption('transport');
  await panel.getByRole('button', { name: 'Annuler la visite' }).press('Enter');
  await expect(other.locator(`[data-visit="${id}"]`)).toContainText('Libéré');
  await context.close();
});
