import type { Page } from '@playwright/test';
import { addDays, civilDate } from '../../main/appointments/wall-time.ts';
import { clinicWithAPathway, everybody } from './clinic-with-a-pathway.ts';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { proposePathway } from './registered-patient.ts';
import { startServer } from './server.ts';

/** Answers an item of the list by its words: yes or no, or a number. */
async function answer(page: Page, item: RegExp, answers: readonly (readonly [string, string])[]): Promise<void> {
  await page.getByRole('button', { name: item }).press('Enter');
  for (const [label, value] of answers) {
    if (value === 'Oui' || value === 'Non') await page.getByRole('radiogroup', { name: label }).getByRole('radio', { name: value }).click();
    else await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: 'Enregistrer', exact: true })).toHaveCount(0);
  // The keyboard is back at what opened the form, drawn anew.
  await expect(page.getByRole('button', { name: item })).toBeFocused();
}

const vitals = (temperature: string) => [['Température (°C)', temperature], ['SpO₂ (%)', '97'], ['SpO₂\u00A0: points perdus depuis la dernière dose', '0'], ['Pression artérielle systolique (mmHg)', '126'], ['Poids perdu depuis le mois précédent (%)', '0']] as const;

test('immunotherapy at home from its beginning to its end: included, six months, a dose on a GO, a NO-GO the hospital answers, the third sequence, the exit', async ({ page }) => {
  test.slow();
  const today = civilDate(new Date().toISOString(), 'Europe/Paris');
  const clinic = await clinicWithAPathway();
  const server = await startServer({ clinic: clinic.directory });
  try {
    await page.goto(server.address);
    await page.getByLabel('Nom d’utilisateur').fill(everybody.login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(everybody.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Aujourd’hui' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Béland');
    await expect(page.getByRole('option').first()).toContainText('Béland');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /Béland/ })).toBeVisible();
    await proposePathway(page, 'Immunothérapie à domicile');
    const sheet = page.getByRole('region', { name: 'Immunothérapie à domicile' });
    await expect(sheet.getByText('Proposé le')).toBeVisible();

    // Entry, item by item: what is asked is met, what excludes is not. Included seven intervals of four weeks ago: six months and more.
    await page.keyboard.press('f');
    for (const yes of [/^Inhibiteur de point de contrôle/, /^Domicile dans le territoire/, /^Accepte le programme/]) await page.getByRole('radiogroup', { name: yes }).getByRole('radio', { name: 'Oui' }).click();
    for (const question of await page.getByRole('radiogroup').all()) {
      if ((await question.getByRole('radio', { checked: true }).count()) === 0) await question.getByRole('radio', { name: 'Non' }).click();
    }
    await page.getByLabel('Prednisone par jour (mg)').fill('0');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(sheet.getByText('la personne peut être incluse')).toBeVisible();
    await page.keyboard.press('i');
    await page.getByLabel('Inclusion').fill(addDays(today, -196));
    await page.getByLabel('Traitement').selectOption({ label: 'nivolumab, 480 mg toutes les 4 semaines' });
    await page.getByRole('button', { name: 'Inclure', exact: true }).press('Enter');
    await expect(sheet.getByText('En cours depuis le')).toBeVisible();
    const doses = page.getByRole('region', { name: 'Doses' });
    await expect(doses.getByText('nivolumab, 480 mg toutes les 4 semaines, intraveineuse')).toBeVisible();

    // Six months: the gate, item by item, then home.
    await page.keyboard.press('f');
    const numbers: Readonly<Record<string, string>> = { 'Mois d’immunothérapie reçus (mois)': '6', 'Grade le plus élevé d’un effet indésirable en cours': '0', 'Grade le plus élevé d’un effet indésirable passé, hors endocrine substitué': '1', 'Indice de performance OMS (ECOG)': '1', 'Trajet jusqu’aux urgences (min)': '20', 'Ateliers d’éducation thérapeutique faits': '2' };
    for (const [label, value] of Object.entries(numbers)) await page.getByLabel(label).fill(value);
    for (const yes of await page.getByRole('radio', { name: 'Oui', exact: true }).all()) await yes.click();
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(sheet.getByText(/^ouvert/)).toBeVisible();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Passer', exact: true }).press('Enter');
    await expect(sheet.getByText(/Passage/)).toBeVisible();

    // The dose of today, now at home.
    await page.getByRole('button', { name: /^Les \d+ doses/ }).click();
    await page.getByRole('button', { name: 'Ouvrir la dose 8' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Dose 8/ })).toBeVisible();
    await expect(page.getByText('HOLD').first()).toBeVisible();
    await expectAccessible(page, 'a dose');
    await page.getByRole('link', { name: 'Appeler' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Appel de symptômes/ })).toBeVisible();
    await expectAccessible(page, 'a call');
    await expectNoMissingText(page, 'a call');
    await page.getByRole('radiogroup').first().getByRole('radio').first().focus();
    for (let question = 0; question < 20; question += 1) await page.keyboard.press('0');
    await page.getByRole('button', { name: 'Enregistrer l’appel' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Dose 8/ })).toBeVisible();
    await answer(page, /^Répondre : Constantes/, vitals('36,8'));
    // The laboratory: proposed from the record and nothing filled in, until somebody takes it over, or writes another value with the day of its sample.
    await page.getByRole('button', { name: /^Répondre : Analyses/ }).press('Enter');
    await expect(page.getByLabel('Plaquettes (× 10⁹/L)', { exact: true })).toHaveValue('');
    // Nothing typed: said once, and the keyboard is at the first that is missing.
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(page.getByText(/^Neutrophiles, Plaquettes, .*TSH\s: À remplir/)).toBeVisible();
    await expect(page.getByLabel('Neutrophiles (× 10⁹/L)', { exact: true })).toBeFocused();
    await page.getByRole('button', { name: 'Reprendre les 10 valeurs du dossier' }).press('Enter');
    await expectAccessible(page, 'values of the laboratory');
    await page.getByLabel('Plaquettes (× 10⁹/L)', { exact: true }).fill('9000');
    await page.getByRole('radiogroup', { name: /^Autre anomalie nouvelle/ }).getByRole('radio', { name: 'Non' }).click();
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(page.getByText('Plaquettes : Un nombre de 0 à 3')).toBeVisible();
    await page.getByLabel('Plaquettes (× 10⁹/L)', { exact: true }).fill('212');
    await page.getByLabel('Prélevé le (valeurs écrites ici)').fill(today);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(page.getByRole('button', { name: 'Enregistrer', exact: true })).toHaveCount(0);
    await expect(page.getByText(/prélevé le .* repris du dossier/)).toBeVisible();
    await expectNoMissingText(page, 'values of the laboratory');
    await answer(page, /^Répondre : OMS/, [['Indice de performance OMS (ECOG)', '1'], ['Infection ou antibiotique en cours', 'Non']]);
    await answer(page, /^Répondre : Corticoïdes/, [['Prednisone par jour (mg)', '0']]);
    await answer(page, /^Répondre : Validation/, [['Dose validée par l’oncologue', 'Oui']]);
    await answer(page, /^Répondre : Libération/, [['Préparation libérée', 'Oui']]);
    await answer(page, /^Répondre : Identité/, [['Identité vérifiée par deux identifiants', 'Oui']]);
    await answer(page, /^Répondre : Trousse/, [['Trousse d’urgence', 'Oui']]);
    await expect(page.getByText('Tout est conforme : la dose peut être donnée et consignée.')).toBeVisible();
    await page.keyboard.press('e');
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Consigner', exact: true }).press('Enter');
    await expect(page.getByText('Deux identifiants au moins.')).toBeVisible();
    await expect(page.getByRole('checkbox').first()).toBeFocused();
    await page.getByRole('checkbox').nth(1).check();
    await page.getByLabel('Lot', { exact: true }).fill('AB1234');
    // Left by a slip: what was typed is offered again.
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Reprendre', exact: true }).press('Enter');
    await expect(page.getByLabel('Lot', { exact: true })).toHaveValue('AB1234');
    await page.getByRole('button', { name: 'Ajouter un incident' }).press('Enter');
    await page.getByRole('button', { name: 'Retirer l’incident 1' }).press('Enter');
    await expect(page.getByLabel('Grade')).toHaveCount(0);
    await page.getByLabel('Péremption').fill('2099-01-01');
    await page.getByLabel('Début', { exact: true }).fill('10 h 00');
    await page.getByLabel('Fin', { exact: true }).fill('1030');
    await page.getByLabel('Observée jusqu’à').fill('11:05');
    for (const [measure, value] of [['Température', '36,8'], ['Pouls', '72'], ['Pression systolique', '126'], ['SpO₂', '97']] as const) {
      for (const moment of ['Début', '15 min', '30 min', 'Fin']) await page.getByLabel(`${measure}, ${moment}`, { exact: true }).fill(value);
    }
    await expectAccessible(page, 'a dose to record');
    await page.getByRole('button', { name: 'Consigner', exact: true }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Comment elle a été donnée' })).toBeVisible();
    await expectAccessible(page, 'a dose given');
    await expectNoMissingText(page, 'a dose given');

    // A slip of the pen: corrected with why, what was written stays, struck through.
    await page.keyboard.press('e');
    await page.getByLabel('Raison de la correction').fill('Lot mal recopié');
    await page.getByLabel('Lot', { exact: true }).fill('AB1243');
    await expectAccessible(page, 'a dose to correct');
    await page.getByRole('button', { name: 'Corriger', exact: true }).press('Enter');
    await expect(page.getByRole('region', { name: 'Corrections' }).locator('s')).toContainText('AB1234');
    await expectAccessible(page, 'a dose corrected');

    // The next one, brought forward to today: a fever.
    await page.getByRole('link', { name: 'Dossier' }).click();
    await expect(doses.getByText('1 donnée')).toBeVisible();
    await page.getByRole('button', { name: /^Les \d+ doses/ }).click();
    await page.getByRole('button', { name: 'Ouvrir la dose 9' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Dose 9/ })).toBeVisible();
    await page.keyboard.press('m');
    await page.getByLabel('Le', { exact: true }).fill(today);
    await page.getByRole('radio', { name: 'À leurs dates' }).click();
    await page.getByLabel('Raison').selectOption('person');
    await page.getByRole('button', { name: 'Déplacer', exact: true }).press('Enter');
    await answer(page, /^Répondre : Constantes/, vitals('38,6'));
    await expect(page.getByText('NO-GO').first()).toBeVisible();
    await expect(page.getByText('1 alerte attend une réponse')).toBeVisible();

    // It has reached the hospital, which answers.
    await page.getByRole('navigation').getByRole('link', { name: /Alertes/ }).click();
    await expect(page.getByText('Température de 38 °C ou plus')).toBeVisible();
    await expect(page.getByText(/^Reste/)).toBeVisible();
    await expectAccessible(page, 'alerts');
    await page.getByRole('button', { name: /^Prendre en charge : Béland/ }).press('Enter');
    await page.getByLabel('Ce qui est fait').selectOption('hold');
    await page.getByLabel('En une phrase').fill('Hémocultures; dose reportée');
    await page.getByRole('button', { name: 'Prendre en charge', exact: true }).press('Enter');
    await expect(page.getByText('Rien n’attend de réponse.')).toBeVisible();
    await page.getByRole('tab', { name: 'Prises en charge' }).click();
    await expect(page.getByText(/Isabelle Chauvin.*suspendre la dose/)).toBeVisible();
    await expectNoMissingText(page, 'alerts');
    await page.getByRole('button', { name: /^Ouvrir : Béland/ }).press('Enter');
    await expect(page.getByText('suspendre la dose')).toBeVisible();
    await page.getByRole('link', { name: 'Dossier' }).click();

    // The third sequence, and the end.
    await expect(sheet.getByText('En cours depuis le')).toBeVisible();
    await page.keyboard.press('f');
    await page.getByLabel('Score d’autonomie (éducation thérapeutique) (%)').fill('92');
    for (const yes of await page.getByRole('radio', { name: 'Oui', exact: true }).all()) await yes.click();
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(sheet.getByRole('button', { name: /^Passer à la suite/ })).toBeVisible();
    await page.keyboard.press('a');
    await page.getByLabel('Le', { exact: true }).fill(today);
    await page.getByRole('button', { name: 'Passer', exact: true }).press('Enter');
    await expect(sheet.getByText(/Passage/)).toHaveCount(2);
    await page.keyboard.press('t');
    await page.getByLabel('Raison').selectOption('end-of-treatment');
    await page.getByRole('button', { name: 'Sortir', exact: true }).press('Enter');
    await expect(sheet.getByText('Sorti le')).toBeVisible();
    // A slip: taken back with why, and left again.
    await sheet.getByRole('button', { name: 'Annuler le dernier mouvement' }).press('Enter');
    await page.getByLabel('Raison', { exact: true }).fill('Saisie pour une autre personne');
    await expectAccessible(page, 'an exit to take back');
    await page.getByRole('button', { name: 'Annuler le mouvement', exact: true }).press('Enter');
    await expect(sheet.getByText('En cours depuis le')).toBeVisible();
    await expect(sheet.getByText(/Saisie pour une autre personne/)).toBeVisible();
    await page.keyboard.press('t');
    await page.getByLabel('Raison').selectOption('end-of-treatment');
    await page.getByRole('button', { name: 'Sortir', exact: true }).press('Enter');
    await expect(sheet.getByText('Sorti le')).toBeVisible();
    await expect(doses.getByText('Aucune dose prévue.').or(doses.getByText('1 donnée'))).toBeVisible();
  } finally {
    await server.stop();
    clinic.remove();
  }
});
