import { subkey } from '../platform/keys/keyring.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { hashAuditRow } from './audit-log.ts';
import type { KnownHead } from './audit-verification.ts';

const pageSize = 500;

/** Whether the trail's first row carries a code of this key (an empty trail carries everybody's). */
export async function isTrailUnder(db: ReadExecutor, dataKey: Uint8Array): Promise<boolean> {
  const row = await db.selectFrom('audit_event').selectAll().orderBy('seq').limit(1).executeTakeFirst();
  return row === undefined || hashAuditRow(subkey(dataKey, 'audit'), row) === row.hash;
}

/**
 * Computes every hash of the trail again under another key, row after row; what the rows say is not touched. The trail
 * must have been verified under its old key.
 *
 * @returns the head the trail had, for the row that says so
 */
export async function rehashAuditTrail(db: WriteExecutor, dataKey: Uint8Array): Promise<KnownHead> {
  const key = subkey(dataKey, 'audit');
  const before = await db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
  let seq = 0;
  let previous = '';
  for (;;) {
    const rows = await db.selectFrom('audit_event').selectAll().where('seq', '>', seq).orderBy('seq').limit(pageSize).execute();
    for (const row of rows) {
      const hash = hashAuditRow(key, { ...row, previous_hash: previous });
      await db.updateTable('audit_event').set({ previous_hash: previous, hash }).where('seq', '=', row.seq).execute();
      seq = row.seq;
      previous = hash;
    }
    if (rows.length < pageSize) break;
  }
  await db.updateTable('audit_head').set({ seq, hash: previous }).where('id', '=', 1).execute();
  return before;
}
