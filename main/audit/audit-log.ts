import { createHmac } from 'node:crypto';
import { noteChange } from '../platform/database/change-feed.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { subkey } from '../platform/keys/keyring.ts';
import { addMilliseconds } from '../platform/clock.ts';
import type { Clock } from '../ports.ts';

/** One thing somebody did or read. `detail` names fields and codes, never values. */
export interface AuditEntry {
  readonly userId: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  readonly patientId?: string | null;
  readonly detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Append-only trail; each row carries an HMAC over itself and the row before. */
export interface AuditLog {
  /** Adds a row in the caller's transaction: what is not audited is not done. Other desks hear that it was done. */
  record(db: WriteExecutor, entry: AuditEntry): Promise<void>;
  /** Records that a record was read, once per person, patient and ten minutes. */
  recordReading(db: WriteExecutor, entry: AuditEntry & { readonly patientId: string }): Promise<void>;
}

const readingWindowMilliseconds = 10 * 60 * 1000;

/** The audit trail of a store; its key is derived from the data key. */
export function createAuditLog({ dataKey, engine, clock }: { dataKey: Uint8Array; engine: Engine; clock: Clock }): AuditLog {
  const key = subkey(dataKey, 'audit');

  const append = async (db: WriteExecutor, entry: AuditEntry): Promise<void> => {
    // On PostgreSQL the head row serialises writers; SQLite has one writer by nature.
    const previous = await db
      .selectFrom('audit_head')
      .select(['seq', 'hash'])
      .where('id', '=', 1)
      .$if(engine === 'postgres', (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    const row = {
      seq: previous.seq + 1,
      at: clock.now(),
      user_id: entry.userId,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId,
      patient_id: entry.patientId ?? null,
      detail: entry.detail ? JSON.stringify(entry.detail) : null,
      previous_hash: previous.hash,
    };
    const hash = hashAuditRow(key, row);
    await db.insertInto('audit_event').values({ ...row, hash }).execute();
    await db.updateTable('audit_head').set({ seq: row.seq, hash }).where('id', '=', 1).execute();
  };

  return {
    record: async (db, entry) => {
      await append(db, entry);
      noteChange(db, { entity: entry.entity, patientId: entry.patientId ?? null });
    },
    recordReading: async (db, entry) => {
      const since = addMilliseconds(clock.now(), -readingWindowMilliseconds);
      const recent = await db
        .selectFrom('audit_event')
        .select('seq')
        .where('patient_id', '=', entry.patientId)
        .where('user_id', '=', entry.userId)
        .where('action', '=', entry.action)
        .where('entity_id', entry.entityId === null ? 'is' : '=', entry.entityId)
        .where('at', '>', since)
        .limit(1)
        .executeTakeFirst();
      if (!recent) await append(db, entry);
    },
  };
}

/** The HMAC of a row: over its fields in order, and the hash of the row before. */
export function hashAuditRow(
  key: Uint8Array,
  row: { seq: number; at: string; user_id: string; action: string; entity: string; entity_id: string | null; patient_id: string | null; detail: string | null; previous_hash: string },
): string {
  const fields = [row.seq, row.at, row.user_id, row.action, row.entity, row.entity_id, row.patient_id, row.detail, row.previous_hash];
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest('hex');
}
