#!/usr/bin/env node
import { ensureBuilt } from './launch/built.mjs';
import { run } from './launch/child.mjs';
import { fetchElectron, findElectron } from './launch/electron.mjs';
import { ensureInstalled } from './launch/install.mjs';
import { runLoopbackApp } from './launch/loopback-app.mjs';
import { requireNode24 } from './launch/node-24.mjs';
import { callersFolder, root } from './launch/paths.mjs';
import { launch, say } from './launch/steps.mjs';
import { hasDisplay, isRoot } from './launch/window.mjs';

/** `npm start [-- --demo] [--clinic DIR] [--port P]`: sets up what is missing, then opens Relais. */
async function start() {
  const args = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
  await ensureInstalled();
  const node = requireNode24();
  const electron = await usableElectron(node);
  if (electron === undefined) {
    await ensureBuilt(node, ['renderer']);
    return runLoopbackApp(node, args);
  }
  await ensureBuilt(node, ['renderer', 'main', 'preload']);
  return run(electron, [root, ...args], { cwd: callersFolder() });
}

/**
 * Electron's program, or undefined after the one sentence that says why the loopback host is used instead.
 *
 * @param {string} node program of Node 24
 */
async function usableElectron(node) {
  if (!hasDisplay()) {
    say('Aucun écran : Relais s’ouvre sans Electron, sur son adresse locale.', 'No display: Relais opens without Electron, on its local address.');
    return undefined;
  }
  if (isRoot()) {
    say('Electron refuse le compte root : Relais s’ouvre sans lui, sur son adresse locale.', 'Electron refuses the root account: Relais opens without it, on its local address.');
    return undefined;
  }
  const electron = findElectron() ?? (await fetchElectron(node));
  if (electron === undefined) {
    say('Electron n’a pas pu être téléchargé : Relais s’ouvre sans lui, sur son adresse locale.', 'Electron could not be downloaded: Relais opens without it, on its local address.');
  }
  return electron;
}

await launch(start);
