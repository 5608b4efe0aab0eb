import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const prefix = '.relais-backup-';
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Computers that share a folder are told apart, because process ids mean nothing elsewhere. */
const thisComputer = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A folder to work in beside the file to be written, named after its process so that a killed one's can be told. */
export function makeWorkingFolder(folder: string): string {
  return mkdtempSync(join(folder, `${prefix}${thisComputer}-${process.pid}-`));
}

/**
 * Removes what killed backups left in a folder: of processes of this computer that are gone, and of others after a day.
 * What cannot be removed is left for another time.
 *
 * @param now milliseconds since 1970
 * @returns how many were removed
 */
export function removeLeftovers(folder: string, now: number): number {
  const left = readdirSync(folder).filter((name) => name.startsWith(prefix) && isAbandoned(name, join(folder, name), now));
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
  return left.length;
}

function isAbandoned(name: string, path: string, now: number): boolean {
  const [computer, processId] = name.slice(prefix.length).split('-');
  // This process writes one backup at a time: what bears its own number is of a thread that was ended.
  if (computer === thisComputer && /^\d+$/.test(processId ?? '')) return Number(processId) === process.pid || !isAlive(Number(processId));
  return now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now) > dayMilliseconds;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another account.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
