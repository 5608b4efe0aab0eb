import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { forwardSignals } from './child.mjs';
import { inRoot } from './paths.mjs';
import { readJson } from './read-json.mjs';
import { say } from './steps.mjs';

const packageFolder = inRoot('node_modules', 'electron');

/** How long the first byte may take, and then each further one. */
const patience = { firstByteMs: 15_000, nextByteMs: 60_000 };

/** @returns {string | undefined} path of Electron's program, if its binary is there in the version of the package */
export function findElectron() {
  try {
    const description = /** @type {{ version: string } | undefined} */ (readJson(path.join(packageFolder, 'package.json')));
    const installed = readFileSync(path.join(packageFolder, 'dist', 'version'), 'utf8').trim().replace(/^v/, '');
    const program = path.join(packageFolder, 'dist', readFileSync(path.join(packageFolder, 'path.txt'), 'utf8'));
    return installed === description?.version && existsSync(program) ? program : undefined;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Downloads Electron's binary with the package's own installer; gives up as soon as the download is refused, or
 * nothing has begun to arrive after 15 s, or nothing more came for a minute.
 *
 * @param {string} node program of Node 24
 * @returns {Promise<string | undefined>} path of the program, or undefined when it could not be had
 */
export async function fetchElectron(node) {
  const installer = path.join(packageFolder, 'install.js');
  if (!existsSync(installer)) return undefined;
  say('Relais télécharge Electron (une seule fois)…', 'Relais is downloading Electron (once)…');
  const cache = inRoot('node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  // The installer downloads into the temporary folder: one of its own tells whether anything arrives.
  const arriving = mkdtempSync(path.join(cache, 'electron-'));
  try {
    const env = { ...process.env, TMPDIR: arriving, TEMP: arriving, TMP: arriving, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_NO_PROGRESS: '1' };
    const child = spawn(node, [installer], { cwd: packageFolder, env, stdio: 'ignore' });
    const forwarding = forwardSignals(child);
    const size = () => bytesIn(arriving) + bytesIn(path.join(packageFolder, 'dist'));
    let last = { bytes: size(), at: Date.now() };
    let limit = patience.firstByteMs;
    const watch = setInterval(() => {
      const bytes = size();
      if (bytes > last.bytes) {
        last = { bytes, at: Date.now() };
        limit = patience.nextByteMs;
      } else if (Date.now() - last.at > limit) {
        child.kill('SIGKILL');
      }
    }, 250);
    await new Promise((resolve) => {
      child.once('error', resolve);
      child.once('close', resolve);
    });
    clearInterval(watch);
    forwarding.stop();
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
  return findElectron();
}

/**
 * Bytes of the files under a folder that other programs may be changing; 0 when it is not there.
 *
 * @param {string} folder
 * @returns {number}
 */
function bytesIn(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const place = path.join(folder, entry.name);
      bytes += entry.isDirectory() ? bytesIn(place) : statSync(place).size;
    }
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  return bytes;
}
