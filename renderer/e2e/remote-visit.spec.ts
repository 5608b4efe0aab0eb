import { clinicWithARemoteVisit, doctor } from './clinic-with-a-remote-visit.ts';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { startServer } from './server.ts';

test('a video visit begins once its verifications are kept, goes on by telephone, and leaves a visit in person to book', async ({ page }) => {
  const clinic = await clinicWithARemoteVisit();
  const server = await startServer({ clinic: clinic.directory });
  try {
    await page.goto(server.address);
    await page.getByLabel('Nom d’utilisateur').fill(doctor.login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(doctor.password);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Agenda' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
    await page.keyboard.press('d');
    const row = page.getByRole('row', { name: /Béland/ });
    await row.click();
    const panel = page.getByRole('complementary', { name: 'Visite' });
    await expect(panel.getByText('À distance : à juger')).toBeVisible();
    await page.keyboard.press('s');
    await expect(panel.getByText('Les vérifications du jour ne sont pas notées')).toBeVisible();

    // Two proofs of identity at least, and who is there.
    await page.keyboard.press('l');
    const form = panel.getByRole('form', { name: 'Vérifications du jour' });
    await form.getByLabel('Nom complet').check();
    await form.getByRole('button', { name: 'Garder les vérifications' }).click();
    await expect(form.getByText('Cochez au moins deux preuves d’identité.')).toBeVisible();
    await expectAccessible(page, 'verifications of the day');
    await form.getByLabel('Date de naissance').check();
    await form.getByLabel('Où se trouve la personne').fill('12, rue des Érables, Laval');
    await form.getByRole('radio', { name: 'Personne seule' }).click();
    await form.getByRole('button', { name: 'Garder les vérifications' }).click();
    await expect(panel.getByText('Vérifications du jour faites')).toBeVisible();

    // Several at once: what is refused is told by name.
    await row.getByRole('checkbox').check();
    await page.getByRole('region', { name: 'Plusieurs visites' }).getByRole('button', { name: 'Débuter' }).click();
    await expect(row).toContainText('en cours');
    await row.getByRole('checkbox').check();
    await page.getByRole('region', { name: 'Plusieurs visites' }).getByRole('button', { name: 'Arrivée' }).click();
    await expect(page.getByText('1 visite est restée comme elle était')).toBeVisible();
    await expectAccessible(page, 'several visits marked at once');

    await panel.getByRole('button', { name: 'Passée au téléphone' }).click();
    await panel.getByLabel('Pourquoi le téléphone').fill('Image coupée');
    await page.keyboard.press('Enter');
    await expect(panel.getByText('S’est poursuivie au téléphone')).toBeVisible();

    await panel.getByRole('button', { name: 'Visite faite' }).click();
    const outcome = panel.getByRole('form', { name: 'Fin de la visite à distance' });
    await outcome.getByRole('radio', { name: 'À voir en personne' }).click();
    await outcome.getByLabel('Motif').fill('DAS28 à faire');
    await outcome.getByRole('button', { name: 'Visite faite' }).click();
    await expect(panel.getByText('À voir en personne d’ici le')).toBeVisible();

    await page.getByRole('link', { name: 'Aujourd’hui' }).click();
    const list = page.getByRole('region', { name: /À voir en personne après une visite à distance/ });
    await expect(list.getByText('Béland, Maryse')).toBeVisible();
    await expect(list.getByText('DAS28 à faire')).toBeVisible();
    await expectNoMissingText(page, 'people to be seen in person');
    await list.getByRole('button', { name: 'Fixer une visite en personne, Béland, Maryse' }).click();
    await expect(page.getByRole('complementary', { name: 'Trouver un créneau' })).toBeVisible();
  } finally {
    await server.stop();
    clinic.remove();
  }
});
