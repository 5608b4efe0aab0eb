import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { findDisplayServer } from '../launch/display-server.mjs';
import type { Account } from './account.ts';

/** A screen for the windows of a test. */
export interface Display {
  /** What `DISPLAY` is to be; undefined on systems that have no such thing. */
  readonly name: string | undefined;
  readonly stop: () => void;
}

const sockets = '/tmp/.X11-unix';

/** A screen that nobody sees (Xvfb), on Linux where it is installed; else the machine's own. */
export async function startDisplay(account: Account | undefined): Promise<Display> {
  const program = process.platform === 'linux' ? findDisplayServer() : undefined;
  if (program === undefined) return { name: process.env['DISPLAY'], stop: () => undefined };
  if (account !== undefined && !existsSync(sockets)) {
    mkdirSync(sockets);
    // What is asked of `mkdir` is narrowed by the account's mask; another account must write there.
    chmodSync(sockets, 0o1777);
  }
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'], {
    ...account,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = (): void => void server.kill('SIGTERM');
  process.once('exit', stop);
  return { name: `:${await numberOf(server)}`, stop };
}

/** Xvfb chooses a free number and writes it once it can be used. */
function numberOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => { reject(new Error(`Xvfb ended with ${String(code)}.`)); });
    server.stdio[3]?.once('data', (number: Buffer) => { resolve(number.toString().trim()); });
  });
}
