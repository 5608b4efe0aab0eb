import { z } from 'zod';
import { backupProblem, backupSettings, type BackupSettings } from '#contract/backups.ts';
import type { BackupError } from './backup-format.ts';

const instant = z.string();

/** What the program remembers of its backups, in the clinic's settings. */
export const backupState = z.object({
  lastTriedAt: instant.nullable(),
  lastScheduledAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  /** What went wrong since the last success. */
  failure: z.object({ at: instant, problem: backupProblem }).nullable(),
  /** By name: the last verification. */
  verified: z.record(z.string(), z.object({ at: instant, problem: backupProblem.nullable() })),
});
export type BackupState = z.infer<typeof backupState>;

const emptyState: BackupState = { lastTriedAt: null, lastScheduledAt: null, lastSuccessAt: null, failure: null, verified: {} };

/** Every evening, two weeks kept. The demonstration, made anew at will, keeps none by itself. */
const defaultSettings = { hour: 18, folder: null, keep: 14 } as const satisfies BackupSettings;

export function readState(stored: unknown): BackupState {
  return backupState.catch(emptyState).parse(stored);
}

export function readSettings(stored: unknown, demonstration: boolean): BackupSettings {
  return backupSettings.catch({ ...defaultSettings, hour: demonstration ? null : defaultSettings.hour }).parse(stored);
}

/** A failure in the words of the contract. */
export function problemOf(reason: BackupError['reason']): z.infer<typeof backupProblem> {
  return reason === 'target-not-empty' || reason === 'rows-would-vanish' ? 'other' : reason;
}
