import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { proposePathway, registerPatient } from './registered-patient.ts';

inClinic('community nurses: added, trained, proposed with reasons, named with a back-up, replaced with why', async ({ relais }) => {
  const rail = relais.getByRole('navigation');
  await rail.getByRole('link', { name: 'Infirmières' }).click();
  await expect(relais.getByText('Le répertoire est vide.')).toBeVisible();
  for (const [given, family, areas] of [['Josée', 'Pellerin', 'H2X 3'], ['Samira', 'Haddad', 'H3 12,5']] as const) {
    await relais.keyboard.press('n');
    await relais.getByLabel('Prénom').fill(given);
    await relais.getByLabel('Nom de famille').fill(family);
    await relais.getByLabel('Codes postaux et distance (facultatif)').fill(given === 'Josée' ? 'H2X' : areas);
    if (given === 'Josée') {
      await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
      await expect(relais.getByText('À corriger, ligne 1')).toBeVisible();
      await relais.getByLabel('Codes postaux et distance (facultatif)').fill(areas);
      await expectAccessible(relais, 'entry of a nurse');
    }
    await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
    await expect(relais.getByRole('row', { name: new RegExp(family) })).toContainText('Aucune formation valide');
  }
  await expect(relais.getByRole('row', { name: /Samira Haddad/ })).toContainText('H3 (12,5 km)');
  await expectAccessible(relais, 'directory of nurses');
  await expectNoMissingText(relais, 'directory of nurses');

  await rail.getByRole('link', { name: 'Formation' }).click();
  for (const name of ['Josée Pellerin', 'Samira Haddad']) {
    await relais.getByRole('button', { name, exact: true }).press('Enter');
    for (const kind of ['Éducation thérapeutique, 40 heures', 'Module immunothérapie, 4 heures']) {
      await relais.getByRole('combobox', { name: 'Formation' }).selectOption({ label: kind });
      await relais.getByLabel('Obtenue le').fill('2026-01-10');
      await relais.getByLabel('Obtenue le').press('Enter');
      await expect(relais.getByRole('row', { name: new RegExp(name) })).toContainText(kind);
    }
    await relais.keyboard.press('Escape');
  }

  await registerPatient(relais, 'Ferrand', 'Monique');
  await proposePathway(relais, 'Immunothérapie à domicile');
  const sheet = relais.getByRole('region', { name: 'Suivi à domicile : Immunothérapie à domicile' });
  await expect(sheet.getByText('personne de désigné')).toHaveCount(2);
  await sheet.getByRole('button', { name: 'Désigner : Infirmière' }).press('Enter');
  await expect(relais.getByRole('radio', { name: /Haddad/ })).toBeChecked();
  await relais.getByRole('radio', { name: /Pellerin/ }).check();
  await relais.getByRole('button', { name: 'Désigner', exact: true }).press('Enter');
  await expect(relais.getByText(/^à remplir/i)).toBeVisible();
  await relais.getByLabel('Pourquoi').fill('Voisine de palier');
  await expectAccessible(relais, 'naming a nurse');
  await relais.getByLabel('Pourquoi').press('Enter');
  await expect(sheet).toContainText('Josée Pellerin');
  await sheet.getByRole('button', { name: 'Désigner : Relève' }).press('Enter');
  await expect(relais.getByRole('radio', { name: /Pellerin/ })).toBeDisabled();
  await relais.getByRole('button', { name: 'Désigner', exact: true }).press('Enter');
  await expect(sheet).toContainText('Samira Haddad');
  await sheet.getByRole('button', { name: 'Retirer : Samira Haddad' }).press('Enter');
  await relais.getByLabel('Pourquoi').fill('Congé');
  await relais.getByLabel('Pourquoi').press('Enter');
  await sheet.getByText('1 suivi auparavant').click();
  await expect(sheet).toContainText('Congé');
  await expectAccessible(relais, 'nurses of a person');
  await expectNoMissingText(relais, 'nurses of a person');

  await rail.getByRole('link', { name: 'Infirmières' }).click();
  await expect(relais.getByRole('row', { name: /Josée Pellerin/ })).toContainText('1 sur 10');
  await relais.getByRole('button', { name: 'Josée Pellerin', exact: true }).press('Enter');
  await relais.getByRole('region', { name: 'Personnes suivies par Josée Pellerin' }).getByRole('button', { name: 'Ferrand, Monique' }).press('Enter');
  await expect(sheet).toBeVisible();
});
