import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { registerPatient } from './registered-patient.ts';

inClinic('a gate and what stops a dose are changed by forms; a pathway is begun, somebody included in it; closed, it is proposed no more', async ({ relais }) => {
  await registerPatient(relais, 'Ferrand', 'Monique');
  await relais.getByRole('link', { name: /^Admin/ }).click();
  await relais.getByRole('tab', { name: 'Parcours', exact: true }).click();
  await relais.getByRole('combobox', { name: 'Parcours' }).selectOption({ label: 'Immunothérapie à domicile' });
  await expect(relais.getByText('home-immunotherapy · 1.')).toBeVisible();

  // The gate: what is wrong is told at its field.
  await relais.getByRole('radio', { name: 'Conditions', exact: true }).click();
  const gate = relais.getByRole('region', { name: /^Avant de passer à : Séquence 2/ });
  await gate.getByRole('button', { name: 'Changer, OMS 0 à 2' }).press('Enter');
  const limit = relais.getByLabel('Valeur');
  await limit.fill('sept');
  await limit.press('Enter');
  await expect(relais.getByRole('alert')).toContainText('Un nombre est attendu ici');
  await limit.fill('7');
  await limit.press('Enter');
  await expect(relais.getByRole('alert')).toContainText('hors des bornes');
  await expectAccessible(relais, 'condition of a pathway');
  await expectNoMissingText(relais, 'condition of a pathway');
  await limit.fill('1');
  await limit.press('Enter');
  await expect(gate.getByText('Indice de performance OMS (ECOG) : au plus 1')).toBeVisible();

  // What stops a dose.
  await relais.getByRole('radio', { name: 'Doses', exact: true }).click();
  const items = relais.getByRole('region', { name: /^Points/ });
  await items.getByRole('button', { name: /^Changer, Corticoïdes/ }).press('Enter');
  await relais.getByLabel('Valeur').fill('7,5');
  await relais.getByRole('button', { name: 'Garder', exact: true }).press('Enter');
  await expect(items.getByText('Prednisone par jour : plus de 7,5 mg → NO-GO')).toBeVisible();
  await expectAccessible(relais, 'doses of a pathway');
  await expectNoMissingText(relais, 'doses of a pathway');
  await relais.getByLabel('Ce qui change, et pourquoi').fill('Plus prudent');
  // Only what was judged is kept.
  await expect(relais.getByRole('button', { name: 'Enregistrer la version' })).toBeEnabled();
  await relais.getByRole('button', { name: 'Enregistrer la version' }).press('Enter');
  await expect(relais.getByText(/home-immunotherapy · .*clinic\.1$/)).toBeVisible();

  // A pathway of the clinic's own, under a code nobody has.
  await relais.getByRole('button', { name: 'Nouveau parcours' }).press('Enter');
  await relais.getByLabel('Nom en français').fill('Vascularite, induction');
  await relais.getByLabel('Nom en anglais').fill('Vasculitis, induction');
  const code = relais.getByLabel('Code');
  await code.fill('gout-titration');
  await code.press('Enter');
  await expect(relais.getByText('Un parcours a déjà ce code')).toBeVisible();
  await expectAccessible(relais, 'new pathway');
  await code.fill('');
  await code.press('Enter');
  await expect(relais.getByRole('heading', { name: 'Nouveau parcours : Vascularite, induction' })).toBeVisible();
  await relais.getByLabel('Ce qui change, et pourquoi').fill('Pour commencer');
  // The page is lost: what was written is there, and is thrown away with a way back.
  await relais.getByLabel('Ce qui change, et pourquoi').blur();
  await relais.reload();
  await relais.getByRole('link', { name: /^Admin/ }).click();
  await relais.getByRole('tab', { name: 'Parcours', exact: true }).click();
  const offered = relais.getByText(/^Vous écrivez un nouveau parcours\s: Vascularite, induction/);
  await expect(offered).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Nouveau parcours' })).toBeDisabled();
  await expectAccessible(relais, 'a pathway being written');
  await relais.getByRole('button', { name: 'Jeter' }).press('Enter');
  await expect(offered).toBeHidden();
  await relais.getByRole('button', { name: /^Annuler/ }).press('Enter');
  await relais.getByRole('button', { name: 'Reprendre' }).press('Enter');
  await expect(relais.getByLabel('Ce qui change, et pourquoi')).toHaveValue('Pour commencer');
  // Only what was judged is kept.
  await expect(relais.getByRole('button', { name: 'Enregistrer la version' })).toBeEnabled();
  await relais.getByRole('button', { name: 'Enregistrer la version' }).press('Enter');
  await expect(relais.getByText('vasculitis-induction · 1.0.0+clinic.1')).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Nouveau parcours' })).toBeEnabled();

  // Somebody is included in it.
  const openPathways = async (): Promise<void> => {
    await relais.keyboard.press('Control+k');
    await relais.keyboard.type('Ferrand');
    await expect(relais.getByRole('option').first()).toContainText('Ferrand');
    await relais.keyboard.press('Enter');
    await relais.getByRole('tab', { name: 'Parcours' }).click();
  };
  await openPathways();
  await expect(relais.getByText('Aucun parcours.')).toBeVisible();
  await relais.keyboard.press('n');
  await relais.getByRole('combobox', { name: 'Parcours' }).selectOption({ label: 'Vascularite, induction' });
  await relais.getByRole('button', { name: 'Proposer', exact: true }).press('Enter');
  const sheet = relais.getByRole('region', { name: 'Vascularite, induction', exact: true });
  await expect(sheet.getByText('Proposé le')).toBeVisible();
  await relais.keyboard.press('f');
  await relais.getByRole('radiogroup', { name: 'Accepte le parcours' }).getByRole('radio', { name: 'Oui' }).click();
  await relais.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(sheet.getByText('la personne peut être incluse')).toBeVisible();
  await relais.keyboard.press('i');
  await relais.getByLabel('Inclusion').press('Enter');
  await expect(sheet.getByText('En cours depuis le')).toBeVisible();

  // Closed to new people: it is proposed no more, and whoever is on it goes on.
  await relais.getByRole('navigation').getByRole('link', { name: 'Parcours' }).click();
  await expect(relais.getByRole('combobox', { name: 'Parcours' }).locator('option:checked')).toHaveText('Vascularite, induction · 1');
  await relais.getByRole('link', { name: 'Définition' }).click();
  await relais.getByRole('button', { name: 'Fermer aux nouvelles personnes' }).press('Enter');
  await relais.getByRole('textbox', { name: 'Raison' }).fill('Essai terminé');
  await relais.getByRole('textbox', { name: 'Raison' }).press('Enter');
  await expect(relais.getByText(/^Fermé aux nouvelles personnes le .*Essai terminé$/)).toBeVisible();
  await expectAccessible(relais, 'closed pathway');
  await expectNoMissingText(relais, 'closed pathway');
  await openPathways();
  await expect(sheet.getByText('En cours depuis le')).toBeVisible();
  await relais.keyboard.press('n');
  await expect(relais.getByRole('combobox', { name: 'Parcours' }).getByRole('option')).not.toHaveCount(1);
  await expect(relais.getByRole('combobox', { name: 'Parcours' }).getByRole('option', { name: 'Vascularite, induction' })).toHaveCount(0);
});
