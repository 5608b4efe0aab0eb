import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The day of the first symptom a call was told of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('toxicity_call').addColumn('symptom_on', columnTypes(db).date).execute();
}
