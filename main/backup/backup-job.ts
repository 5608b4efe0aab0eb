import { rmSync } from 'node:fs';
import { z } from 'zod';
import { backupName, backupProblem } from '#contract/backups.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { listBackups, newBackupPath, pathOfBackup, prepareFolder, removeBackup } from './backup-folder.ts';
import { BackupError } from './backup-format.ts';
import { superseded } from './backup-schedule-rules.ts';
import { problemOf } from './backup-state.ts';
import { rehearseRestore } from './restore-backup.ts';
import { makeWorkingFolder, removeLeftovers } from './working-folder.ts';
import { writeBackup } from './write-backup.ts';

/** What the long-work thread is told of a backup. `folder`: the one chosen, or null for the clinic's own. */
export const backupJob = z.discriminatedUnion('task', [
  z.object({ task: z.literal('write'), origin: z.enum(['manual', 'scheduled']), folder: z.string().nullable(), keep: z.int().min(1) }),
  z.object({ task: z.literal('verify'), folder: z.string().nullable(), name: backupName }),
]);
export type BackupJob = z.infer<typeof backupJob>;

export const backupResult = z.object({ name: backupName.nullable(), problem: backupProblem.nullable(), removed: z.array(z.string()) });
export type BackupResult = z.infer<typeof backupResult>;

export const backupJobKind = 'backup';

/**
 * Writes a backup, opens it as a restore would, and only then removes scheduled ones beyond those kept; or opens one
 * that is there. What goes wrong is an answer: an error would lose its reason between the threads.
 */
export async function runBackupJob({ store, clinic, ports }: ServiceDependencies, job: BackupJob): Promise<BackupResult> {
  let name: string | null = job.task === 'verify' ? job.name : null;
  try {
    const folder = prepareFolder(store.directory, job.folder);
    if (job.task === 'verify') {
      await rehearse(store, pathOfBackup(folder, job.name), ports.clock.now());
      return { name, problem: null, removed: [] };
    }
    const made = newBackupPath(folder, job.origin, { now: ports.clock.now(), zone: clinic.timeZone, clinicId: clinic.id });
    await writeBackup(store, readKeyring(store.directory), made.path, ports.clock);
    name = made.name;
    await rehearse(store, made.path, ports.clock.now());
    const surplus = job.origin === 'scheduled' ? superseded(await listBackups(folder, clinic.id), job.keep).map((backup) => backup.name) : [];
    for (const old of surplus) removeBackup(folder, old);
    return { name, problem: null, removed: surplus };
  } catch (error) {
    const problem = error instanceof BackupError ? problemOf(error.reason) : 'other';
    ports.log.error('backup.failed', error, { problem });
    return { name, problem, removed: [] };
  }
}

async function rehearse(store: ServiceDependencies['store'], file: string, now: string): Promise<void> {
  removeLeftovers(store.directory, Date.parse(now));
  const working = makeWorkingFolder(store.directory);
  try {
    await rehearseRestore(file, { kind: 'data-key', dataKey: store.dataKey }, working);
  } finally {
    rmSync(working, { recursive: true, force: true });
  }
}
