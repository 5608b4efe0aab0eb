import gout from '../../main/pathways/content/gout-titration.json' with { type: 'json' };
import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';
import { registerPatient } from './registered-patient.ts';

inClinic('a pathway is changed, refused by line where it does not hold together, kept as a version; somebody on the way is taken over with what changes seen before', async ({ relais }) => {
  await registerPatient(relais, 'Ferrand', 'Monique');
  await relais.getByRole('tab', { name: 'Parcours' }).click();
  await expect(relais.getByText('Aucun parcours.')).toBeVisible();
  await relais.keyboard.press('n');
  await relais.getByRole('combobox', { name: 'Parcours' }).selectOption({ label: 'Goutte, ajustement vers la cible' });
  await relais.getByRole('button', { name: 'Proposer', exact: true }).press('Enter');
  const sheet = relais.getByRole('region', { name: 'Goutte, ajustement vers la cible', exact: true });
  await expect(sheet.getByText('Proposé le')).toBeVisible();

  await relais.getByRole('link', { name: /^Admin/ }).click();
  await relais.getByRole('tab', { name: 'Parcours', exact: true }).click();
  await relais.getByRole('combobox', { name: 'Parcours' }).selectOption({ label: 'Goutte, ajustement vers la cible' });
  await expect(relais.getByText(`gout-titration · ${gout.version}`)).toBeVisible();
  await expect(relais.getByRole('heading', { name: 'Ce qu’aurait une personne' })).toBeVisible();
  await expectAccessible(relais, 'definition of a pathway');
  await expectNoMissingText(relais, 'definition of a pathway');

  // A form says what is wrong at its field; the file says it by line.
  const phases = relais.getByRole('region', { name: 'Phases', exact: true });
  await phases.getByRole('button', { name: /^Changer, / }).nth(1).press('Enter');
  await relais.getByLabel('Commence').fill('demain');
  await relais.getByRole('button', { name: 'Garder', exact: true }).press('Enter');
  const alert = relais.getByRole('alert');
  await expect(alert).toContainText('Une durée est attendue ici');
  await expect(relais.getByLabel('Commence')).toHaveAttribute('aria-invalid', 'true');
  await relais.keyboard.press('Escape');
  await relais.getByRole('radio', { name: 'Fichier' }).click();
  const file = relais.getByLabel('Définition complète (JSON)');
  await file.fill((await file.inputValue()).replace(`"starts": "${gout.body.phases[1]?.starts}"`, '"starts": "demain"'));
  await expect(alert).toContainText('body.phases.1.starts');
  await expect(relais.getByRole('button', { name: 'Enregistrer la version' })).toBeDisabled();
  await alert.getByRole('button', { name: /^Ligne/ }).press('Enter');
  await expect(file).toBeFocused();
  expect(await file.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toContain('demain');
  await expectAccessible(relais, 'file of a pathway');
  await file.fill((await file.inputValue()).replace('demain', 'P5M'));
  await expect(alert).toHaveCount(0);
  await relais.getByRole('radio', { name: 'Formulaires' }).click();
  await expect(phases.getByText('P5M')).toBeVisible();
  await relais.getByLabel('Ce qui change, et pourquoi').fill('Un mois de moins');
  // Only what was judged is kept.
  await expect(relais.getByRole('button', { name: 'Enregistrer la version' })).toBeEnabled();
  await relais.getByRole('button', { name: 'Enregistrer la version' }).press('Enter');
  await expect(relais.getByText(`gout-titration · ${gout.version}+clinic.1`)).toBeVisible();

  // Whoever was on the way stays, and is taken over knowingly.
  const behind = relais.getByRole('region', { name: 'En cours sur une autre version' });
  await behind.getByRole('checkbox', { name: /Ferrand/ }).check();
  await expect(behind.getByText(/au plus tôt le .* au lieu du|Rien ne bouge/)).toBeVisible();
  await behind.getByRole('button', { name: `Passer la personne choisie à la ${gout.version}+clinic.1` }).press('Enter');
  await expect(behind).toHaveCount(0);
  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('Ferrand');
  await expect(relais.getByRole('option').first()).toContainText('Ferrand');
  await relais.keyboard.press('Enter');
  await relais.getByRole('tab', { name: 'Parcours' }).click();
  await expect(sheet.getByText(`${gout.version} → ${gout.version}+clinic.1`)).toBeVisible();
});
