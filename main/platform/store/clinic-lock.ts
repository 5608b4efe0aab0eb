import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StoreUnreadableError } from '../database/open-database.ts';

const lockFile = z.object({ processId: z.int(), startTicks: z.string() });

/**
 * Takes the lock of an embedded clinic: one process at a time. A lock whose process is gone (or whose
 * process id now belongs to another program, told by its start time) is taken over.
 *
 * @returns the release
 * @throws StoreUnreadableError `already-open`
 */
export function takeClinicLock(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'clinic.lock');
  const mine = { processId: process.pid, startTicks: startTicks(process.pid) };
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 1) {
        throw new StoreUnreadableError('read-only', { cause: error });
      }
      if (livingHolder(path) !== null) throw new StoreUnreadableError('already-open');
      rmSync(path, { force: true });
    }
  }
}

/** Id of the living process that holds a clinic, or null. */
export function lockHolder(directory: string): number | null {
  return livingHolder(join(directory, 'clinic.lock'));
}

function livingHolder(path: string): number | null {
  let holder: z.infer<typeof lockFile>;
  try {
    holder = lockFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Absent, or half written by a process that died: nobody holds it.
    return null;
  }
  try {
    process.kill(holder.processId, 0);
  } catch (error) {
    // EPERM: the process lives, under another account.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return null;
  }
  return startTicks(holder.processId) === holder.startTicks ? holder.processId : null;
}

/** Start time of a process where the system tells (Linux); elsewhere the process id alone decides. */
function startTicks(processId: number): string {
  const path = `/proc/${processId}/stat`;
  if (!existsSync(path)) return '';
  try {
    const afterName = readFileSync(path, 'utf8').split(') ').at(-1) ?? '';
    return afterName.split(' ')[19] ?? '';
  } catch {
    // Gone between the two lines.
    return '';
  }
}
