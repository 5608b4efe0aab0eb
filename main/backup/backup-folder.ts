import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type BackupEntry, backupName } from '#contract/backups.ts';
import { civilDate, localDateTime } from '../appointments/wall-time.ts';
import { backupFolder } from './backup-before-migrating.ts';
import { BackupError } from './backup-format.ts';
import { readManifest } from './read-backup.ts';

/** Newest shown; older ones are still there. */
const mostListed = 200;

export type FolderState = 'ready' | 'missing' | 'read-only';

/** Where backups go: the folder chosen, or the clinic's own. */
export function folderOf(clinicDirectory: string, chosen: string | null): string {
  return chosen ?? join(clinicDirectory, backupFolder);
}

/** The clinic's own folder is made when it is not there; one that was chosen never is: its disk may be unplugged. */
export function prepareFolder(clinicDirectory: string, chosen: string | null): string {
  const folder = folderOf(clinicDirectory, chosen);
  if (chosen === null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  else if (!existsSync(folder)) throw new BackupError('folder-missing');
  return folder;
}

/** Whether backups can be written there now. The clinic's own folder, not made yet, is as good as its parent. */
export function stateOf(clinicDirectory: string, chosen: string | null): FolderState {
  const folder = chosen ?? clinicDirectory;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 'missing';
  try {
    accessSync(folder, constants.W_OK);
    return 'ready';
  } catch {
    return 'read-only';
  }
}

/** What is wrong with a folder somebody typed, or null. */
export function faultOf(typed: string): 'NOT_ABSOLUTE' | 'MISSING' | 'READ_ONLY' | null {
  if (typed.includes('\0') || !isAbsolute(typed)) return 'NOT_ABSOLUTE';
  const state = stateOf(typed, typed);
  return state === 'ready' ? null : state === 'missing' ? 'MISSING' : 'READ_ONLY';
}

/** Whether two folders are on one disk, which fails as one. */
export function onOneDisk(one: string, other: string): boolean {
  const first = statSync(one, { throwIfNoEntry: false });
  const second = statSync(other, { throwIfNoEntry: false });
  return first !== undefined && second !== undefined && first.dev === second.dev;
}

/** A name no backup of the folder has: origin, wall time of the clinic, and the clinic, for a folder several share. */
export function newBackupPath(folder: string, origin: 'manual' | 'scheduled', moment: { readonly now: string; readonly zone: string; readonly clinicId: string }): { readonly name: string; readonly path: string } {
  const time = localDateTime(moment.now, moment.zone).slice(11).replace(':', 'h');
  const stem = `${origin}-${civilDate(moment.now, moment.zone)}-${time}-${moment.clinicId.slice(-6)}`;
  for (let number = 1; ; number += 1) {
    const name = `${number === 1 ? stem : `${stem}-${number}`}.relais-backup`;
    if (!existsSync(join(folder, name))) return { name, path: join(folder, name) };
  }
}

/** Path of a backup of the folder. @throws BackupError `not-a-backup` when there is none of that name */
export function pathOfBackup(folder: string, name: string): string {
  if (!backupName.safeParse(name).success || !existsSync(join(folder, name))) throw new BackupError('not-a-backup');
  return join(folder, name);
}

/** Backups of a clinic in a folder, newest first. A file that says nothing of itself is listed as such; another clinic's is not. */
export async function listBackups(folder: string, clinicId: string): Promise<readonly Omit<BackupEntry, 'verified'>[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter((name) => backupName.safeParse(name).success)
    .flatMap((name) => {
      const file = statSync(join(folder, name), { throwIfNoEntry: false });
      return file?.isFile() ? [{ name, bytes: file.size, changedAt: file.mtime.toISOString() }] : [];
    })
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
    .slice(0, mostListed);
  const entries: Omit<BackupEntry, 'verified'>[] = [];
  for (const { name, bytes, changedAt } of files) {
    const manifest = await readManifest(join(folder, name)).catch((error: unknown) => {
      if (error instanceof BackupError) return null;
      throw error;
    });
    if (manifest && manifest.clinicId !== clinicId) continue;
    const rows = Object.values(manifest?.rows ?? {}).reduce((sum, count) => sum + count, 0);
    entries.push({ name, bytes, createdAt: manifest?.createdAt ?? changedAt, rows, patients: manifest?.rows['patient'] ?? 0, origin: originOf(name) });
  }
  return entries.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

export function removeBackup(folder: string, name: string): void {
  rmSync(pathOfBackup(folder, name), { force: true });
}

function originOf(name: string): BackupEntry['origin'] {
  if (name.startsWith('manual-')) return 'manual';
  if (name.startsWith('scheduled-')) return 'scheduled';
  return name.startsWith('before-') ? 'before-migration' : 'other';
}
