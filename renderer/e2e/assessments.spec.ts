import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { administrator } from './first-start-page.ts';

/** Registers somebody and begins an assessment of rheumatoid arthritis. */
async function beginAssessment(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await page.getByLabel('Nom de famille', { exact: true }).fill('Béland');
  await page.getByLabel('Prénom', { exact: true }).fill('Maryse');
  await page.getByLabel('Date de naissance').fill('1958-03-14');
  await page.getByRole('radio', { name: 'Femme' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Béland, Maryse', level: 1 })).toBeVisible();
  await page.getByRole('tab', { name: 'Évaluations' }).click();
  await expect(page.getByText('Aucune évaluation.')).toBeVisible();
  await page.keyboard.press('v');
  await expect(page.getByRole('heading', { name: 'Béland, Maryse, évaluation' })).toBeVisible();
}

const score = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });

inClinic('a visit is assessed from the keyboard: joints, measures, scores as one types, signed, then amended with a trace', async ({ relais }) => {
  await beginAssessment(relais);
  await relais.getByRole('button', { name: 'Instruments' }).click();
  await relais.getByRole('button', { name: 'Polyarthrite' }).click();
  await relais.keyboard.press('Escape');

  // With nothing in it there is nothing to sign, and the page says so.
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('alert')).toContainText('Rien n’y est noté');

  // Four tender, two of them swollen.
  await relais.keyboard.press('a');
  await expect(relais.getByRole('listbox', { name: /^Articulations/ })).toBeFocused();
  await relais.keyboard.press('b');
  await relais.keyboard.press('ArrowDown');
  await relais.keyboard.press('b');
  await relais.keyboard.press('ArrowDown');
  await relais.keyboard.press('t');
  await relais.keyboard.press('ArrowRight');
  await relais.keyboard.press('t');
  await expect(relais.getByText('4 doul. 2 enfl.')).toBeVisible();

  await relais.getByLabel('Évaluation globale du patient').fill('45');
  await relais.getByLabel('Évaluation globale du clinicien').fill('30');
  await relais.getByLabel('Protéine C réactive').fill('12');
  await expect(score(relais, 'DAS28-CRP (4 variables)')).toContainText('4,03');
  await expect(score(relais, 'CDAI')).toContainText('13,5');
  await expect(score(relais, 'CDAI')).toContainText('modérée');
  await relais.getByLabel('Protéine C réactive').fill('1200');
  await expect(relais.getByRole('alert')).toContainText('Hors limites');
  await expect(relais.getByRole('button', { name: /Signer/ })).toHaveAttribute('aria-disabled', 'true');
  await relais.getByLabel('Protéine C réactive').fill('12');
  await expectAccessible(relais, 'an assessment');
  await expectNoMissingText(relais, 'an assessment');

  // Left without a word, found as it was.
  await relais.getByRole('heading', { name: /évaluation$/ }).click();
  await relais.keyboard.press('Escape');
  await relais.keyboard.press('v');
  await expect(relais.getByLabel('Protéine C réactive')).toHaveValue('12');
  await expect(relais.getByText('4 doul. 2 enfl.')).toBeVisible();

  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Évaluation signée.')).toBeVisible();
  await expect(relais.getByRole('row').filter({ hasText: 'DAS28-CRP' })).toContainText('4,03');
  await expectAccessible(relais, 'the assessments of a record');

  await relais.getByRole('row').nth(1).getByRole('link').click();
  await expect(relais.getByLabel('Protéine C réactive')).toBeDisabled();
  await relais.getByRole('button', { name: 'Corriger' }).click();
  await relais.getByLabel('Pourquoi la corriger').fill('CRP du mauvais jour');
  await relais.keyboard.press('Enter');
  await relais.getByLabel('Protéine C réactive').fill('4');
  await expect(score(relais, 'DAS28-CRP (4 variables)')).toContainText('3,69');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('row').filter({ hasText: 'DAS28-CRP' })).toContainText('1 correction');

  // A second visit: the curve of what was signed, the change since, the published one named.
  await relais.keyboard.press('v');
  await relais.getByRole('button', { name: 'Examinées, rien à noter' }).click();
  await relais.getByLabel('Évaluation globale du patient').fill('5');
  await relais.getByLabel('Évaluation globale du clinicien').fill('5');
  await relais.getByLabel('Protéine C réactive').fill('2');
  await expect(score(relais, 'CDAI')).toContainText('12,5 de moins');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('img', { name: /^CDAI\s: 2 valeurs/ })).toBeVisible();
  await expectAccessible(relais, 'the curves of a record');
});

inClinic('the patient answers on a view of their own, and gives back a locked page', async ({ relais }) => {
  await beginAssessment(relais);
  await relais.getByRole('button', { name: 'Instruments' }).click();
  await relais.getByRole('button', { name: 'Spondyloarthrite' }).click();
  await relais.keyboard.press('Escape');
  await relais.getByRole('button', { name: 'Vue du patient' }).click();
  await expect(relais.getByRole('heading', { name: /comment allez-vous aujourd’hui/ })).toBeVisible();
  await expectAccessible(relais, 'the patient view');
  for (const digit of ['6', '7', '5', '3', '4', '6']) await relais.keyboard.press(digit);
  await expect(relais.getByText('Combien de temps dure cette raideur')).toBeVisible();
  await relais.keyboard.press('5');
  await expect(relais.getByRole('heading', { name: 'Merci, Maryse.' })).toBeVisible();
  await relais.getByRole('button', { name: 'Terminé' }).click();
  await relais.getByLabel(/Mot de passe/).fill(administrator.password);
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Évaluation globale du patient')).toHaveValue('60');
});
