import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { inRoot } from './paths.mjs';

/** What Node compiled once it finds again here: the program, and each of its worker threads, starts in half the time. */
const compiled = inRoot('node_modules', '.cache', 'node-compile');

/**
 * Runs a program with this terminal and hands SIGINT, SIGTERM and SIGHUP on to it; resolves with its exit code
 * once it has ended. A terminal sends Ctrl+C to the whole group, so the program may hear a signal twice.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean, onStart?: (child: import('node:child_process').ChildProcess) => void, stdout?: 'inherit' | 'pipe' }} [options]
 *   `quiet` keeps what the program prints and shows it only if the program fails.
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { NODE_COMPILE_CACHE: compiled, ...(options.env ?? process.env) },
      shell: options.shell ?? false,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', options.stdout ?? 'inherit', 'inherit'],
    });
    /** @type {Buffer[]} */
    const kept = [];
    if (options.quiet) for (const stream of [child.stdout, child.stderr]) stream?.on('data', (/** @type {Buffer} */ chunk) => kept.push(chunk));
    options.onStart?.(child);
    const forward = forwardSignals(child);
    child.once('error', (error) => {
      forward.stop();
      reject(error);
    });
    child.once('close', (code, signal) => {
      forward.stop();
      const exitCode = code ?? (signal === null ? 1 : 128 + constants.signals[signal]);
      if (exitCode !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(exitCode);
    });
  });
}

/**
 * While the child lives, SIGINT, SIGTERM and SIGHUP of this process go to it instead of ending this process.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export function forwardSignals(child) {
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @param {NodeJS.Signals} signal */
  const hand = (signal) => void child.kill(signal);
  for (const signal of signals) process.on(signal, hand);
  const parent = process.ppid;
  // npm hands a signal to the shell between it and this process, and Debian's shell does not hand it on: it just ends.
  const watch = process.env['npm_lifecycle_event'] === undefined ? undefined : setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    hand('SIGTERM');
  }, 500);
  return {
    stop: () => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, hand);
    },
  };
}
