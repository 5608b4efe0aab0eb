import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Which import brought an adverse event or a coverage, so that it goes with it when the import is taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  for (const table of ['treatment_event', 'treatment_coverage']) {
    await db.schema.alterTable(table).addColumn('import_id', type.id).execute();
    await db.schema.createIndex(`${table}_by_import`).on(table).columns(['import_id']).execute();
  }
}
