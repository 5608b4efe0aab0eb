import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Visits know where they came from, requests keep the codes of others, and every file that leaves is on record. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  for (const column of ['source_system', 'source_id', 'source_hash', 'import_id']) {
    await db.schema.alterTable('appointment').addColumn(column, type.text).execute();
  }
  await db.schema.createIndex('appointment_by_source').unique().on('appointment').columns(['source_system', 'source_id']).execute();
  // What is asked and why in codes the catalogue of reasons does not have, as received.
  await db.schema.alterTable('referral').addColumn('request_codings', type.json).execute();

  await type
    .strict(
      db.schema
        .createTable('data_export')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('started_at', type.instant, (column) => column.notNull())
        .addColumn('finished_at', type.instant)
        .addColumn('started_by', type.text, (column) => column.notNull())
        // `clinic`, `list` or `patient`; the person, where it is one.
        .addColumn('scope', type.text, (column) => column.notNull())
        .addColumn('patient_id', type.id)
        .addColumn('format', type.text, (column) => column.notNull())
        .addColumn('contents', type.json, (column) => column.notNull())
        .addColumn('purpose', type.text, (column) => column.notNull())
        .addColumn('note', type.text)
        .addColumn('encrypted', type.flag, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('counts', type.json),
    )
    .execute();
  await db.schema.createIndex('data_export_by_time').on('data_export').columns(['started_at', 'id']).execute();
}
