import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A process at its task, and what it has said so far. */
export interface FaultChild {
  readonly process: ChildProcess;
  /** Lines said, whole ones only. */
  lines(): readonly string[];
  /** Waits for a line that fits. @throws when the process ends before saying it */
  said(fits: (line: string) => boolean): Promise<string>;
  /** Kills it as a power cut would, and waits. */
  kill(): Promise<void>;
  readonly ended: Promise<void>;
}

export interface FaultTask {
  readonly task: 'write' | 'fill' | 'backup' | 'hold';
  readonly directory: string;
  readonly dataKey: Uint8Array;
  readonly folder?: string;
  /** Largest file the process may write, in kilobytes. */
  readonly fileKilobytes?: number;
  /** Number of the account and group it becomes before it begins; only root can. */
  readonly account?: number;
}

const program = join(import.meta.dirname, 'fault-child.ts');

export function startChild({ task, directory, dataKey, folder = '', fileKilobytes, account }: FaultTask): FaultChild {
  const parts = [process.execPath, program, task, directory, Buffer.from(dataKey).toString('hex'), folder, account === undefined ? '' : String(account)];
  const [command = '', ...rest] = fileKilobytes === undefined ? parts : ['bash', '-c', `ulimit -f ${fileKilobytes}; exec "$@"`, 'bash', ...parts];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('close', () => resolve());
    child.once('error', reject);
  });
  const lines = (): readonly string[] => output.split('\n').slice(0, -1);
  return {
    process: child,
    lines,
    ended,
    said: async (fits) => {
      for (;;) {
        const line = lines().find(fits);
        if (line !== undefined) return line;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the process ended: ${output}${errors}`);
        await Promise.race([new Promise((resolve) => child.stdout?.once('data', resolve)), ended]);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
