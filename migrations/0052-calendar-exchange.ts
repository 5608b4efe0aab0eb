import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Calendars that leave and come in: addresses at which other programs read a professional's visits, and when somebody is busy by a calendar of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('calendar_feed')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        // SHA-256 of the unguessable part of the address, which is told once and kept nowhere.
        .addColumn('token_hash', type.text, (column) => column.notNull().unique())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('with_names', type.flag, (column) => column.notNull())
        .addColumn('opened_at', type.instant, (column) => column.notNull())
        .addColumn('opened_by', type.id, (column) => column.notNull())
        .addColumn('closed_at', type.instant)
        .addColumn('closed_by', type.id)
        .addColumn('last_read_at', type.instant),
    )
    .execute();
  await db.schema.createIndex('calendar_feed_by_practitioner').on('calendar_feed').columns(['practitioner_id', 'opened_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('busy_calendar')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        .addColumn('name', type.text, (column) => column.notNull())
        .addColumn('read_at', type.instant, (column) => column.notNull())
        .addColumn('read_by', type.id, (column) => column.notNull())
        // Until when its repeated events were followed.
        .addColumn('read_until', type.date, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('busy_calendar_by_practitioner').on('busy_calendar').columns(['practitioner_id', 'name']).execute();

  await type
    .strict(
      db.schema
        .createTable('busy_time')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('calendar_id', type.id, (column) => column.notNull().references('busy_calendar.id').onDelete('cascade'))
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        .addColumn('starts_at', type.instant, (column) => column.notNull())
        .addColumn('ends_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('busy_time_by_practitioner').on('busy_time').columns(['practitioner_id', 'starts_at']).execute();
  await db.schema.createIndex('busy_time_by_calendar').on('busy_time').columns(['calendar_id']).execute();
}
