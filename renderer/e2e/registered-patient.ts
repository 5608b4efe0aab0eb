import { expect, type Page } from '@playwright/test';

/** Registers a woman born in 1955 from the registry; her record is open at the end. */
export async function registerPatient(relais: Page, familyName: string, givenName: string): Promise<void> {
  await relais.getByRole('link', { name: 'Registre' }).click();
  await relais.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await relais.getByLabel('Nom de famille', { exact: true }).fill(familyName);
  await relais.getByLabel('Prénom', { exact: true }).fill(givenName);
  await relais.getByLabel('Date de naissance').fill('1955-03-03');
  await relais.getByRole('radio', { name: 'Femme' }).click();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: `${familyName}, ${givenName}`, level: 1 })).toBeVisible();
}

/** Proposes a pathway for the person whose record is open, by its name. */
export async function proposePathway(relais: Page, label: string): Promise<void> {
  await relais.getByRole('tab', { name: 'Parcours' }).click();
  // The page takes its keys once the pathways have come.
  await expect(relais.getByRole('button', { name: 'Proposer un parcours' }).first()).toBeVisible();
  await relais.keyboard.press('n');
  await relais.getByRole('combobox', { name: 'Parcours' }).selectOption({ label });
  await relais.getByRole('button', { name: 'Proposer', exact: true }).press('Enter');
  await expect(relais.getByRole('region', { name: label, exact: true })).toBeVisible();
}
