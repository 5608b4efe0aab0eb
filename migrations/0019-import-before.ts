import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What rows on file said before an import brought them up to date, so that undoing it puts them back; rows of a table counted without reading them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('import_before')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('import_id', type.id, (column) => column.notNull())
        // Name of the table, and the row in it.
        .addColumn('entity', type.text, (column) => column.notNull())
        .addColumn('entity_id', type.id, (column) => column.notNull())
        // The import that had written the row last.
        .addColumn('earlier_import_id', type.id)
        // The row as it was, with what belongs to it.
        .addColumn('before', type.json, (column) => column.notNull())
        // Digest of the same columns as the import left them: while they are so, nobody has changed the row since.
        .addColumn('after_digest', type.text, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('import_before_by_row').unique().on('import_before').columns(['import_id', 'entity', 'entity_id']).execute();
  await db.schema.createIndex('import_before_by_earlier').on('import_before').columns(['earlier_import_id', 'entity', 'id']).execute();

  // The wizard counts after each step: of 200,000 rows it reads this index alone.
  await db.schema.createIndex('import_row_by_outcome').on('import_row').columns(['import_id', 'state', 'problem_codes', 'decision']).execute();
}
