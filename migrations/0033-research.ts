import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What people said about research, the studies, the identifiers people have in each, and the extracts made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('research_consent')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        // `granted`, `refused`, `withdrawn`; rows are never changed, the last said holds.
        .addColumn('decision', type.text, (column) => column.notNull())
        .addColumn('decided_on', type.date, (column) => column.notNull())
        .addColumn('way', type.text, (column) => column.notNull())
        .addColumn('giver', type.text, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('research_consent_by_patient').on('research_consent').columns(['patient_id', 'decided_on']).execute();

  await type
    .strict(
      db.schema
        .createTable('study')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('name', type.text, (column) => column.notNull())
        // Folded, so that the same name is not given twice.
        .addColumn('name_key', type.text, (column) => column.notNull().unique())
        .addColumn('approval', type.text, (column) => column.notNull())
        .addColumn('smallest_cell', type.whole, (column) => column.notNull())
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('created_by', type.id, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('study_key')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('study_id', type.id, (column) => column.notNull().references('study.id'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        // Sealed under the clinic's key: the identifier in the study, the days dates are shifted by, the day of inclusion.
        .addColumn('sealed', type.json, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('study_key_by_patient').on('study_key').columns(['study_id', 'patient_id']).execute();
  await db.schema.createIndex('study_key_of_patient').on('study_key').columns(['patient_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('study_extract')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('study_id', type.id, (column) => column.notNull().references('study.id'))
        .addColumn('started_at', type.instant, (column) => column.notNull())
        .addColumn('finished_at', type.instant)
        .addColumn('started_by', type.id, (column) => column.notNull())
        .addColumn('scope', type.text, (column) => column.notNull())
        // Codes of diagnosis groups; never ids of people.
        .addColumn('groups', type.json, (column) => column.notNull())
        .addColumn('encrypted', type.flag, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('people', type.json),
    )
    .execute();
  await db.schema.createIndex('study_extract_by_study').on('study_extract').columns(['study_id', 'started_at']).execute();
}
