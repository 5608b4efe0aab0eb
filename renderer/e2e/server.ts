import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The loopback host of a journey, on a data folder of its own. */
export interface TestServer {
  /** Address with the one-time token. */
  readonly address: string;
  readonly dataDirectory: string;
  /** Ends the host, as a power cut would if `abruptly`; its data folder is kept as `keepAs`, else taken away. */
  stop(abruptly?: boolean, keepAs?: string): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the built host of `main/server` on port 0 and waits for the line with its address.
 *
 * @param options.begun finds the clinic just begun of all journeys, whose administrator signs in
 * @param options.clinic a clinic folder, instead of those of a fresh data folder
 * @param options.demonstrationPatients the host makes a demonstration clinic of so many people on first use; else it finds a small one made
 * @throws when the host ends or says nothing for 30 s
 */
export async function startServer(options: { begun?: boolean; clinic?: string; demonstrationPatients?: number } = {}): Promise<TestServer> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'relais-journey-'));
  const template = process.env['RELAIS_DEMONSTRATION_TEMPLATE'];
  if (options.begun) cpSync(process.env['RELAIS_CLINIC_TEMPLATE'] ?? '', dataDirectory, { recursive: true });
  else if (template !== undefined && options.demonstrationPatients === undefined) cpSync(template, join(dataDirectory, 'demo'), { recursive: true });
  const clinic = options.clinic === undefined ? [] : ['--clinic', options.clinic];
  const child = spawn(process.execPath, ['dist/host/index.js', '--port', '0', '--data', dataDirectory, '--demo-patients', String(options.demonstrationPatients ?? 200), ...clinic], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    // Compiled once for all the hosts of a run.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/host') },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let isStopped = false;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
  const address = await addressOf(child);
  return {
    address,
    dataDirectory,
    stop: async (abruptly = false, keepAs) => {
      // A host that has ended by itself is a fault, whatever the journey saw of it.
      const fault = isStopped || (child.exitCode === null && child.signalCode === null) ? null : `The host ended by itself (${String(child.exitCode ?? child.signalCode)}): ${errors}`;
      const wasStopped = isStopped;
      isStopped = true;
      child.kill(abruptly ? 'SIGKILL' : 'SIGTERM');
      await ended;
      if (keepAs !== undefined && !wasStopped) cpSync(dataDirectory, keepAs, { recursive: true });
      rmSync(dataDirectory, { recursive: true, force: true });
      if (fault !== null) throw new Error(fault);
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    const timer = setTimeout(() => reject(new Error(`The host said nothing: ${output}${errors}`)), 30_000);
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /^Relais: (http:\S+)$/m.exec(output);
      if (!found?.[1]) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The host ended with ${code}: ${errors}`));
    });
  });
}
