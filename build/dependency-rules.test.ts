import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rulesFile = path.join(root, 'build/dependency-rules.cjs');

/** What honest code looks like: every layer importing what it may. None of these lines may be reported. */
const honest: Readonly<Record<string, string>> = {
  'preload/contract/values.ts': "import { z } from 'zod'; export const id = z.string();",
  'preload/index.ts': "import { ipcRenderer } from 'electron'; import type { id } from './contract/values.ts'; export const port: [typeof ipcRenderer, typeof id | undefined] = [ipcRenderer, undefined];",
  'renderer/index.tsx': "import { id } from '#contract/values'; import { useState } from 'react'; export const page = [id, useState];",
  'migrations/index.ts': "import { sql } from 'kysely'; export const all = sql;",
  'main/ports.ts': 'export const ports = 1;',
  'main/app.ts': "import { visitOperations } from './visits/visit-operations.ts'; export const app = visitOperations;",
  'main/platform/database/run-migrations.ts': "import { all } from '../../../migrations/index.ts'; import { ports } from '../../ports.ts'; export const run = [all, ports];",
  'main/visits/slot-rules.ts': "import { id } from '#contract/values'; export const slots = id;",
  'main/visits/visit-repository.ts': "import { sql } from 'kysely'; import { slots } from './slot-rules.ts'; export const visits = [sql, slots];",
  'main/visits/visit-service.ts': "import { visits } from './visit-repository.ts'; import { people } from '../people/people-service.ts'; export const service = [visits, people];",
  'main/visits/visit-operations.ts': "import { service } from './visit-service.ts'; export const visitOperations = service;",
  'main/people/people-repository.ts': "import { sql } from 'kysely'; export const repository = sql;",
  'main/people/people-service.ts': "import { repository } from './people-repository.ts'; export const people = repository;",
  'main/testing/helper.ts': 'export const helper = 1;',
  'main/server/index.ts': "import { app } from '../app.ts'; export const server = app;",
  'main/electron/index.ts': "import { app } from 'electron'; import { app as relais } from '../app.ts'; export const host = [app, relais];",
};

/** One breach a rule: the file planted, its text, the rule that must name it. */
const breaches: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-cycles', 'main/visits/cycle-a.ts', "import { b } from './cycle-b.ts'; export const a: unknown = () => b;"],
  ['no-unresolvable', 'main/visits/lost.ts', "import { gone } from './gone.ts'; export const lost = gone;"],
  ['contract-depends-on-zod-and-itself', 'preload/contract/greedy.ts', "import { readFileSync } from 'node:fs'; export const greedy = readFileSync;"],
  ['page-never-reaches-the-core', 'renderer/shortcut.ts', "import { visits } from '../main/visits/visit-repository.ts'; export const shortcut = visits;"],
  ['page-never-reaches-the-core', 'renderer/type-shortcut.ts', "import type { service } from '../main/visits/visit-service.ts'; export type Shortcut = typeof service;"],
  ['page-has-no-node-and-no-database', 'renderer/query.ts', "import { sql } from 'kysely'; export const query = sql;"],
  ['page-has-no-node-modules-of-node', 'renderer/disk.ts', "import { readFileSync } from 'node:fs'; export const disk = readFileSync;"],
  ['electron-only-in-its-host', 'main/visits/window.ts', "import { BrowserWindow } from 'electron'; export const open = BrowserWindow;"],
  ['kysely-only-in-repositories-platform-and-migrations', 'main/visits/visit-report.ts', "import { sql } from 'kysely'; export const report = sql;"],
  ['rules-are-pure', 'main/visits/stored-rules.ts', "import { visits } from './visit-repository.ts'; export const stored = visits;"],
  ['rules-have-no-node', 'main/visits/random-rules.ts', "import { randomBytes } from 'node:crypto'; export const random = randomBytes;"],
  ['rules-stay-in-their-area', 'main/people/foreign-rules.ts', "import { slots } from '../visits/slot-rules.ts'; export const foreign = slots;"],
  ['repositories-know-no-service', 'main/visits/clever-repository.ts', "import { people } from '../people/people-service.ts'; export const clever = people;"],
  ['services-know-no-sql-rpc-or-host', 'main/visits/bound-service.ts', "import { os } from '@orpc/server'; export const bound = os;"],
  ['kysely-only-in-repositories-platform-and-migrations', 'main/visits/sql-service.ts', "import { sql } from 'kysely'; export const own = sql;"],
  ['services-use-their-own-repository', 'main/visits/nosy-service.ts', "import { repository } from '../people/people-repository.ts'; export const nosy = repository;"],
  ['operations-bind-services', 'main/visits/direct-operations.ts', "import { visits } from './visit-repository.ts'; export const direct = visits;"],
  ['platform-knows-no-area', 'main/platform/favourite.ts', "import { people } from '../people/people-service.ts'; export const favourite = people;"],
  ['areas-know-no-host', 'main/visits/hosted.ts', "import { server } from '../server/index.ts'; export const hosted = server;"],
  ['hosts-know-app-ports-and-platform', 'main/server/deep.ts', "import { service } from '../visits/visit-service.ts'; export const deep = service;"],
  ['hosts-know-app-ports-and-platform', 'main/electron/sideways.ts', "import { server } from '../server/index.ts'; export const sideways = server;"],
  ['migrations-depend-on-kysely-alone', 'migrations/0001-late.ts', "import { id } from '../preload/contract/values.ts'; export const late = id;"],
  ['migrations-are-run-from-one-place', 'main/visits/migrating.ts', "import { all } from '../../migrations/index.ts'; export const migrating = all;"],
  ['shipped-code-imports-no-test-code', 'main/visits/helped.ts', "import { helper } from '../testing/helper.ts'; export const helped = helper;"],
  ['shipped-code-imports-no-development-tool', 'main/visits/checked.ts', "import { check } from 'fast-check'; export const checked = check;"],
];

