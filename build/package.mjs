#!/usr/bin/env node
import { ensureBuilt } from './launch/built.mjs';
import { run } from './launch/child.mjs';
import { ensureInstalled } from './launch/install.mjs';
import { requireNode24 } from './launch/node-24.mjs';
import { inRoot, root } from './launch/paths.mjs';
import { launch } from './launch/steps.mjs';

/** `npm run package [-- --dir]`: sets up what is missing, then packs Relais for this system into `dist/packages`. */
async function packageDesktop() {
  await ensureInstalled();
  const node = requireNode24();
  await ensureBuilt(node, ['renderer', 'main', 'preload']);
  return run(node, [inRoot('build', 'package', 'package-desktop.ts'), ...process.argv.slice(2)], { cwd: root });
}

await launch(packageDesktop);
