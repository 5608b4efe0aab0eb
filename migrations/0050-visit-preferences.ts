import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** When, how and from how far somebody can come; and the visits that were booked together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('visit_preference')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // Weekdays (1 Monday … 7 Sunday), `morning` and `afternoon`, modalities that suit; an empty list: all do.
        .addColumn('weekdays', type.json, (column) => column.notNull())
        .addColumn('half_days', type.json, (column) => column.notNull())
        .addColumn('modalities', type.json, (column) => column.notNull())
        // How long before a visit the person must be told, in hours.
        .addColumn('notice_hours', type.whole)
        // One way to the clinic.
        .addColumn('travel_km', type.whole)
        .addColumn('travel_minutes', type.whole)
        .addColumn('words', type.text)
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('set_at', type.instant, (column) => column.notNull())
        .addColumn('set_by', type.id, (column) => column.notNull())
        // Null: what holds now. Earlier wishes stay.
        .addColumn('replaced_at', type.instant),
    )
    .execute();
  await db.schema.createIndex('visit_preference_by_patient').on('visit_preference').columns(['patient_id', 'replaced_at']).execute();

  // Visits booked together share it.
  await db.schema.alterTable('appointment').addColumn('series_id', type.id).execute();
  await db.schema.createIndex('appointment_by_series').on('appointment').columns(['series_id']).execute();
}
