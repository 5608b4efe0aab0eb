import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

inClinic('how messages leave: a server is set and tested, a rule marked, automatic sending bounded, switched on, and stopped from the outbox', async ({ relais }) => {
  await relais.getByRole('link', { name: /^Admin/ }).click();
  await relais.getByRole('tab', { name: 'Messages' }).click();

  // A rule of the program, switched on and marked; what names somebody's health cannot be.
  await relais.getByLabel('Règle', { exact: true }).selectOption('to-book');
  await relais.getByRole('checkbox', { name: 'Préparer ces messages' }).check();
  await relais.getByRole('checkbox', { name: 'Les laisser partir d’eux-mêmes' }).check();
  await expectAccessible(relais, 'rules of messages');
  await expectNoMissingText(relais, 'rules of messages');
  await relais.getByRole('button', { name: 'Enregistrer' }).first().press('Enter');
  await expect(relais.getByText(/Version 1, par/).first()).toBeVisible();

  // A server that is not there: the test says so, and nothing can be switched on.
  const email = relais.getByRole('region', { name: 'Courriel par le serveur de la clinique' });
  await email.getByLabel('Serveur SMTP').fill('127.0.0.1');
  await email.getByLabel('Numéro de port').fill('1');
  await email.getByLabel('Adresse d’expéditeur').fill('clinique@exemple.org');
  await email.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(email.getByRole('button', { name: 'Envoyer un message d’essai' })).toBeVisible();
  await email.getByLabel('Envoyer un essai à l’adresse').fill('admin@exemple.org');
  await email.getByRole('button', { name: 'Envoyer un message d’essai' }).press('Enter');
  await expect(email.getByRole('status')).toContainText('ne répond pas', { timeout: 30_000 });
  await expect(email.getByRole('button', { name: 'Allumer l’envoi' })).toBeDisabled();

  const automatic = relais.getByRole('region', { name: 'Envoi automatique' });
  await automatic.getByLabel('Messages par jour, au plus').fill('25');
  await automatic.getByLabel('Jusqu’à').fill('22:00');
  await automatic.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(automatic.getByRole('alert')).toContainText('de 9 h à 20 h');
  await automatic.getByLabel('Jusqu’à').fill('16:30');
  await automatic.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  // What is being saved is not switched on.
  await expect(async () => {
    await automatic.getByRole('button', { name: 'Allumer l’envoi automatique' }).press('Enter', { timeout: 1000 });
    await expect(automatic.getByRole('button', { name: 'Éteindre l’envoi automatique' })).toBeVisible({ timeout: 2000 });
  }).toPass();

  await relais.getByRole('link', { name: 'Messages' }).click();
  await expect(relais.getByText(/Envoi automatique\s: 0 sur 25 aujourd’hui/)).toBeVisible();
  await expectAccessible(relais, 'outbox with automatic sending');
  await expectNoMissingText(relais, 'outbox with automatic sending');
  await relais.getByRole('button', { name: 'Arrêter' }).press('Enter');
  await expect(relais.getByText(/Envoi automatique arrêté/)).toBeVisible();
  await expect(relais.getByRole('button', { name: 'Arrêter' })).toHaveCount(0);
});
