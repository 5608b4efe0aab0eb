#!/usr/bin/env node
import { ensureCalendarServer } from './launch/calendar-server.mjs';
import { ensureChromium } from './launch/chromium.mjs';
import { run } from './launch/child.mjs';
import { ensureDisplayServer } from './launch/display-server.mjs';
import { ensureInstalled } from './launch/install.mjs';
import { requireNode24 } from './launch/node-24.mjs';
import { inRoot, root } from './launch/paths.mjs';
import { launch } from './launch/steps.mjs';

/** `npm test [-- --only types,unit]`: sets up what is missing, then runs every check (or those named). */
async function test() {
  await ensureInstalled();
  const node = requireNode24();
  await ensureChromium();
  await ensureDisplayServer();
  await ensureCalendarServer();
  return run(node, [inRoot('build', 'checks', 'run-checks.ts'), ...process.argv.slice(2)], { cwd: root });
}

await launch(test);
