import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What the record said of a fact of a pathway as it was noted: the answer proposed, and the values and days it rested on; none where it said nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('pathway_fact').addColumn('rested_on', columnTypes(db).text).execute();
}
