import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { registerPatient } from './registered-patient.ts';

inClinic('an emergency visit is noted in seconds from the keyboard, corrected, told by the history, taken back with why', async ({ relais }) => {
  await registerPatient(relais, 'Ferrand', 'Odile');
  await relais.getByRole('tab', { name: 'Parcours' }).click();
  await expect(relais.getByText('Aucun parcours.')).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Noter une urgence ou une hospitalisation' })).toBeVisible();
  await relais.keyboard.press('h');
  const reason = relais.getByLabel('Motif', { exact: true });
  await expect(reason).toBeFocused();
  await reason.fill('Fièvre et frissons');
  await reason.press('Enter');
  const sheet = relais.getByRole('region', { name: 'Urgences et hospitalisations', exact: true });
  await expect(sheet).toContainText('Passage aux urgences');
  await expect(sheet).toContainText('Fièvre et frissons');

  await sheet.getByRole('button', { name: /^Corriger, Passage aux urgences/ }).press('Enter');
  await relais.getByRole('radiogroup', { name: 'Dû au traitement' }).getByRole('radio', { name: 'Oui' }).click();
  await relais.getByRole('combobox', { name: /^Organe de la toxicité/ }).selectOption({ label: 'Intestin' });
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(relais.getByText('À remplir.')).toBeVisible();
  await expectAccessible(relais, 'an emergency visit');
  await expectNoMissingText(relais, 'an emergency visit');
  await relais.getByRole('radiogroup', { name: 'Grade' }).getByRole('radio', { name: '2' }).click();
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(sheet).toContainText('dû au traitement, Intestin, grade 2');

  await relais.getByRole('tab', { name: 'Historique' }).click();
  await expect(relais.getByRole('row', { name: /Grade \(Passage aux urgences\)/ })).toContainText('2');
  await relais.getByRole('tab', { name: 'Parcours' }).click();
  await sheet.getByRole('button', { name: /^Corriger, Passage aux urgences/ }).press('Enter');
  await relais.getByRole('button', { name: 'Noté par erreur…' }).press('Enter');
  await relais.getByLabel('Pourquoi c’est retiré').fill('Une autre personne');
  await relais.getByLabel('Pourquoi c’est retiré').press('Enter');
  await expect(sheet).toHaveCount(0);
});
