import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { french } from './steps.mjs';

/** Whether a window can be opened on this machine. */
export function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Chromium's sandbox refuses to run as root, and Relais never opens a page without it. */
export function isRoot() {
  return process.getuid?.() === 0;
}

/** Nothing of the clinic is offered to a translation service, a password store or a form filler. */
const profilePreferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
};

/**
 * Opens the page as an application window of an installed browser, with a profile of its own that is removed once the
 * window is closed: nothing of the clinic stays on disk.
 *
 * @param {string} browser program of Chromium, Chrome or Edge
 * @param {string} url
 */
export function openAppWindow(browser, url) {
  const profile = mkdtempSync(path.join(tmpdir(), 'relais-window-'));
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(profilePreferences));
  const child = spawn(
    browser,
    [
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-sync',
      '--disable-features=Translate,MediaRouter,OptimizationHints',
      '--disable-background-networking',
      '--disable-breakpad',
      '--password-store=basic',
      '--window-size=1280,800',
      // The language of the page, whatever languages the browser itself is installed in.
      `--accept-lang=${french ? 'fr-CA,fr,en' : 'en'}`,
    ],
    // Out of the terminal's group, so that Ctrl+C closes the window only once the host has saved.
    { stdio: 'ignore', detached: process.platform !== 'win32' },
  );
  /** @type {Promise<number>} */
  const closed = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 0));
  });
  return {
    /** Resolves with the browser's exit code, once its profile is gone. */
    closed: closed.then((code) => {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      return code;
    }),
    close: () => {
      child.kill('SIGTERM');
    },
  };
}
