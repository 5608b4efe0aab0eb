import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const elsewhere = mkdtempSync(path.join(tmpdir(), 'relais-launch-'));
afterAll(() => {
  rmSync(elsewhere, { recursive: true, force: true });
});

/** A machine without a display, whatever the one of the test has. */
const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, INIT_CWD: _place, ...environment } = process.env;

test('npm start without a display: says so, prints the address with its token, and ends cleanly on Ctrl+C', { timeout: 180_000 }, async () => {
  const child = spawn(process.execPath, [path.join(root, 'build/start.mjs'), '--port', '0', '--data', path.join(elsewhere, 'data')], {
    cwd: elsewhere,
    env: { ...environment, LANG: 'fr_CA.UTF-8', LC_ALL: 'fr_CA.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = collected(child.stderr);
  const address = await lineOf(child, /^Relais: (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/m);
  expect(said.text()).toContain('Aucun écran');

  const withoutToken = await fetch(new URL('/', address));
  expect(withoutToken.status).toBeGreaterThanOrEqual(400);
  const withToken = await fetch(address, { redirect: 'manual' });
  expect(withToken.headers.get('set-cookie')).toContain('HttpOnly');

  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('the relais command works through a link and from any folder', () => {
  const link = path.join(elsewhere, 'relais');
  symlinkSync(path.join(root, 'build/relais.mjs'), link);
  const help = execFileSync(process.execPath, [link, '--help'], { cwd: elsewhere, env: environment, encoding: 'utf8' });
  expect(help).toContain('triage');
});

function collected(stream: NodeJS.ReadableStream): { text: () => string } {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { text: () => text };
}

/** The first group of the line a program prints, or an error with what it printed once it has ended. */
async function lineOf(child: ChildProcess, line: RegExp): Promise<string> {
  let printed = '';
  return await new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      const found = line.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => {
      reject(new Error(`It ended before it was ready: ${printed}`));
    });
  });
}
