import { expect, expectAccessible, expectNoMissingText, inClinic, test } from './fixtures.ts';

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

test('a paid line is countered with a reason, and another amount is entered in its place, once', async ({ relais }) => {
  test.slow();
  await relais.getByRole('radio', { name: 'Coordination', exact: true }).click();
  await relais.getByRole('button', { name: 'Explorer' }).click();
  await expect(relais.locator('.frame-rail')).toBeVisible({ timeout: 60_000 });
  await relais.getByRole('navigation').getByRole('link', { name: 'Paiements' }).click();
  const lines = relais.getByRole('region', { name: 'Lignes du mois' });
  const counter = lines.getByRole('button', { name: /^Contre-passer/ });
  // The older ones are paid: of this month, or of one before.
  await expect(async () => {
    if ((await counter.count()) === 0) await relais.getByRole('button', { name: 'Mois précédent' }).click();
    await expect(counter.first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await counter.first().click();
  await relais.keyboard.press('Escape');
  await expect(lines.getByLabel('Pourquoi')).toHaveCount(0);
  await counter.first().click();
  await lines.getByLabel('Pourquoi').fill('Une seule séance');
  await relais.keyboard.press('Enter');
  await lines.getByRole('button', { name: /^Remplacer/ }).first().click();
  await relais.keyboard.press('Enter');
  await expect(lines.getByText('Un montant plus grand que zéro, de deux décimales au plus.')).toBeVisible();
  await lines.getByLabel('Nouveau montant (EUR)').fill('50');
  await lines.getByLabel('Pourquoi').fill('Une séance, pas deux');
  await expectAccessible(relais, 'another amount');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Montant de remplacement écrit')).toBeVisible();
  await expect(lines.getByRole('button', { name: /^Remplacer/ })).toHaveCount(0);
  await expectNoMissingText(relais, 'another amount');
});
