import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('a treatment from the keyboard: a daily methotrexate asks, its dose changes, it is stopped with a reason', async ({ relais }) => {
  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await relais.getByLabel('Nom de famille', { exact: true }).fill('Béland');
  await relais.getByLabel('Prénom', { exact: true }).fill('Maryse');
  await relais.getByLabel('Date de naissance').fill('1958-03-14');
  await relais.getByRole('radio', { name: 'Femme' }).click();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: 'Béland, Maryse', level: 1 })).toBeVisible();
  await relais.getByRole('tab', { name: 'Traitements' }).click();
  await expect(relais.getByText('Aucun traitement au dossier.')).toBeVisible();

  await relais.keyboard.press('n');
  await expect(relais.getByRole('combobox', { name: 'Médicament' })).toBeFocused();
  await relais.keyboard.type('metho');
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Dose', { exact: true })).toBeFocused();
  await relais.keyboard.type('2,5');
  await relais.getByLabel('Fréquence').selectOption('daily');
  const reason = relais.getByLabel('Raison de le faire quand même');
  await expect(reason).toBeVisible();
  await expect(relais.getByText('une fois par semaine')).toBeVisible();
  await expectAccessible(relais, 'new treatment');
  await relais.getByLabel('Fréquence').selectOption('weekly');
  await expect(reason).toBeHidden();
  await relais.getByLabel('Dose', { exact: true }).fill('15');
  // Left for another tab and come back to: nothing typed is lost.
  await relais.getByRole('tab', { name: 'Diagnostics' }).click();
  await expect(relais.getByRole('button', { name: /Nouveau diagnostic/ }).first()).toBeVisible();
  await relais.getByRole('tab', { name: 'Traitements' }).click();
  await expect(relais.getByText('Aucun traitement au dossier.')).toBeVisible();
  await relais.keyboard.press('n');
  await relais.getByRole('button', { name: 'Reprendre' }).click();
  await expect(relais.getByLabel('Dose', { exact: true })).toHaveValue('15');
  await relais.getByLabel('Début').fill('mars 2024');
  await relais.getByRole('button', { name: 'Ajouter' }).click();

  const line = relais.getByRole('row', { name: /^Méthotrexate/ });
  await expect(line).toContainText('15 mg SC par semaine');
  await expect(line).toContainText('depuis mars 2024');
  await expect(line).toBeFocused();
  await relais.keyboard.press('c');
  await relais.getByLabel('Dose', { exact: true }).fill('20');
  await relais.keyboard.press('Enter');
  await expect(line).toContainText('20 mg SC par semaine');
  await expect(line).toContainText('15 mg SC par semaine, jusqu’au');

  await relais.keyboard.press('s');
  await expect(relais.getByLabel('Fin')).toBeFocused();
  await relais.getByLabel('Raison').selectOption('adverse-event');
  await relais.getByLabel('Raison').press('Tab');
  await relais.keyboard.type('nausées');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Aucun traitement en cours.')).toBeVisible();
  await expect(line).toContainText('effet indésirable');
  await expect(line).toContainText('nausées');
  await expectAccessible(relais, 'treatments');
  await expectNoMissingText(relais, 'treatments');

  // The history tells each step field by field, in words.
  await relais.getByRole('tab', { name: 'Historique' }).click();
  const history = relais.getByRole('table', { name: 'Historique du dossier' });
  await expect(history.getByRole('row').nth(1)).toContainText(/Raison de l’arrêt \(Méthotrexate\)\s: rien/);
  await expect(history.getByRole('row').nth(1)).toContainText('effet indésirable');
  await expect(history.getByRole('row').nth(2)).toContainText(/Dose \(Méthotrexate\)\s: 15\smg SC par semaine, depuis mars\s2024/);
  await expect(history.getByRole('row').nth(3)).toContainText('Ajout');
  await expectNoMissingText(relais, 'history of treatments');
});
