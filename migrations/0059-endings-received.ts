import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Why a request ended where it came from, in the words of its source; the queue of a profession in its order, and the counts, as indexes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('referral').addColumn('ended_elsewhere', type.text).execute();
  await sql`create index referral_role_queue on referral (queue_role, (case when state in ('received', 'accepted', 'emergency', 'advised') then 1 else 0 end),
    (case when emergency_call_pending = 1 or coalesce(decided_cls, proposed_cls) = 'URG' then 0 else 1 end), (coalesce(due_on, '')), received_at, id)`.execute(db);
  // What is counted stands in it whole: no row is read for it.
  await db.schema.createIndex('referral_counts').on('referral').columns(['state', 'emergency_call_pending', 'advice_pending', 'due_on', 'queue_role', 'claimed_by']).execute();
}
