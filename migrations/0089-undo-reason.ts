import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Why a move on a pathway was taken back: asked for an exit, an end and a resumption. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('pathway_event').addColumn('undone_reason', columnTypes(db).text).execute();
}
