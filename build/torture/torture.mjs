#!/usr/bin/env node
import { ensureInstalled } from '../launch/install.mjs';
import { run } from '../launch/child.mjs';
import { requireNode24 } from '../launch/node-24.mjs';
import { inRoot, root } from '../launch/paths.mjs';
import { launch } from '../launch/steps.mjs';

/** How often each fault is made unless a number is given: `npm run torture -- 500`. */
const defaultTimes = 100;

/** `npm run torture`: the faults and the hostile input of `npm test`, many times over. */
async function torture() {
  const times = Number(process.argv[2] ?? defaultTimes);
  if (!Number.isInteger(times) || times < 1) throw new Error('npm run torture -- NUMBER');
  await ensureInstalled();
  process.env['RELAIS_TORTURE'] = String(times);
  return run(requireNode24(), [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', 'main/testing', '--config', inRoot('build', 'vitest.config.ts'), '--reporter=verbose'], { cwd: root });
}

await launch(torture);
