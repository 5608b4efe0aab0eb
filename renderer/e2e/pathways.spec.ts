import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { registerPatient } from './registered-patient.ts';

inClinic('a pathway from the keyboard: entry item by item, included, held at the gate, moved on, suspended, seen on the board', async ({ relais }) => {
  await registerPatient(relais, 'Ferrand', 'Monique');

  await relais.getByRole('tab', { name: 'Parcours' }).click();
  await expect(relais.getByText('Aucun parcours.')).toBeVisible();
  await relais.keyboard.press('n');
  await expect(relais.getByRole('combobox', { name: 'Parcours' })).toBeFocused();
  await relais.getByRole('combobox', { name: 'Parcours' }).selectOption({ label: 'Goutte, ajustement vers la cible' });
  await relais.getByRole('button', { name: 'Proposer', exact: true }).press('Enter');
  const sheet = relais.getByRole('region', { name: 'Goutte, ajustement vers la cible', exact: true });
  await expect(sheet.getByText('à vérifier', { exact: true })).toHaveCount(3);
  await expect(sheet.getByRole('button', { name: /^Inclure/ })).toHaveCount(0);

  await relais.keyboard.press('f');
  for (const [question, answer] of [['Goutte confirmée', 'Oui'], ['Accepte un traitement de fond', 'Oui'], ['Éruption ou fièvre sous allopurinol', 'Non']] as const) {
    await relais.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer }).click();
  }
  await expectAccessible(relais, 'facts of a pathway');
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(sheet.getByText('la personne peut être incluse')).toBeVisible();

  await relais.keyboard.press('i');
  await relais.getByLabel('Première dose').press('Enter');
  await expect(sheet.getByText('En cours depuis le')).toBeVisible();
  await expect(sheet.getByText(/il en manque 1/)).toBeVisible();
  await expect(sheet.getByRole('button', { name: /^Passer à la suite/ })).toHaveCount(0);
  // The steps of the phase are those of the follow-up.
  await relais.getByRole('tab', { name: 'Suivi' }).click();
  await expect(relais.getByRole('row', { name: /Enseignement et première dose/ })).toBeVisible();
  // The history of the record calls that follow-up by the words of the pathway, never by a code.
  await relais.getByRole('tab', { name: 'Historique' }).click();
  await expect(relais.getByText('Goutte, ajustement vers la cible · Ajustement').first()).toBeVisible();
  await expect(relais.getByText(/gout-titration/)).toHaveCount(0);
  await relais.getByRole('tab', { name: 'Parcours' }).click();
  await expect(sheet).toBeVisible();

  await relais.keyboard.press('f');
  await relais.getByLabel(/^Urate/).fill('318');
  await relais.getByLabel(/^Urate/).press('Enter');
  await expect(sheet.getByText(/ouvert/)).toBeVisible();
  await relais.keyboard.press('a');
  await relais.getByRole('button', { name: 'Passer', exact: true }).press('Enter');
  await expect(sheet.getByText('Passage : À la cible')).toBeVisible();
  await relais.keyboard.press('s');
  await relais.getByLabel('Raison').selectOption('flare');
  await relais.getByRole('button', { name: 'Suspendre', exact: true }).press('Enter');
  await expect(sheet.getByText('Suspendu depuis le')).toBeVisible();
  await expectAccessible(relais, 'pathways of a person');
  await expectNoMissingText(relais, 'pathways of a person');

  await relais.getByRole('navigation').getByRole('link', { name: 'Parcours' }).click();
  // The one with most people is shown first.
  await expect(relais.getByRole('combobox', { name: 'Parcours' })).toHaveValue('gout-titration');
  const card = relais.getByRole('region', { name: 'Suspendus' }).getByRole('link', { name: /Ferrand, Monique/ });
  await expect(card).toBeVisible();
  await expectAccessible(relais, 'board of a pathway');
  await expectNoMissingText(relais, 'board of a pathway');
  await card.press('Enter');
  await expect(sheet).toBeVisible();
});
