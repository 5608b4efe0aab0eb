import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('payments: an amount is set, nothing is owed yet; workshops ask for somebody trained', async ({ relais }) => {
  const rail = relais.getByRole('navigation');
  await rail.getByRole('link', { name: 'Paiements' }).click();
  await expect(relais.getByText('Aucune ligne ce mois-ci.')).toBeVisible();
  await expect(relais.getByRole('row', { name: /Ateliers d’éducation thérapeutique/ })).toContainText('100,00 EUR');
  await relais.getByRole('button', { name: 'Changer : Déplacement, par kilomètre' }).press('Enter');
  await relais.getByLabel('Montant (EUR) (facultatif)').fill('0,455');
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(relais.getByText('Un montant d’au plus deux décimales, ou rien.')).toBeVisible();
  await relais.getByLabel('Montant (EUR) (facultatif)').fill('0,45');
  await expectAccessible(relais, 'a fee');
  await relais.getByLabel('Montant (EUR) (facultatif)').press('Enter');
  await expect(relais.getByRole('row', { name: /Déplacement/ })).toContainText('0,45 EUR');
  await relais.keyboard.press('e');
  await expect(relais.getByText('Rien de nouveau n’est dû.')).toBeVisible();
  await expectAccessible(relais, 'payments');
  await expectNoMissingText(relais, 'payments');

  await rail.getByRole('link', { name: 'Ateliers' }).click();
  await expect(relais.getByText('Aucun atelier prévu.')).toBeVisible();
  await relais.keyboard.press('n');
  await relais.getByRole('combobox', { name: 'Acte' }).selectOption({ index: 1 });
  await expect(relais.getByRole('combobox', { name: 'Animé par' })).toContainText('Personne n’est formé ce jour-là');
  await relais.getByRole('button', { name: 'Prévoir', exact: true }).press('Enter');
  await expect(relais.getByText(/^à remplir/i).first()).toBeVisible();
  await expectAccessible(relais, 'planning a workshop');
  await expectNoMissingText(relais, 'planning a workshop');
});
