import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What somebody without the training an act asks for rested on when they did it; none where they had it, or where none is asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('follow_up_step').addColumn('competence', columnTypes(db).text).execute();
  await db.schema.createIndex('follow_up_step_by_stated_competence').on('follow_up_step').columns(['done_on', 'competence']).where('competence', 'is not', null).execute();
}
