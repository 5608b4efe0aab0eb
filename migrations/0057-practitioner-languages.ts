import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The languages a professional speaks with patients: a list of tags (BCP 47) or words as received; empty: nobody has said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('practitioner').addColumn('languages', type.json, (column) => column.notNull().defaultTo('[]')).execute();
}
