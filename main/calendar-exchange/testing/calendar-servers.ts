import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calendar servers to push to: a stand-in that holds what is put, and Radicale where it is installed. */

export interface TestCalendarServer {
  /** Of an empty collection of `doctor` / `secret`. */
  readonly address: string;
  /** What lies there, by file name. */
  readonly read: (name: string) => Promise<string | null>;
  /** How it answers from now on instead; null: as it should. Only the stand-in can. */
  readonly answerWith: (status: number | null) => void;
  readonly stop: () => Promise<void>;
}

const radicale = '/usr/bin/radicale';
const authorization = `Basic ${Buffer.from('doctor:secret').toString('base64')}`;

/** Holds what is put under `/doctor/calendar/`, in memory. */
export async function startStandIn(): Promise<TestCalendarServer> {
  const held = new Map<string, string>();
  let forced: number | null = null;
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const name = (request.url ?? '').replace('/doctor/calendar/', '');
      const answer = (status: number): void => void response.writeHead(status, forced === 302 ? { location: 'http://127.0.0.1:9/elsewhere' } : {}).end();
      if (forced !== null) return answer(forced);
      if (request.headers.authorization !== authorization) return answer(401);
      if (request.method === 'PUT') held.set(name, Buffer.concat(parts).toString());
      else if (request.method !== 'DELETE' || !held.delete(name)) return answer(404);
      return answer(204);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/doctor/calendar/`,
    read: (name) => Promise.resolve(held.get(name) ?? null),
    answerWith: (status) => {
      forced = status;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Radicale on a port of its own, with a password file and an empty calendar. */
export async function startRadicale(): Promise<TestCalendarServer> {
  const folder = mkdtempSync(join(tmpdir(), 'relais-radicale-'));
  writeFileSync(join(folder, 'users'), 'doctor:secret\n');
  const port = await freePort();
  const config = ['[server]', `hosts = 127.0.0.1:${port}`, '[auth]', 'type = htpasswd', `htpasswd_filename = ${join(folder, 'users')}`, 'htpasswd_encryption = plain', 'delay = 0', '[storage]', `filesystem_folder = ${join(folder, 'collections')}`, '[logging]', 'level = error'];
  writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`);
  const server: ChildProcess = spawn(radicale, ['--config', join(folder, 'config')], { stdio: 'ignore' });
  const root = `http://127.0.0.1:${port}`;
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${root}${path}`, { ...init, headers: { authorization, ...(init.headers as Record<string, string> | undefined) } });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await ask('/.web/').then(() => true, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const made = await ask('/doctor/calendar/', { method: 'MKCALENDAR' });
  if (!made.ok) throw new Error(`Radicale made no calendar: ${made.status}`);
  return {
    address: `${root}/doctor/calendar/`,
    read: async (name) => {
      const answer = await ask(`/doctor/calendar/${name}`);
      return answer.ok ? answer.text() : null;
    },
    answerWith: () => undefined,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const hasRadicale = existsSync(radicale);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
