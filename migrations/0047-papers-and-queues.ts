import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Papers that came with an import, and the order of the queues as indexes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('attachment').addColumn('import_id', type.id).execute();
  await db.schema.alterTable('attachment').addColumn('version', type.whole, (column) => column.notNull().defaultTo(1)).execute();
  await db.schema.createIndex('attachment_by_import').on('attachment').columns(['import_id']).execute();

  // Whether it is open; calls to make and emergencies first, then by due date: as the lists of open requests are read, page by
  // page. An equality in front, so that a database without statistics prefers it to the index by state and a sort.
  await sql`create index referral_open_queue on referral ((case when state in ('received', 'accepted', 'emergency', 'advised') then 1 else 0 end),
    (case when emergency_call_pending = 1 or coalesce(decided_cls, proposed_cls) = 'URG' then 0 else 1 end), (coalesce(due_on, '')), received_at, id)`.execute(db);
  // The same of those that wait for an answer, or of which nothing can be proposed.
  await sql`create index referral_incomplete_queue on referral ((case when (asked_at is not null and state in ('received', 'accepted')) or (state = 'received' and proposed_cls is null) then 1 else 0 end),
    (case when emergency_call_pending = 1 or coalesce(decided_cls, proposed_cls) = 'URG' then 0 else 1 end), (coalesce(due_on, '')), received_at, id)`.execute(db);
  // Whether it is done with; newest first.
  await sql`create index referral_done_queue on referral
    ((case when state in ('booked', 'emergency', 'redirected', 'advised', 'declined', 'cancelled', 'closed') and emergency_call_pending = 0 and advice_pending = 0 then 1 else 0 end), updated_at, id)`.execute(db);
  // Looked at before every list: whether the delay of an open request stands without an end.
  await sql`create index referral_paused_open on referral ((case when paused_as_of is not null and state in ('received', 'accepted') then 1 else 0 end), paused_as_of)`.execute(db);
}
