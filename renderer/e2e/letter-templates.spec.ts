import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('the clinic edits the text of a letter, is told of a field nobody knows, and goes back to the original', async ({ relais }) => {
  await relais.getByRole('link', { name: 'Admin.' }).click();
  await relais.getByRole('tab', { name: 'Modèles' }).click();
  const text = relais.getByRole('textbox', { name: 'Texte' });
  await expect(text).toHaveValue(/Nous avons bien reçu votre demande pour \{patient\}/);
  await text.fill('Bonjour {patiant}.');
  await expect(relais.getByRole('alert')).toContainText('Vouliez-vous dire « patient »?');
  await expect(relais.getByRole('button', { name: /Enregistrer/ })).toBeDisabled();
  await text.fill('Bonjour {patient}.');
  await expect(relais.getByText('Bonjour Maryse Béland.', { exact: true })).toBeVisible();
  await relais.keyboard.press('Control+s');
  await expect(relais.getByText('Le modèle est enregistré.')).toBeVisible();
  await expect(relais.getByText(/Version 1, enregistrée par/)).toBeVisible();
  await expectAccessible(relais, 'letter templates');
  await expectNoMissingText(relais, 'letter templates');
  await relais.getByRole('button', { name: 'Revenir au texte d’origine' }).click();
  await expect(text).toHaveValue(/Nous avons bien reçu votre demande/);
  await expect(relais.getByText(/retour au texte d’origine/)).toBeVisible();
});
