import { z } from 'zod';

/**
 * A backup is one file `*.relais-backup`: a zip whose parts are stored as they are (they are encrypted already).
 * The same file restores on either database, and is the way from one to the other.
 */
export const backupParts = { manifest: 'manifest.json', keyring: 'keyring.json', database: 'clinic.db', attachments: 'attachments/' } as const;

export const backupManifest = z.object({
  format: z.literal(1),
  clinicId: z.uuid(),
  clinicName: z.string(),
  createdAt: z.string(),
  /** Last migration of the database inside. */
  schemaVersion: z.string(),
  /** The engine the clinic ran on; the database inside is SQLite in any case. */
  engine: z.enum(['sqlite', 'postgres']),
  rows: z.record(z.string(), z.int()),
  /** Head of the audit chain at that moment: a later trail must contain it. */
  auditHead: z.object({ seq: z.int(), hash: z.string() }),
  parts: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});
export type BackupManifest = z.infer<typeof backupManifest>;

export type BackupFailure = 'not-a-backup' | 'damaged' | 'wrong-key' | 'newer-schema' | 'target-not-empty' | 'rows-would-vanish' | 'disk' | 'folder-missing';

/** Why a backup could not be made, read or restored. `part`: the part that does not match. */
export class BackupError extends Error {
  readonly reason: BackupFailure;
  readonly part: string | null;

  constructor(reason: BackupFailure, part: string | null = null, options?: ErrorOptions) {
    super(part ? `backup: ${reason} (${part})` : `backup: ${reason}`, options);
    this.name = 'BackupError';
    this.reason = reason;
    this.part = part;
  }
}
