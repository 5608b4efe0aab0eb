import type { Page } from '@playwright/test';
import { clinicWithABiologic, rheumatologist } from './clinic-with-a-biologic.ts';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { proposePathway } from './registered-patient.ts';
import { startServer } from './server.ts';

/** Signs in, and opens the record of somebody by their family name. */
async function openRecord(page: Page, familyName: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(familyName);
  await expect(page.getByRole('option').first()).toContainText(familyName);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(familyName) })).toBeVisible();
}

async function say(page: Page, question: string, answer: 'Oui' | 'Non'): Promise<void> {
  await page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer }).click();
}

async function withClinic(page: Page, journey: (clinic: Awaited<ReturnType<typeof clinicWithABiologic>>) => Promise<void>): Promise<void> {
  const clinic = await clinicWithABiologic();
  const server = await startServer({ clinic: clinic.directory });
  try {
    await page.goto(server.address);
    await page.getByLabel('Nom d’utilisateur').fill(rheumatologist.login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(rheumatologist.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Aujourd’hui' })).toBeVisible();
    await journey(clinic);
  } finally {
    await server.stop();
    clinic.remove();
  }
}

test('a new biologic: what is asked before it, a nurse call, the response at week 12 from the scores on file, the coverage renewed', async ({ page }) => {
  test.slow();
  await withClinic(page, async ({ day }) => {
    // The end of the authorisation is told ahead.
    await expect(page.getByRole('region', { name: 'Autorisations à renouveler' })).toContainText(/30 jours.*Béland, Maryse/s);
    await openRecord(page, 'Béland');
    await proposePathway(page, 'Nouveau biologique ou inhibiteur de JAK');
    const sheet = page.getByRole('region', { name: 'Nouveau biologique ou inhibiteur de JAK', exact: true });
    const save = page.getByRole('button', { name: 'Enregistrer', exact: true });
    await page.keyboard.press('f');
    await say(page, 'Médicament choisi avec la personne', 'Oui');
    await say(page, 'Infection en cours', 'Non');
    await save.press('Enter');
    await expect(sheet.getByText('la personne peut être incluse')).toBeVisible();
    await page.keyboard.press('i');
    await page.getByLabel('Décision de traiter').fill(day(-126));
    await page.getByLabel('Décision de traiter').press('Enter');
    await expect(sheet.getByText('En cours depuis le')).toBeVisible();

    // Before the first injection: the authorisation on file is taken over, the rest is answered.
    await expect(sheet).toContainText(/Hépatite C.*à faire/);
    await page.keyboard.press('f');
    for (const question of ['Dépistage de la tuberculose fait et réglé', 'Hépatites B et C dépistées et réglées', 'Vaccins revus']) await say(page, question, 'Oui');
    await page.getByRole('button', { name: 'Autorisation du payeur obtenue : répondre Oui, selon le dossier' }).press('Enter');
    await expect(page.getByRole('radiogroup', { name: 'Autorisation du payeur obtenue' }).getByRole('radio', { name: 'Oui' })).toBeChecked();
    await expectAccessible(page, 'answers proposed from the record');
    await save.press('Enter');
    await expect(sheet.getByText(/ouvert; prévu/)).toBeVisible();
    await page.keyboard.press('a');
    await page.getByLabel('Le', { exact: true }).fill(day(-98));
    await page.getByRole('button', { name: 'Passer', exact: true }).press('Enter');
    await expect(sheet.getByText('Passage : Départ')).toBeVisible();

    await page.getByRole('tab', { name: 'Suivi' }).click();
    const call = page.getByRole('row', { name: /Appel, semaine 2/ });
    await call.click();
    await page.keyboard.press('f');
    await expect(page.getByRole('combobox', { name: 'Fait par' })).toContainText('Isabelle Chauvin');
    await save.press('Enter');
    // Training in biologics is not noted: what she relies on is asked for, kept with the step and listed.
    await expect(page.getByLabel('Compétence')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page, 'a step without its training noted');
    await page.getByLabel('Compétence').fill('Formée au congrès de 2024');
    await page.getByLabel('Compétence').press('Enter');
    await expect(call).toContainText(/fait par Isabelle Chauvin.*sans la formation notée.*Formée au congrès de 2024/s);

    // CDAI 18 before, 8 now.
    await page.getByRole('tab', { name: 'Parcours' }).click();
    await expect(sheet).toContainText(/CDAI 18.*CDAI 8.*Baisse 55/s);
    await page.keyboard.press('f');
    await page.getByRole('button', { name: 'Réponse d’au moins 50 % : répondre Oui, selon le dossier' }).press('Enter');
    await say(page, 'Enseignement fait et repris par la personne', 'Oui');
    await save.press('Enter');
    await expect(sheet.getByText(/ouvert; prévu/)).toBeVisible();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Passer', exact: true }).press('Enter');
    await expect(sheet.getByText('Passage : Entretien')).toBeVisible();
    await expect(sheet).toContainText('À renouveler avant le');
    await expectAccessible(page, 'a pathway read from the record');
    await expectNoMissingText(page, 'a pathway read from the record');

    await page.getByRole('tab', { name: 'Traitements' }).click();
    await page.getByRole('row', { name: /^Adalimumab/ }).click();
    await page.getByRole('button', { name: /^Couverture/ }).click();
    await page.getByLabel(/^Demande envoyée le/).fill(day(0));
    await page.getByLabel(/^Demande envoyée le/).press('Enter');
    await expect(page.getByText('Couverture enregistrée')).toBeVisible();
    await page.getByRole('tab', { name: 'Suivi' }).click();
    const renewal = page.getByRole('row', { name: /Renouvellement de la couverture/ });
    await renewal.getByRole('button', { name: 'Oui' }).first().click();
    await expect(renewal).toContainText('fait le');
    await page.getByRole('navigation').getByRole('link', { name: 'Formation' }).click();
    await expect(page.getByRole('region', { name: 'Fait sans la formation notée' })).toContainText(/Appel, semaine 2.*Formée au congrès de 2024/s);
    await expectAccessible(page, 'what was done without the training noted');
  });
});

test('stable: entry from the scores on file, calls by whoever is trained; reduced mobility: at a distance first, then at home', async ({ page }) => {
  test.slow();
  await withClinic(page, async ({ day }) => {
    await openRecord(page, 'Hébert');
    await proposePathway(page, 'Cible atteinte, suivi infirmier à distance');
    const stable = page.getByRole('region', { name: 'Cible atteinte, suivi infirmier à distance', exact: true });
    await page.keyboard.press('f');
    await page.getByRole('button', { name: /^Mois à la cible : répondre 7.mois/ }).press('Enter');
    await say(page, 'Soins à distance possibles', 'Oui');
    await say(page, 'Traitement changé depuis six mois', 'Non');
    await say(page, 'Grossesse en cours ou projetée', 'Non');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(stable.getByText('la personne peut être incluse')).toBeVisible();
    await page.keyboard.press('i');
    await page.getByLabel('Entrée en suivi à distance').fill(day(-120));
    await page.getByLabel('Entrée en suivi à distance').press('Enter');
    await expect(stable.getByText('En cours depuis le')).toBeVisible();
    await page.getByRole('tab', { name: 'Suivi' }).click();
    const contact = page.getByRole('row', { name: /Contact infirmier/ }).first();
    await expect(contact).toContainText('Téléphone');
    await contact.click();
    await page.keyboard.press('f');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await expect(contact).toContainText('fait par Isabelle Chauvin');

    await proposePathway(page, 'Mobilité réduite');
    const reduced = page.getByRole('region', { name: 'Mobilité réduite', exact: true });
    await reduced.getByRole('button', { name: /^Noter/ }).click();
    await say(page, 'Mobilité réduite constatée', 'Oui');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).press('Enter');
    await reduced.getByRole('button', { name: /^Inclure/ }).click();
    await page.getByLabel('Entrée dans la trajectoire').press('Enter');
    await expect(reduced.getByText('En cours depuis le')).toBeVisible();
    await page.getByRole('tab', { name: 'Suivi' }).click();
    const steps = page.getByRole('table', { name: /Mobilité réduite/ });
    await expect(steps.getByRole('row').nth(1)).toContainText(/Premier contact à distance.*Vidéo/s);
    await expect(steps.getByRole('row', { name: /Infirmière à domicile/ })).toContainText('Domicile');
    await expect(page.getByText('Deux chutes ou plus')).toBeVisible();
    // A place for it is looked for at home, for as long as it takes.
    await steps.getByRole('row', { name: /Infirmière à domicile/ }).click();
    await page.keyboard.press('b');
    await expect(page.getByRole('combobox', { name: 'Modalité' })).toHaveValue('HOME');
    await expect(page.getByRole('combobox', { name: 'Durée' })).toHaveValue('60');
  });
});
