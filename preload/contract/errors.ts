import { z } from 'zod';
import { away } from './away.ts';
import { lackingTraining } from './lacking-training.ts';
import { recordChange } from './record-history.ts';
import { tableRefusal } from './table-reports.ts';

/**
 * The expected outcomes an operation may answer with. The page translates the code; `data` carries what the
 * sentence needs. Anything else that goes wrong is an incident: `INCIDENT` with a reference, details only in the log.
 */
export const declaredErrors = {
  NOT_SIGNED_IN: { status: 401 },
  FORBIDDEN: { status: 403, data: z.object({ access: z.string() }) },
  /** The session is locked: only unlocking it, or signing out, is possible. */
  LOCKED: { status: 423 },
  /** Signed in with a temporary password: only choosing one's own, or signing out, is possible. */
  MUST_CHANGE_PASSWORD: { status: 403 },
  NOT_FOUND: { status: 404 },
  /** The record is restricted and closed to the caller, who may open it by exception. */
  RESTRICTED: { status: 403, data: z.object({ patientId: z.string() }) },
  INVALID: {
    status: 422,
    data: z.object({
      issues: z.array(
        z.object({ path: z.string(), code: z.string(), params: z.record(z.string(), z.string()).optional() }),
      ),
    }),
  },
  /** `changes`: what was changed since the version seen, where a history is kept. */
  STALE: { status: 409, data: z.object({ version: z.int(), changedBy: z.string().nullable(), changedAt: z.string(), changes: z.array(recordChange).optional() }) },
  SLOT_TAKEN: { status: 409 },
  /** Of several visits, those that cannot be: each with why. Nothing of the others was written. */
  SERIES_CONFLICT: { status: 409, data: z.object({ conflicts: z.array(z.object({ appointmentId: z.string(), code: z.string() })) }) },
  /** The calendar is closed at that time: leave, a closure, a holiday. Possible with a reason. */
  AWAY: { status: 409, data: z.object({ away: z.array(away) }) },
  DUPLICATE: { status: 409, data: z.object({ field: z.string(), patientId: z.string().optional() }) },
  ILLEGAL_STATE: { status: 409, data: z.object({ state: z.string() }) },
  REASON_REQUIRED: { status: 422 },
  /** The act asks for training the person does not have on that day: which act, who, and what they lack. */
  NOT_TRAINED: { status: 409, data: lackingTraining },
  AGE_REQUIRED: { status: 422 },
  WRONG_CREDENTIALS: { status: 401, data: z.object({ retryAfterSeconds: z.int() }) },
  STORE_UNREADABLE: { status: 500, data: z.object({ cause: z.enum(['wrong-key-or-damaged', 'newer-schema', 'already-open', 'unreachable', 'read-only']) }) },
  BACKUP_UNREADABLE: { status: 422, data: z.object({ cause: z.enum(['not-a-backup', 'damaged', 'wrong-key', 'newer-schema', 'target-not-empty', 'rows-would-vanish', 'disk', 'folder-missing']) }) },
  /** The database could not write: its disk is full, or does not answer. Nothing of the action was kept. */
  DISK_FULL: { status: 507 },
  /** A file that is not the table it should be; `line` is where, counted from 1. */
  UNREADABLE_FILE: { status: 422, data: z.object({ cause: tableRefusal, line: z.int().nullable() }) },
  /** A file that would leave is larger than one may be. */
  FILE_TOO_LARGE: { status: 413 },
  INTAKE_GONE: { status: 410 },
  BUSY: { status: 409, data: z.object({ job: z.string() }) },
  INCIDENT: { status: 500, data: z.object({ reference: z.string() }) },
} as const;
export type DeclaredErrorCode = keyof typeof declaredErrors;
