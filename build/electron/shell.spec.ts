import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';
import type { Desk, Desktop } from './test-machine.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;

test.beforeAll(async ({ machine, desk }) => {
  desktop = await machine.open(desk, { language: 'en' });
});
test.afterAll(async () => {
  await desktop.application.close();
});

/** The menu as it stands: its titles. */
function titles(application: ElectronApplication): Promise<readonly string[]> {
  return application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
}

/** Chooses an item as a click does. */
async function choose(application: ElectronApplication, id: string): Promise<void> {
  await application.evaluate(({ BrowserWindow, Menu }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name);
    if (!item?.enabled) throw new Error(`${name} is not offered`);
    (item.click as (event: undefined, window: unknown, contents: undefined) => void)(undefined, BrowserWindow.getAllWindows()[0], undefined);
  }, id);
}

async function unlock(desk: Desk): Promise<void> {
  const { page } = desktop;
  const password = page.getByLabel(/^(Mot de passe de|Password of) Aurélie Tardif$/);
  await expect(password).toBeFocused();
  await password.fill(desk.clinic.person.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.frame')).toBeVisible();
}

test('the menu speaks the system’s language before sign-in, then the person’s, and changes with it', async ({ desk }) => {
  const { application, page } = desktop;
  await expect(page.getByLabel('User name')).toBeVisible();
  expect(await titles(application)).toEqual(['File', 'Edit', 'View', 'Help']);
  await signIn(page, desk.clinic);
  await expect.poll(() => titles(application)).toEqual(['Fichier', 'Édition', 'Affichage', 'Aide']);
  await page.locator('.frame-user').click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect.poll(() => titles(application)).toEqual(['File', 'Edit', 'View', 'Help']);
  // The page's own menu stays open for other preferences.
  await page.getByRole('menuitemradio', { name: 'Français' }).click();
  await expect.poll(() => titles(application)).toEqual(['Fichier', 'Édition', 'Affichage', 'Aide']);
  await page.keyboard.press('Escape');
});

test('the menu locks, zooms, and saves the page as PDF where the dialog says', async ({ desk }) => {
  const { application, page } = desktop;
  await choose(application, 'lock');
  await unlock(desk);

  const level = () => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
  await choose(application, 'zoom-in');
  await choose(application, 'zoom-in');
  expect(await level()).toBe(1);
  await choose(application, 'zoom-reset');
  expect(await level()).toBe(0);

  const file = path.join(desk.folder, 'temporary', 'page.pdf');
  const offered = application.evaluate(({ dialog }, chosen) => new Promise<string | undefined>((resolve) => {
    dialog.showSaveDialog = (_window: unknown, options?: { defaultPath?: string }) => {
      resolve(options?.defaultPath);
      return Promise.resolve({ canceled: false, filePath: chosen });
    };
  }), file);
  await choose(application, 'save-pdf');
  expect(path.basename((await offered) ?? '')).toMatch(/^Relais \d{4}-\d{2}-\d{2}\.pdf$/);
  await expect.poll(() => existsSync(file) && readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await expect(page.locator('.frame')).toBeVisible();
});

test('the spelling of no language is checked until somebody chooses one, and agrees to its dictionary', async () => {
  const { application } = desktop;
  const languages = () => application.evaluate(({ BrowserWindow }) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
    return { enabled: session?.isSpellCheckerEnabled(), languages: session?.getSpellCheckerLanguages() };
  });
  expect(await languages()).toEqual({ enabled: false, languages: [] });
  await application.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await choose(application, 'spelling-fr');
  expect(await languages()).toMatchObject({ enabled: false });
});

test('a key store that protects nothing is refused, and nothing is looked for on the network that nobody turned on', async () => {
  const { application } = desktop;
  const seen = await application.evaluate(({ Menu, safeStorage }) => {
    const item = (id: string) => {
      const found = Menu.getApplicationMenu()?.getMenuItemById(id);
      return { label: found?.label, enabled: found?.enabled, checked: found?.checked };
    };
    return { backend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'basic_text', workstation: item('workstation'), updates: item('updates'), check: item('check-updates') };
  });
  // Playwright starts Chromium with `basic_text`.
  if (seen.backend === 'basic_text' && process.platform === 'linux') {
    expect(seen.workstation).toEqual({ label: 'Rouvrir la clinique au démarrage (trousseau du système absent)', enabled: false, checked: false });
  }
  expect(seen.updates).toMatchObject({ enabled: false, checked: false });
  expect(seen.check).toMatchObject({ enabled: false });
});

test('the page locks with the computer’s screen, and when it is suspended', async ({ desk }) => {
  const { application, page } = desktop;
  for (const event of ['lock-screen', 'suspend'] as const) {
    await application.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await expect(page.locator('.frame')).toBeHidden();
    await unlock(desk);
  }
});

test('a second start shows the window there is, and ends', async ({ machine, desk }) => {
  const { application } = desktop;
  await application.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.minimize(); });
  const second = machine.spawn(desk, 'driven');
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  const windows = await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({ minimized: window.isMinimized(), visible: window.isVisible() })));
  expect(windows).toEqual([{ minimized: false, visible: true }]);
});

test('the window opens where it was left, and the log holds no name', async ({ machine, desk }) => {
  const { application } = desktop;
  await application.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 50, width: 1100, height: 720 }); });
  await desktop.application.close();
  desktop = await machine.open(desk);
  const bounds = await desktop.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toMatchObject({ width: 1100, height: 720 });
  const log = path.join(desk.dataDirectory, 'logs', 'relais.log');
  if (existsSync(log)) expect(readFileSync(log, 'utf8')).not.toMatch(/Tardif|Tremblay|Rosemont|girafe/);
});
