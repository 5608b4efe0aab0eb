import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../launch/paths.mjs';
import { isDark } from '../../renderer/e2e/canvas.ts';
import { keptSample, samplePdf } from '../../main/intake/testing/sample-documents.ts';
import { expect, signIn, test } from './fixtures.ts';
import type { Desktop } from './test-machine.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;

test.beforeAll(async ({ machine, desk }) => {
  desktop = await machine.open(desk);
});
test.afterAll(async () => {
  await desktop.application.close();
});
test.afterEach(() => {
  expect(desktop.complaints, 'the page must not complain on its console (policy, React, script)').toEqual([]);
});

test('runs as an ordinary person, in Chromium’s full sandbox, and signs in', async ({ machine, desk }) => {
  const { application, page } = desktop;
  expect(page.url()).toBe('app://relais/');
  const running = await application.evaluate(({ app, BrowserWindow }) => ({
    version: process.versions['electron'],
    uid: process.getuid?.(),
    renderer: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    withoutSandbox: app.commandLine.hasSwitch('no-sandbox'),
  }));
  expect(running).toMatchObject({ version: machine.version, withoutSandbox: false });
  if (process.platform === 'linux') {
    expect(running.uid).not.toBe(0);
    // Filtered system calls, no way to new rights: what Chromium's sandbox does to a page's process.
    const status = readFileSync(`/proc/${String(running.renderer)}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).toMatch(/^CapEff:\t0{16}$/m);
  }
  await signIn(page, desk.clinic);
});

test('triage: a request is read and accepted with the keyboard', async () => {
  const { page } = desktop;
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await expect(page.getByRole('grid')).toBeFocused();
  const name = page.locator('.triage-request-header h2');
  const accept = page.locator('.triage-foot').getByRole('button', { name: /Accepter [A-E]/ });
  for (let step = 0; step < 20 && (await accept.count()) === 0; step += 1) {
    const before = await name.innerText();
    await page.keyboard.press('j');
    await expect(name).not.toHaveText(before);
  }
  const read = await name.innerText();
  await expect(accept).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/acceptée/).first()).toBeVisible();
  await page.getByRole('tab', { name: /À réserver/ }).click();
  await expect(page.getByRole('grid', { name: 'À réserver' }).getByText(read.split(',')[0] ?? read).first()).toBeVisible();
});

test('booking: a place is found and taken with the keyboard', async () => {
  const { page } = desktop;
  await page.getByRole('link', { name: 'Agenda' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
  await expect(page.locator('.schedule-waiting-row').first()).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.locator('.schedule-waiting-row').first()).toBeFocused();
  const name = await page.locator('.schedule-waiting-row b').first().innerText();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Trouver un créneau' });
  await expect(panel.getByText(name)).toBeVisible();
  await expect(panel.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rendez-vous pris' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('.schedule-visit[aria-pressed="true"]')).toContainText(name);
});

test('papers come in and are read: a PDF and a fax beside the request, by their decoders in the sandbox', async () => {
  const { page } = desktop;
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Triage' }).click();
  await expect(page.getByRole('grid').first()).toBeFocused();
  await expect(page.locator('.triage-request-header h2')).toBeVisible();
  await page.locator('input[type="file"]').setInputFiles([
    { name: 'Lettre.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Lettre du docteur Roy']) },
    { name: 'Fax.tif', mimeType: 'image/tiff', buffer: keptSample('fax-g4.tif') },
    { name: 'Radio.pdf', mimeType: 'application/pdf', buffer: keptSample('jpeg2000.pdf') },
  ]);
  for (const [title, x, y] of [['Page 1 sur 1 de Lettre.pdf', null, null], ['Page 1 sur 2 de Fax.tif', 0.5, 0.5], ['Page 1 sur 1 de Radio.pdf', 0.3, 0.38]] as const) {
    if (x === null) await page.getByRole('button', { name: /^Lettre.pdf/ }).press('Enter');
    else await page.keyboard.press(']');
    const canvas = page.getByRole('img', { name: title, exact: true });
    await expect(canvas).toBeVisible();
    if (x === null) await expect(page.getByText('Lettre du docteur Roy')).toBeAttached();
    else await expect.poll(() => canvas.evaluate(isDark, [x, y] as const)).toBe(true);
  }
  await page.keyboard.press('Escape');
});

test('files come in: a bundle is imported by the long-work thread', async () => {
  const { page } = desktop;
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import');
  await page.keyboard.press('Enter');
  await expect(page.locator('.imports-drop button')).toBeFocused();
  // By its bytes: the account of the application may not read where the project lies.
  await page.locator('input[type="file"]').setInputFiles({ name: 'p01.json', mimeType: 'application/json', buffer: readFileSync(inRoot('main', 'imports', 'testing', 'p01.json')) });
  await expect(page.getByRole('list', { name: 'Fichiers choisis' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('i');
  await expect(page.getByText('Import terminé.')).toBeVisible({ timeout: 30_000 });
});

test('files go out: an export, by the system’s save dialog, where the person says', async ({ desk }) => {
  const { application, page } = desktop;
  const file = path.join(desk.folder, 'temporary', 'sortie.zip');
  // What the dialog would show is read; the place chosen in it is given, since nobody is there to click.
  const offered = application.evaluate(({ BrowserWindow }, chosen) => new Promise<{ readonly name: string; readonly folder: string | undefined }>((resolve) => {
    BrowserWindow.getAllWindows()[0]?.webContents.session.once('will-download', (_event, item) => {
      resolve({ name: item.getFilename(), folder: item.getSaveDialogOptions().defaultPath });
      item.setSavePath(chosen);
    });
  }), file);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Exportations');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Exportations' })).toBeVisible();
  await page.getByLabel('Phrase secrète du fichier').fill('quatre pommes sous le banc vert');
  await page.getByRole('button', { name: 'Exporter' }).click();
  const { name, folder } = await offered;
  expect(name).toMatch(/^relais-xlsx-\d{4}-\d{2}-\d{2}\.zip$/);
  expect(path.basename(folder ?? '')).toBe(name);
  // A zip whose entry is encrypted with AES (method 99).
  await expect.poll(() => existsSync(file) && readFileSync(file).subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(readFileSync(file).readUInt16LE(8)).toBe(99);
});
