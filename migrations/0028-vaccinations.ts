import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Vaccines given, refused or contraindicated, entered here or imported: a clinical table like problems and allergies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await type
    .strict(
      db.schema
        .createTable('vaccination')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('code_system', type.text)
        .addColumn('code', type.text)
        .addColumn('text', type.text, (column) => column.notNull())
        .addColumn('other_codings', type.json)
        .addColumn('source_system', type.text)
        .addColumn('source_id', type.text)
        .addColumn('source_hash', type.text)
        .addColumn('import_id', type.id)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        // FHIR's: `completed`, `not-done`, `entered-in-error`.
        .addColumn('status', type.text, (column) => column.notNull())
        // Why it was not given: a code FHIR gives, and words.
        .addColumn('status_reason', type.text)
        .addColumn('status_note', type.text)
        // A date, a partial date or an instant; words where there is no better.
        .addColumn('given_on', type.text)
        .addColumn('given_words', type.text)
        .addColumn('lot_number', type.text)
        .addColumn('expires_on', type.text)
        .addColumn('site', type.text)
        .addColumn('route', type.text)
        .addColumn('dose_number', type.whole)
        // 1: told by whoever gave it. Null: not known.
        .addColumn('primary_source', type.flag)
        // Where it is known from otherwise.
        .addColumn('report_origin', type.text)
        .addColumn('note', type.text)
        .addColumn('recorded_on', type.text)
        .addColumn('recorded_by', type.text),
    )
    .execute();
  await db.schema.createIndex('vaccination_by_source').unique().on('vaccination').columns(['source_system', 'source_id']).execute();
  await db.schema.createIndex('vaccination_by_patient').on('vaccination').columns(['patient_id', 'given_on']).execute();
  await db.schema.createIndex('vaccination_by_import').on('vaccination').columns(['import_id', 'id']).execute();
}
