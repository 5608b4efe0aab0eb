import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** When calendars are closed beside the weekly hours: leave, closures, holidays; and what was decided in spite of it, with its reason. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  // What the clinic observes; null: the holidays of its country.
  await db.schema.alterTable('clinic').addColumn('holiday_calendar', type.text).execute();
  await db.schema.alterTable('clinic').addColumn('easter_holiday', type.text).execute();

  await type
    .strict(
      db.schema
        .createTable('absence')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // Null: the clinic is closed.
        .addColumn('practitioner_id', type.id, (column) => column.references('practitioner.id'))
        // Civil dates of the clinic, both included; times only where it is a part of one day.
        .addColumn('first_date', type.date, (column) => column.notNull())
        .addColumn('last_date', type.date, (column) => column.notNull())
        .addColumn('starts_at', type.text)
        .addColumn('ends_at', type.text)
        .addColumn('words', type.text)
        .addColumn('added_at', type.instant, (column) => column.notNull())
        .addColumn('added_by', type.id, (column) => column.notNull())
        .addColumn('removed_at', type.instant)
        .addColumn('removed_by', type.id),
    )
    .execute();
  await db.schema.createIndex('absence_by_date').on('absence').columns(['last_date', 'first_date']).execute();

  // Holidays on which the clinic works all the same.
  await type
    .strict(
      db.schema
        .createTable('worked_holiday')
        .addColumn('date', type.date, (column) => column.primaryKey())
        .addColumn('decided_at', type.instant, (column) => column.notNull())
        .addColumn('decided_by', type.id, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('visit_exception')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('appointment_id', type.id, (column) => column.notNull().references('appointment.id').onDelete('cascade'))
        // `away`: at a time when the calendar is closed; `modality`: in a modality the rules hold back.
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        // What it is in spite of, as it was then.
        .addColumn('facts', type.json, (column) => column.notNull())
        // Of whose calendar and what time it was said: a visit moved elsewhere is no longer in spite of it.
        .addColumn('professional_id', type.id, (column) => column.notNull())
        .addColumn('starts_at', type.instant, (column) => column.notNull())
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('by_user', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('visit_exception_by_appointment').on('visit_exception').columns(['appointment_id', 'at']).execute();
}
