#!/usr/bin/env node
import { run } from './launch/child.mjs';
import { findNode24, noNode24 } from './launch/node-24.mjs';
import { callersFolder, inRoot } from './launch/paths.mjs';

/** The `relais` command: runs `main/command-line/relais.ts` on Node 24, where the caller stands. */
const node = findNode24();
if (node === undefined) {
  process.stderr.write(`${noNode24().message}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(node, [inRoot('main', 'command-line', 'relais.ts'), ...process.argv.slice(2)], { cwd: callersFolder() });
}
