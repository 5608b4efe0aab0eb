import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { installFromDebian, mayInstall } from './debian.mjs';
import { say } from './steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];

const fixedPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [path.join(folder, 'Google/Chrome/Application/chrome.exe'), path.join(folder, 'Microsoft/Edge/Application/msedge.exe')] : [];
  }),
};

/**
 * An installed Chromium, Chrome or Edge; `RELAIS_CHROMIUM` names another one.
 *
 * @returns {string | undefined} path of the program
 */
export function findChromium() {
  const named = process.env['RELAIS_CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = process.platform === 'win32' ? [] : names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const fixed = process.platform === 'darwin' || process.platform === 'win32' ? fixedPlaces[process.platform] : [];
  return [...onPath, ...fixed].find(isExecutable);
}

/** Finds Chromium or installs Debian's, where this account may; says one sentence where it may not. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (!mayInstall()) {
    say(
      'Aucun Chromium : installez « chromium » (ou donnez son chemin dans RELAIS_CHROMIUM) ; les parcours ne peuvent pas être vérifiés sans lui.',
      'No Chromium: install "chromium" (or give its path in RELAIS_CHROMIUM); the journeys cannot be checked without it.',
    );
    return undefined;
  }
  await installFromDebian(['chromium'], 'Relais installe le Chromium de Debian pour les parcours…', 'Relais is installing Debian’s Chromium for the journeys…');
  return findChromium();
}

/** @param {string} program */
function isExecutable(program) {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
