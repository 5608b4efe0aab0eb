import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { samplePdf } from '../../main/intake/testing/sample-documents.ts';
import { expect, expectAccessible, inClinic, test } from './fixtures.ts';
import { FirstStartPage } from './first-start-page.ts';

/** Never met anywhere else: found on the disk, it was written there by us. */
const familyName = 'Quévillon-Zywiec';

async function openRegistration(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Registre' }).click();
  await page.getByRole('button', { name: /Nouveau patient|Inscrire/ }).first().click();
  await expect(page.getByLabel('Nom de famille', { exact: true })).toBeVisible();
}

inClinic('what is being typed outlives a crash of the page, is taken up again, and goes once saved', async ({ relais }) => {
  await openRegistration(relais);
  await relais.getByLabel('Nom de famille', { exact: true }).pressSequentially(familyName);
  await relais.getByLabel('Prénom', { exact: true }).fill('Élise');
  await relais.getByLabel('Prénom', { exact: true }).blur();
  await relais.waitForTimeout(1200);

  await relais.reload();
  await openRegistration(relais);
  const offer = relais.getByText(/^Brouillon de \d+\sh\s\d\d$/);
  await expect(offer).toBeVisible();
  await expect(relais.getByLabel('Nom de famille', { exact: true })).toHaveValue('');
  await expectAccessible(relais, 'draft offered');
  await relais.getByRole('button', { name: 'Reprendre' }).click();
  await expect(relais.getByLabel('Nom de famille', { exact: true })).toHaveValue(familyName);
  await expect(offer).toBeHidden();

  await relais.getByLabel('Date de naissance').fill('1958-03-14');
  await relais.getByRole('radio', { name: 'Femme' }).click();
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: new RegExp(familyName) })).toBeVisible();
  await relais.reload();
  await openRegistration(relais);
  await relais.waitForTimeout(500);
  await expect(offer).toBeHidden();
});

inClinic('a draft thrown away is not offered again', async ({ relais }) => {
  await relais.getByRole('link', { name: 'Triage' }).click();
  await relais.keyboard.press('n');
  const words = relais.getByLabel(/^Mots du référent/);
  await words.fill('Douleur aux mains depuis un mois');
  const paper = { name: 'Lettre.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Lettre']) };
  await relais.locator('input[type=file]').setInputFiles(paper);
  await expect(relais.getByText('Lettre.pdf')).toBeVisible();
  await relais.waitForTimeout(1200);
  await relais.reload();
  await relais.getByRole('link', { name: 'Triage' }).click();
  await relais.keyboard.press('n');
  await expect(relais.getByText(/^Brouillon de/)).toBeVisible();

  // Taken up again: what was typed is there, and what was chosen beside it is named.
  await relais.getByRole('button', { name: 'Reprendre' }).click();
  await expect(words).toHaveValue('Douleur aux mains depuis un mois');
  const again = relais.getByText(/^À choisir de nouveau\s: Lettre.pdf/);
  await expect(again).toBeVisible();
  await expectAccessible(relais, 'papers of a draft');
  await relais.locator('input[type=file]').setInputFiles(paper);
  await expect(again).toBeHidden();
  await words.fill('Douleur aux mains depuis deux mois');
  await relais.waitForTimeout(1200);
  await relais.reload();
  await relais.getByRole('link', { name: 'Triage' }).click();
  await relais.keyboard.press('n');
  await relais.getByRole('button', { name: 'Jeter' }).click();
  await expect(relais.getByText(/^Brouillon de/)).toBeHidden();
  await relais.reload();
  await relais.getByRole('link', { name: 'Triage' }).click();
  await relais.keyboard.press('n');
  await expect(words).toHaveValue('');
  await relais.waitForTimeout(500);
  await expect(relais.getByText(/^Brouillon de/)).toBeHidden();
});

test('after a journey, the browser’s own folder holds no name', async ({ server }) => {
  const profile = mkdtempSync(join(tmpdir(), 'relais-profile-'));
  const options = test.info().project.use.launchOptions ?? {};
  const context = await chromium.launchPersistentContext(profile, { ...options, viewport: { width: 1280, height: 800 }, locale: 'fr-CA' });
  try {
    const page = await context.newPage();
    await page.goto(server.address);
    await new FirstStartPage(page, 'fr').createClinic();
    await openRegistration(page);
    await page.getByLabel('Nom de famille', { exact: true }).fill(familyName);
    await page.getByLabel('Prénom', { exact: true }).fill('Élise');
    await page.getByLabel('Date de naissance').fill('1958-03-14');
    await page.getByRole('radio', { name: 'Femme' }).click();
    await page.waitForTimeout(1200);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: new RegExp(familyName) })).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name: 'Registre' }).click();
    await expect(page.getByText(familyName).first()).toBeVisible();
  } finally {
    await context.close();
  }
  // Where the page came from is in the browser's history: what is on the disk can be found this way.
  const needles = ['utf8', 'utf16le', 'latin1'].map((encoding) => Buffer.from(familyName, encoding as BufferEncoding));
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const contents = files.map((entry) => ({ path: join(entry.parentPath, entry.name), bytes: readFileSync(join(entry.parentPath, entry.name)) }));
  rmSync(profile, { recursive: true, force: true });
  expect(contents.some(({ bytes }) => bytes.includes('127.0.0.1'))).toBe(true);
  const holding = contents.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle))).map(({ path }) => path);
  expect(holding).toEqual([]);
});