/** Breaches of the preload, which is one file: each replaces it in a tree of its own. */
const preloadBreaches: readonly (readonly [rule: string, text: string])[] = [
  ['preload-is-electron-and-contract-types', "import { readFileSync } from 'node:fs'; export const read = readFileSync;"],
  ['preload-takes-only-types-from-contract', "import { id } from './contract/values.ts'; export const value = id;"],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

const trees: string[] = [];

/** Writes a tree beside the real packages and returns what the rules say of it, as "rule: file". */
function reported(files: Readonly<Record<string, string>>): string[] {
  const tree = mkdtempSync(path.join(tmpdir(), 'relais-boundaries-'));
  trees.push(tree);
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
  writeFileSync(path.join(tree, 'package.json'), '{ "type": "module", "imports": { "#contract/*": "./preload/contract/*.ts" } }');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  const output = execFileSync(
    process.execPath,
    [path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', rulesFile, '--output-type', 'json', 'main', 'preload', 'renderer', 'migrations'],
    { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const result = JSON.parse(output) as { summary: { violations: Violation[] } };
  return result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`);
}

afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

test('code that keeps the rules is not reported', () => {
  expect(reported(honest)).toEqual([]);
});

describe('a planted breach is reported', () => {
  let found: string[] = [];
  beforeAll(() => {
    found = reported({
      ...honest,
      'main/visits/cycle-b.ts': "import { a } from './cycle-a.ts'; export const b: unknown = () => a;",
      ...Object.fromEntries(breaches.map(([, file, text]) => [file, text])),
    });
  });

  test.each(breaches)('%s in %s', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  test.each(preloadBreaches)('%s in preload/index.ts', (rule, text) => {
    expect(reported({ ...honest, 'preload/index.ts': text })).toContain(`${rule}: preload/index.ts`);
  });
});

test('every rule has a breach planted', () => {
  const rules = createRequire(import.meta.url)(rulesFile) as { forbidden: { name: string }[] };
  const planted = new Set([...breaches.map(([rule]) => rule), ...preloadBreaches.map(([rule]) => rule)]);
  expect(rules.forbidden.map((rule) => rule.name).filter((name) => !planted.has(name))).toEqual([]);
});
