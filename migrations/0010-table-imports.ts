import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Tables taken in: what is being prepared, every row with what became of it, remembered mappings; undone batches. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('table_import')
        // The id its batch will have.
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('stage', type.text, (column) => column.notNull())
        // The file as it came, sealed on disk; null once it is no longer held.
        .addColumn('file_id', type.id)
        .addColumn('file_name', type.text, (column) => column.notNull())
        .addColumn('bytes', type.whole, (column) => column.notNull())
        .addColumn('sha256', type.text, (column) => column.notNull())
        // Reading, survey and mapping under a key of its own: they quote the file.
        .addColumn('sealed', type.text, (column) => column.notNull())
        .addColumn('started_by', type.text, (column) => column.notNull())
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('table_import_by_time').on('table_import').columns(['updated_at', 'id']).execute();

  await type
    .strict(
      db.schema
        .createTable('import_row')
        .addColumn('import_id', type.id, (column) => column.notNull().references('table_import.id').onDelete('cascade'))
        .addColumn('line', type.whole, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('name', type.text, (column) => column.notNull())
        .addColumn('birth_date', type.date)
        // As read; emptied once the row is taken, since the record then holds it.
        .addColumn('cells', type.json, (column) => column.notNull())
        .addColumn('problems', type.json, (column) => column.notNull())
        // Codes of the problems, each once, between spaces.
        .addColumn('problem_codes', type.text, (column) => column.notNull())
        .addColumn('candidates', type.json, (column) => column.notNull())
        .addColumn('decision', type.json)
        .addColumn('patient_id', type.id)
        .addPrimaryKeyConstraint('import_row_key', ['import_id', 'line']),
    )
    .execute();
  await db.schema.createIndex('import_row_by_state').on('import_row').columns(['import_id', 'state', 'line']).execute();

  await type
    .strict(
      db.schema
        .createTable('import_mapping')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('name', type.text, (column) => column.notNull().unique())
        // The titles of the file it was made for, folded and sorted.
        .addColumn('signature', type.text, (column) => column.notNull())
        .addColumn('body', type.json, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.text, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('import_mapping_by_signature').on('import_mapping').columns(['signature', 'updated_at']).execute();

  // `fhir`, `table`, or `undo` of another batch.
  await db.schema.alterTable('import_batch').addColumn('kind', type.text, (column) => column.notNull().defaultTo('fhir')).execute();
  await db.schema.alterTable('import_batch').addColumn('undoes', type.id).execute();
  for (const table of ['condition', 'observation', 'medication', 'allergy', 'practitioner']) {
    await db.schema.createIndex(`${table}_by_import`).on(table).columns(['import_id', 'id']).execute();
  }
}
