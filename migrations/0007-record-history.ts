import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Who changed what in a record, field by field; what the clinic knows of an identifier and of a verified identity. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('record_change')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // What changed: `patient`, later the name of another table whose rows people edit.
        .addColumn('entity', type.text, (column) => column.notNull())
        .addColumn('entity_id', type.id, (column) => column.notNull())
        .addColumn('patient_id', type.id, (column) => column.references('patient.id').onDelete('cascade'))
        // The version the row had once changed.
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('user_id', type.text, (column) => column.notNull())
        .addColumn('origin', type.text, (column) => column.notNull())
        .addColumn('reason', type.text)
        .addColumn('import_id', type.id)
        // The change this one takes back.
        .addColumn('undoes', type.id)
        // [{ field, from, to }]
        .addColumn('changes', type.json, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('record_change_by_patient').on('record_change').columns(['patient_id', 'at', 'id']).execute();
  await db.schema.createIndex('record_change_by_entity').on('record_change').columns(['entity', 'entity_id', 'version']).execute();
  await db.schema.createIndex('record_change_by_import').on('record_change').columns(['import_id']).execute();

  // Who gave the number out, for a system this clinic has no name for.
  await db.schema.alterTable('patient_identifier').addColumn('issuer', type.text).execute();
  await db.schema.alterTable('patient_identifier').addColumn('valid_to', type.date).execute();
  await db.schema.alterTable('patient_identifier').addColumn('ins_qualified', type.flag, (column) => column.notNull().defaultTo(0)).execute();

  // The document a person showed, and when: without one, no INS is qualified.
  await db.schema.alterTable('patient').addColumn('identity_document', type.text).execute();
  await db.schema.alterTable('patient').addColumn('identity_verified_on', type.date).execute();
  // INSEE code of the municipality or country of birth, which a NIR repeats.
  await db.schema.alterTable('patient').addColumn('birth_place_code', type.text).execute();
}
