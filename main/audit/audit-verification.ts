import { timingSafeEqual } from 'node:crypto';
import { subkey } from '../platform/keys/keyring.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { hashAuditRow } from './audit-log.ts';

/** A head of the chain known from elsewhere: a backup's manifest, an earlier verification. */
export interface KnownHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * The first thing wrong with the trail. `changed`: a row does not match its own hash; `removed`: a row is missing before
 * `seq`, or the chain was joined over it; `truncated`: rows up to `seq` existed and are gone.
 */
export interface AuditBreak {
  readonly kind: 'changed' | 'removed' | 'truncated';
  readonly seq: number;
}

export interface AuditVerification {
  readonly rows: number;
  readonly head: KnownHead;
  readonly broken: AuditBreak | null;
}

/** Rows read at a time: each step is bounded, whatever the length of the trail. */
const pageSize = 200;

/** A walk along the trail in short steps; between two of them others may write. */
export interface AuditWalk {
  /** Checks the next rows; answers once the end, or the first fault, is reached. */
  step(db: ReadExecutor): Promise<AuditVerification | null>;
}

/**
 * A walk along the trail from its first row, which checks every hash, every link, the head, and the heads known from elsewhere.
 *
 * @param known heads that the trail must contain; this is what shows a trail cut together with its head
 */
export function createAuditWalk(dataKey: Uint8Array, known: readonly KnownHead[] = []): AuditWalk {
  const key = subkey(dataKey, 'audit');
  const expected = new Map(known.map((head) => [head.seq, head.hash]));
  let seq = 0;
  let previous = '';
  const result = (broken: AuditBreak | null): AuditVerification => ({ rows: seq, head: { seq, hash: previous }, broken });

  return {
    step: async (db) => {
      const rows = await db.selectFrom('audit_event').selectAll().where('seq', '>', seq).orderBy('seq').limit(pageSize).execute();
      for (const row of rows) {
        if (row.seq !== seq + 1) return result({ kind: 'removed', seq: seq + 1 });
        if (!sameHash(hashAuditRow(key, row), row.hash)) return result({ kind: 'changed', seq: row.seq });
        if (row.previous_hash !== previous) return result({ kind: 'removed', seq: row.seq });
        const elsewhere = expected.get(row.seq);
        if (elsewhere !== undefined && elsewhere !== row.hash) return result({ kind: 'changed', seq: row.seq });
        seq = row.seq;
        previous = row.hash;
      }
      if (rows.length === pageSize) return null;
      // The last rows and the head are read in the same transaction: nobody writes between them.
      const head = await db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirst();
      const farthest = Math.max(head?.seq ?? 0, ...expected.keys());
      if (farthest > seq) return result({ kind: 'truncated', seq: farthest });
      if (!head || head.seq !== seq || head.hash !== previous) return result({ kind: 'changed', seq });
      return result(null);
    },
  };
}

/** The whole walk in one transaction, for the command line and for tests. */
export async function verifyAuditTrail(db: ReadExecutor, dataKey: Uint8Array, known: readonly KnownHead[] = []): Promise<AuditVerification> {
  const walk = createAuditWalk(dataKey, known);
  for (;;) {
    const end = await walk.step(db);
    if (end) return end;
  }
}

function sameHash(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
