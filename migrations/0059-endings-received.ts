import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Why a request ended where it came from, in the words of its source. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('referral').addColumn('ended_elsewhere', type.text).execute();
}
