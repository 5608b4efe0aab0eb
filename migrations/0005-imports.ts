import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What was imported, when, by whom, and the report of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await type
    .strict(
      db.schema
        .createTable('import_batch')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('started_at', type.instant, (column) => column.notNull())
        .addColumn('finished_at', type.instant)
        .addColumn('started_by', type.text, (column) => column.notNull())
        .addColumn('files', type.json, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('report', type.json),
    )
    .execute();
  await db.schema.createIndex('import_batch_by_time').on('import_batch').columns(['started_at', 'id']).execute();
}
