#!/usr/bin/env node
import { ensureBuilt } from '../launch/built.mjs';
import { run } from '../launch/child.mjs';
import { ensureInstalled } from '../launch/install.mjs';
import { requireNode24 } from '../launch/node-24.mjs';
import { inRoot, root } from '../launch/paths.mjs';
import { launch } from '../launch/steps.mjs';

/** `npm run bench`: the speed of what people wait for, beside its floor and its peers. Arguments: run-bench.ts. */
async function bench() {
  await ensureInstalled();
  const node = requireNode24();
  await ensureBuilt(node, ['renderer', 'host']);
  // A million people are also kept in memory by the peers, while they are made.
  return run(node, ['--expose-gc', '--max-old-space-size=12000', inRoot('build', 'bench', 'run-bench.ts'), ...process.argv.slice(2)], { cwd: root });
}

await launch(bench);
