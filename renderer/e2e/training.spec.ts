import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { proposePathway, registerPatient } from './registered-patient.ts';

inClinic('an act is offered only to somebody trained for it: refused, training noted, done, taken back', async ({ relais }) => {
  await registerPatient(relais, 'Ferrand', 'Monique');
  await proposePathway(relais, 'Immunothérapie à domicile');
  const sheet = relais.getByRole('region', { name: 'Immunothérapie à domicile', exact: true });
  await relais.keyboard.press('f');
  for (const [question, answer] of [
    ['Inhibiteur de point de contrôle indiqué, en monothérapie', 'Oui'], ['Domicile dans le territoire couvert', 'Oui'], ['Accepte le programme, information remise', 'Oui'], ['Réaction grave à une perfusion, auparavant', 'Non'],
    ['Maladie auto-immune non contrôlée', 'Non'], ['Greffe', 'Non'], ['Phase d’association avec l’ipilimumab', 'Non'], ['Pneumopathie interstitielle', 'Non'], ['Antécédent de myocardite', 'Non'],
  ] as const) {
    await relais.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer }).click();
  }
  await relais.getByLabel(/^Prednisone par jour/).fill('0');
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(sheet.getByText('la personne peut être incluse')).toBeVisible();
  await relais.keyboard.press('i');
  await relais.getByRole('combobox').last().selectOption({ index: 1 });
  await relais.getByLabel('Inclusion', { exact: true }).press('Enter');
  await expect(sheet.getByText('En cours depuis le')).toBeVisible();

  // Nobody is trained: the workshop cannot be noted as done.
  await relais.getByRole('tab', { name: 'Suivi' }).click();
  const workshop = relais.getByRole('row', { name: /Atelier 1 à domicile/ });
  await workshop.click();
  await relais.keyboard.press('f');
  const by = relais.getByRole('combobox', { name: 'Fait par' });
  await expect(by).toContainText('Personne n’est formé ce jour-là');
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(by).toHaveAttribute('aria-invalid', 'true');
  await relais.keyboard.press('Escape');

  await relais.getByRole('navigation').getByRole('link', { name: 'Formation' }).click();
  await relais.getByRole('button', { name: 'Geneviève Lachance', exact: true }).press('Enter');
  await expect(relais.getByRole('combobox', { name: 'Formation' })).toBeFocused();
  await relais.getByLabel('Heures faites').fill('40');
  await relais.getByLabel('Obtenue le').fill('2024-05-02');
  await relais.getByLabel('Donnée par (facultatif)').fill('Réseau');
  await relais.getByLabel('Donnée par (facultatif)').press('Enter');
  const row = relais.getByRole('row', { name: /Geneviève Lachance/ });
  await expect(row).toContainText('Éducation thérapeutique, 40 heures');
  await expect(row).toContainText('valide');
  await relais.getByRole('combobox', { name: 'Formation' }).selectOption({ label: 'Module immunothérapie, 4 heures' });
  await relais.getByLabel('Obtenue le').fill('2020-01-10');
  await relais.getByLabel('Obtenue le').press('Enter');
  await expect(row).toContainText(/échue le/);
  await expectAccessible(relais, 'training of the team');
  await expectNoMissingText(relais, 'training of the team');
  await relais.keyboard.press('Escape');
  await relais.keyboard.press('g');
  await relais.getByLabel('Nom en français').fill('Injection à domicile');
  await relais.getByLabel('Nom en anglais').fill('Injection at home');
  await relais.getByLabel('Heures', { exact: true }).fill('3,5');
  await expectAccessible(relais, 'a kind of training');
  await relais.getByLabel('Heures', { exact: true }).press('Enter');
  await expect(relais.getByRole('row', { name: /Injection à domicile/ })).toContainText('3,5');

  // Now it is offered, and the step keeps who did it.
  await relais.getByRole('link', { name: 'Aujourd’hui' }).click();
  await expect(relais.getByRole('region', { name: 'Formations à renouveler' })).toContainText('Module immunothérapie');
  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('row', { name: /Ferrand/ }).click();
  await relais.keyboard.press('Enter');
  await relais.getByRole('tab', { name: 'Suivi' }).click();
  await workshop.click();
  await relais.keyboard.press('f');
  await expect(by).toContainText('Geneviève Lachance');
  await by.selectOption({ label: 'Geneviève Lachance' });
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(workshop).toContainText('fait par Geneviève Lachance');

  await relais.getByRole('navigation').getByRole('link', { name: 'Formation' }).click();
  await relais.getByRole('button', { name: 'Geneviève Lachance', exact: true }).press('Enter');
  await relais.getByRole('button', { name: 'Retirer : Éducation thérapeutique, 40 heures' }).press('Enter');
  await relais.getByLabel('Pourquoi').fill('Attestation d’une autre personne');
  await relais.getByLabel('Pourquoi').press('Enter');
  await expect(relais.getByText(/Retirée par Geneviève Lachance/)).toBeVisible();
  await expect(row).not.toContainText('Éducation thérapeutique');
});
