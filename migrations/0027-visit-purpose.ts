import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What a visit is for, by its code in the content `visit-purposes`; null where nobody said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('appointment').addColumn('purpose', columnTypes(db).text).execute();
}
