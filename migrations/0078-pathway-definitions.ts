import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What a clinic changed of the definition of a pathway, and what taking back a move of a person rests on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('pathway_definition')
        .addColumn('id', type.id, (column) => column.primaryKey().references('content_version.id'))
        .addColumn('based_on', type.id, (column) => column.references('content_version.id'))
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('made_by', type.id, (column) => column.notNull()),
    )
    .execute();

  // Where the person stood before the move, and what it took away (JSON); null for moves that are not taken back.
  await db.schema.alterTable('pathway_event').addColumn('before', type.json).execute();
  await db.schema.alterTable('pathway_event').addColumn('undone_at', type.instant).execute();
  await db.schema.alterTable('pathway_event').addColumn('undone_by', type.id).execute();
}
