import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The words of a pasted letter that a finding of a request was taken from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  // By finding; null where nothing was taken from a letter.
  await db.schema.alterTable('referral').addColumn('finding_words', type.json).execute();
}
