import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.mjs';
import { inRoot, root } from './paths.mjs';
import { say, Stop } from './steps.mjs';

/** What each part is made of, and a file that must be there once it is built. */
const parts = {
  renderer: { sources: ['renderer', 'preload/contract'], result: 'dist/renderer/index.html' },
  main: { sources: ['main', 'migrations', 'preload/contract'], result: 'dist/main/index.js' },
  host: { sources: ['main', 'migrations', 'preload/contract'], result: 'dist/host/index.js' },
  preload: { sources: ['preload'], result: 'dist/preload/preload.cjs' },
};

const recipe = ['build/build.ts', 'build/vite.config.ts', 'package-lock.json'];

/**
 * Builds the named parts whose sources changed since they were last built here.
 *
 * @param {string} node program of Node 24
 * @param {readonly (keyof typeof parts)[]} names
 */
export async function ensureBuilt(node, names) {
  const stale = names.filter((name) => !isFresh(name));
  if (stale.length === 0) return;
  say('Relais prépare ses écrans…', 'Relais is building its screens…');
  const digests = stale.map((name) => /** @type {const} */ ([name, digestOf(name)]));
  for (const name of stale) rmSync(stampOf(name), { force: true });
  const exitCode = await run(node, [inRoot('build', 'build.ts'), ...stale], { cwd: root, quiet: true });
  if (exitCode !== 0) throw new Stop('Les écrans n’ont pas pu être préparés : voir le message ci-dessus.', 'The screens could not be built: see the message above.');
  for (const [name, digest] of digests) {
    mkdirSync(path.dirname(stampOf(name)), { recursive: true });
    writeFileSync(stampOf(name), digest);
  }
}

/** @param {keyof typeof parts} name */
function isFresh(name) {
  if (!existsSync(inRoot(parts[name].result)) || !existsSync(stampOf(name))) return false;
  return readFileSync(stampOf(name), 'utf8') === digestOf(name);
}

/** @param {keyof typeof parts} name */
function stampOf(name) {
  return inRoot('dist', `${name}.sha256`);
}

/** @param {keyof typeof parts} name */
function digestOf(name) {
  const hash = createHash('sha256');
  for (const file of [...recipe.map((file) => inRoot(file)), ...parts[name].sources.flatMap((folder) => filesOf(inRoot(folder)))]) {
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Every shipped file under a folder, in one order; tests and journeys do not count.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'e2e' || entry.name === 'testing' ? [] : filesOf(place);
      return /\.test(-d)?\.tsx?$/.test(entry.name) ? [] : [place];
    });
}
