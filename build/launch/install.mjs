import { run } from './child.mjs';
import { npmCommand } from './npm.mjs';
import { inRoot, root } from './paths.mjs';
import { readJson } from './read-json.mjs';
import { say, Stop } from './steps.mjs';

/**
 * Installs the locked packages unless `node_modules` already holds exactly them. No package runs a script: the native
 * ones bring their binaries (an older npm would try to compile SQLite), and Electron's is fetched when it is wanted.
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  say('Relais installe ses paquets (une à trois minutes la première fois)…', 'Relais is installing its packages (one to three minutes the first time)…');
  const { program, args, shell } = npmCommand('ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  const exitCode = await run(program, args, { cwd: root, quiet: true, shell });
  if (exitCode !== 0 || !isInstalled()) {
    throw new Stop('Les paquets n’ont pas pu être installés : voir le message de npm ci-dessus.', 'The packages could not be installed: see npm’s message above.');
  }
}

/**
 * Whether the tree npm last wrote (`node_modules/.package-lock.json`, written once an install has ended well) holds
 * every package of `package-lock.json` in its version. Optional packages of other platforms may be absent.
 */
function isInstalled() {
  const installed = readPackages(inRoot('node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const wanted = readPackages(inRoot('package-lock.json')) ?? {};
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true;
    const found = installed[place];
    return found === undefined ? optional === true : found.version === version;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined} undefined when there is no such file
 */
function readPackages(lockFile) {
  const lock = /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> } | undefined} */ (readJson(lockFile));
  return lock?.packages;
}
