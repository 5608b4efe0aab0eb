import { existsSync } from 'node:fs';
import path from 'node:path';
import { installFromDebian, mayInstall } from './debian.mjs';

/** What Electron needs of Debian beside what its Chromium brings: a screen nobody sees, the window toolkit, the key store. */
const packages = ['xvfb', 'libgtk-3-0', 'libnss3', 'libgbm1', 'libcups2'];

/** @returns {string | undefined} path of Xvfb */
export function findDisplayServer() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, 'Xvfb')).find((program) => existsSync(program));
}

/** Finds a screen for the tests of the desktop application, or installs Debian's, where this account may. */
export async function ensureDisplayServer() {
  if (process.platform !== 'linux' || findDisplayServer() !== undefined || process.env['DISPLAY']) return;
  if (!mayInstall()) return;
  await installFromDebian(packages, 'Relais installe l’écran virtuel de Debian (Xvfb) pour essayer l’application de bureau…', 'Relais is installing Debian’s virtual screen (Xvfb) to try the desktop application…');
}
