import { z } from 'zod';
import { operation } from './define.ts';
import { instant } from './values.ts';

/** Name of a backup in its folder; never a path. */
export const backupName = z.string().max(120).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.relais-backup$/);

/** Why a backup could not be written or does not hold; the page has a sentence for each. */
export const backupProblem = z.enum(['not-a-backup', 'damaged', 'wrong-key', 'newer-schema', 'disk', 'folder-missing', 'other']);

export const backupEntry = z.object({
  name: backupName,
  createdAt: instant,
  bytes: z.int(),
  /** Rows of all tables; of the patients alone. */
  rows: z.int(),
  patients: z.int(),
  origin: z.enum(['manual', 'scheduled', 'before-migration', 'other']),
  /** The last time it was opened and counted, and what came of it. */
  verified: z.object({ at: instant, problem: backupProblem.nullable() }).nullable(),
});
export type BackupEntry = z.infer<typeof backupEntry>;

export const backupSettings = z.object({
  /** Hour of the clinic's day from which a backup is written, 0–23; null: never by itself. */
  hour: z.int().min(0).max(23).nullable(),
  /** Folder on the computer where Relais runs; null: the clinic's own. */
  folder: z.string().trim().min(1).max(1000).nullable(),
  /** How many scheduled backups are kept. */
  keep: z.int().min(1).max(365),
});
export type BackupSettings = z.infer<typeof backupSettings>;

export const backupOverview = z.object({
  settings: backupSettings,
  /** The folder as it is now. */
  folder: z.string(),
  folderState: z.enum(['ready', 'missing', 'read-only']),
  /** True while the clinic and its backups are on one disk, which fails as one. */
  sameDisk: z.boolean(),
  backups: z.array(backupEntry).max(200),
  running: z.enum(['writing', 'verifying']).nullable(),
  lastSuccessAt: instant.nullable(),
  /** What went wrong since the last success. */
  failure: z.object({ at: instant, problem: backupProblem }).nullable(),
});
export type BackupOverview = z.infer<typeof backupOverview>;

const outcome = z.object({ name: backupName.nullable(), problem: backupProblem.nullable() });
export type BackupOutcome = z.infer<typeof outcome>;

export const backups = {
  overview: operation({ access: 'backup.run', scope: 'clinic' }).output(backupOverview),
  /** Writes a backup now, opens it and counts it; answers when that is done. */
  run: operation({ access: 'backup.run', scope: 'clinic' }).output(outcome),
  /** A rehearsal: unpacks, opens with the clinic's key, checks, brings up to date and counts, then throws the copy away. */
  verify: operation({ access: 'backup.run', scope: 'clinic' }).input(z.object({ name: backupName })).output(outcome),
  /** @throws INVALID `folder` when it is not an absolute path of a folder that exists and can be written to */
  setSettings: operation({ access: 'backup.run', scope: 'clinic' }).input(backupSettings).output(backupSettings),
};
