import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Weekly hours and visits. Two live visits of one professional, or of one patient, never overlap. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('weekly_opening')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id').onDelete('cascade'))
        // 1 Monday … 7 Sunday; wall times in the clinic's zone.
        .addColumn('weekday', type.whole, (column) => column.notNull())
        .addColumn('starts_at', type.text, (column) => column.notNull())
        .addColumn('ends_at', type.text, (column) => column.notNull())
        .addColumn('modalities', type.json, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('weekly_opening_by_practitioner').on('weekly_opening').columns(['practitioner_id', 'weekday', 'starts_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('appointment')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        .addColumn('professional_id', type.id, (column) => column.notNull().references('practitioner.id'))
        .addColumn('referral_id', type.id, (column) => column.references('referral.id'))
        .addColumn('starts_at', type.instant, (column) => column.notNull())
        .addColumn('ends_at', type.instant, (column) => column.notNull())
        .addColumn('local_start', type.text, (column) => column.notNull())
        .addColumn('zone', type.text, (column) => column.notNull())
        .addColumn('patient_zone', type.text)
        .addColumn('modality', type.text, (column) => column.notNull())
        .addColumn('status', type.text, (column) => column.notNull())
        // 1 while the visit holds its time; a cancelled visit frees it.
        .addColumn('live', type.flag, (column) => column.notNull())
        .addColumn('reason', type.text)
        .addColumn('video_link', type.text)
        .addColumn('consent', type.json)
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('created_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('updated_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('appointment_by_professional').on('appointment').columns(['professional_id', 'starts_at']).execute();
  await db.schema.createIndex('appointment_by_time').on('appointment').columns(['starts_at', 'id']).execute();
  await db.schema.createIndex('appointment_by_patient').on('appointment').columns(['patient_id', 'starts_at']).execute();
  await db.schema.createIndex('appointment_by_referral').on('appointment').columns(['referral_id']).execute();

  if (type.engine === 'postgres') {
    await sql`create extension if not exists btree_gist`.execute(db);
    // A range over text instants: `tstzrange` would need a conversion that is not immutable.
    await sql`create type textrange as range (subtype = text, collation = "C")`.execute(db);
    await sql`alter table appointment add constraint appointment_professional_once
      exclude using gist (professional_id with =, textrange(starts_at, ends_at) with &&) where (live = 1)`.execute(db);
    await sql`alter table appointment add constraint appointment_patient_once
      exclude using gist (patient_id with =, textrange(starts_at, ends_at) with &&) where (live = 1)`.execute(db);
  }
}
