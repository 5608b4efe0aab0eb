import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The number and the unit of the result an answer of the checklist was converted from; none where it was not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('dose_answer').addColumn('converted_from', columnTypes(db).text).execute();
}
