import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What, entered in the record, fulfilled a step of a follow-up plan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  // `results`, `vaccination`, `coverage` or `contact`, and the row, one of them where there are several.
  await db.schema.alterTable('follow_up_step').addColumn('fact_kind', type.text).execute();
  await db.schema.alterTable('follow_up_step').addColumn('fact_id', type.id).execute();
}
