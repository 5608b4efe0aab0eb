import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('a follow-up plan from the keyboard: every date seen before, a step done from Today and taken back, other dates, a pause, an end', async ({ relais }) => {
  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await relais.getByLabel('Nom de famille', { exact: true }).fill('Roy');
  await relais.getByLabel('Prénom', { exact: true }).fill('Anne');
  await relais.getByLabel('Date de naissance').fill('1958-03-14');
  await relais.getByRole('radio', { name: 'Femme' }).click();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: 'Roy, Anne', level: 1 })).toBeVisible();

  await relais.getByRole('tab', { name: 'Suivi' }).click();
  await expect(relais.getByText('Aucun plan de suivi.')).toBeVisible();
  await relais.keyboard.press('n');
  await expect(relais.getByLabel('Modèle')).toBeFocused();
  await relais.getByLabel('Modèle').selectOption('FU01');
  await expect(relais.getByRole('checkbox', { name: /Réponse, semaine 12/ })).toBeChecked();
  await relais.getByRole('checkbox', { name: /Appel après la première dose/ }).press('Space');
  await expectAccessible(relais, 'applying a plan');
  await expectNoMissingText(relais, 'applying a plan');
  await relais.getByRole('button', { name: 'Appliquer le plan' }).press('Enter');
  const start = relais.getByRole('row', { name: /Départ du traitement/ });
  await expect(start).toContainText('à faire');
  await expect(relais.getByRole('row', { name: /Appel après la première dose/ })).toHaveCount(0);

  // What is to do is in Today, one key from the record.
  await relais.getByRole('link', { name: 'Aujourd’hui' }).click();
  const mine = relais.getByRole('region', { name: 'Mes étapes de suivi' });
  await expect(mine.getByText('Départ du traitement')).toBeVisible();
  await mine.getByRole('button', { name: 'Ouvrir le suivi de Roy, Anne' }).press('Enter');
  await expect(start).toBeVisible();
  await relais.keyboard.press('f');
  await expect(relais.getByLabel('Fait le')).toBeFocused();
  await relais.keyboard.press('Enter');
  await expect(start).toContainText('fait le');
  await relais.keyboard.press('z');
  await expect(start).toContainText('à faire');
  await relais.keyboard.press('f');
  await relais.getByLabel('Fait le').press('Enter');
  await expect(start).toContainText('fait le');

  // Twelve weeks after the first of March 2027 is a holiday.
  await relais.keyboard.press('m');
  await relais.getByLabel('Première dose').fill('2027-03-01');
  await expect(relais.getByText(/Réponse, semaine 12.*→\s25\smai/)).toBeVisible();
  await relais.getByLabel('Première dose').press('Enter');
  const response = relais.getByRole('row', { name: /Réponse, semaine 12/ });
  await expect(response).toContainText(/25\smai\s2027/);
  await expect(response).toContainText('est férié');

  await relais.keyboard.press('p');
  await relais.getByLabel('Pourquoi').fill('Opération');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('en pause depuis')).toBeVisible();
  await relais.keyboard.press('p');
  await relais.getByRole('button', { name: 'Reprendre' }).last().press('Enter');
  await expect(relais.getByText('en pause depuis')).toHaveCount(0);
  await expectAccessible(relais, 'follow-up');
  await expectNoMissingText(relais, 'follow-up');

  await relais.keyboard.press('t');
  await relais.getByLabel('Motif').selectOption('treatment-stopped');
  await relais.getByRole('button', { name: 'Terminer' }).last().press('Enter');
  await expect(relais.getByText('traitement arrêté')).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Rouvrir le plan' })).toBeVisible();

  // Each change is in the history, in words.
  await relais.getByRole('tab', { name: 'Historique' }).click();
  await expect(relais.getByText('Étape du plan de suivi (Nouveau DMARD conventionnel').first()).toBeVisible();
  await expect(relais.getByText(/Opération/).first()).toBeVisible();
  await expect(relais.getByText('traitement arrêté')).toBeVisible();
  await expectNoMissingText(relais, 'history of plans');
});
