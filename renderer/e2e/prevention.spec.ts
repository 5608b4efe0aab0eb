import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('prevention from the keyboard: a biologic started on an open checklist asks why, a live vaccine under it is confirmed, an operation has its plan', async ({ relais }) => {
  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await relais.getByLabel('Nom de famille', { exact: true }).fill('Roy');
  await relais.getByLabel('Prénom', { exact: true }).fill('Anne');
  await relais.getByLabel('Date de naissance').fill('1958-03-14');
  await relais.getByRole('radio', { name: 'Femme' }).click();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: 'Roy, Anne', level: 1 })).toBeVisible();

  await relais.getByRole('tab', { name: 'Surveillance' }).click();
  await expect(relais.getByText('Aucun traitement actif ne demande de surveillance.')).toBeVisible();
  await relais.keyboard.press('b');
  await relais.getByLabel('Médicament', { exact: true }).selectOption('adalimumab');
  const infection = relais.getByRole('listitem').filter({ hasText: 'Infection active exclue' });
  await expect(infection).toContainText('manque');
  await relais.getByRole('button', { name: /Noter une vérification.*Infection/ }).press('Enter');
  await expect(relais.getByLabel('Vérifié le')).toBeFocused();
  await relais.keyboard.press('Enter');
  await expect(infection).toContainText('fait');
  await expectAccessible(relais, 'checklist');

  await relais.getByRole('tab', { name: 'Traitements' }).click();
  await expect(relais.getByText('Aucun traitement au dossier.')).toBeVisible();
  await relais.keyboard.press('n');
  await expect(relais.getByRole('combobox', { name: 'Médicament' })).toBeFocused();
  await relais.keyboard.type('adalim');
  await expect(relais.getByRole('option', { selected: true }).filter({ hasText: /adalimumab/i })).toBeVisible();
  await relais.keyboard.press('Enter');
  await relais.getByLabel('Dose', { exact: true }).fill('40');
  await relais.getByLabel('Raison de le faire quand même').fill('vascularite sévère');
  await relais.getByRole('button', { name: 'Ajouter' }).click();
  const line = relais.getByRole('row', { name: /^Adalimumab/ });
  await expect(line).toContainText('vascularite sévère');
  await expect(line).toContainText('Hépatite C');

  await relais.getByRole('tab', { name: 'Prévention' }).click();
  await expect(relais.getByText('Vaccin vivant contre-indiqué sous adalimumab.')).toBeVisible();
  await relais.keyboard.press('n');
  await expect(relais.getByRole('combobox', { name: 'Vaccin' })).toBeFocused();
  await relais.keyboard.type('fievre');
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Donné le')).toBeFocused();
  await relais.keyboard.press('Enter');
  await relais.getByRole('checkbox', { name: 'Noter ce vaccin vivant malgré tout' }).press('Space');
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(relais.getByRole('row', { name: /^Fièvre jaune/ })).toContainText('contre-indiqué sous adalimumab');

  await relais.getByLabel('Opération ou infection').selectOption('arthroplasty');
  await relais.getByLabel('Date', { exact: true }).fill('2027-03-01');
  await expect(relais.getByRole('row', { name: /Adalimumab.*suspendre/ })).toContainText('aucune dose à partir du 15 févr. 2027');
  await relais.getByRole('button', { name: 'Garder au dossier' }).press('Enter');
  await expect(relais.getByRole('button', { name: 'Afficher le plan du 1er mars 2027' })).toBeVisible();
  await expectAccessible(relais, 'prevention');
  await expectNoMissingText(relais, 'prevention');
});
