import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Pathways that take nobody new: whoever is on one goes on, and it can be offered again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await type
    .strict(
      db.schema
        .createTable('pathway_retirement')
        .addColumn('pathway_code', type.text, (column) => column.primaryKey())
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('retired_at', type.instant, (column) => column.notNull())
        .addColumn('retired_by', type.id, (column) => column.notNull()),
    )
    .execute();
}
