import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './checks.ts';

const program = path.join(root, 'node_modules/oxlint/bin/oxlint');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'relais-lint-'));
  const configuration = {
    plugins: [],
    jsPlugins: [path.join(root, 'build/checks/hidden-input-rule.js')],
    categories: { correctness: 'off' },
    rules: { 'relais/no-hidden-input': 'error' },
  };
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify(configuration));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** How many problems the rule finds in these lines. */
function problemsIn(source: string): number {
  writeFileSync(path.join(folder, 'sample.ts'), source);
  const { stdout } = spawnSync(process.execPath, [program, '-c', path.join(folder, '.oxlintrc.json'), '--format', 'json', 'sample.ts'], { cwd: folder, encoding: 'utf8' });
  return (JSON.parse(stdout) as { diagnostics: unknown[] }).diagnostics.length;
}

describe('a rule of our own for the linter', () => {
  test.each(['new Date();', 'Date();', 'Date.now();', 'Temporal.Now.instant();', 'Math.random();', 'crypto.randomUUID();', 'randomUUID();'])('%s is found', (source) => {
    expect(problemsIn(source)).toBe(1);
  });

  test('what is handed in is left alone', () => {
    expect(problemsIn("const day = new Date('2026-01-15'); clock.now(); newId()")).toBe(0);
  });
});

test('no comment switches a rule off: exceptions are in the configuration, where everyone sees them', () => {
  const sources = globSync('{build,main,migrations,preload,renderer}/**/*.{ts,tsx,js,mjs,cjs}', { cwd: root });
  expect(sources.length).toBeGreaterThan(1000);
  const directive = new RegExp(`(es|ox)${'lint'}-(dis|en)able`);
  expect(sources.filter((source) => directive.test(readFileSync(path.join(root, source), 'utf8')))).toEqual([]);
});
