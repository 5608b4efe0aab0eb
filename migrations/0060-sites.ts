import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Where the clinic sees people: its sites, and the site of each weekly opening and of each visit. Null: the clinic itself, in its own zone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('site')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('name', type.text, (column) => column.notNull())
        .addColumn('sort_key', type.text, (column) => column.notNull())
        .addColumn('address', type.text)
        .addColumn('city', type.text)
        .addColumn('postal_code', type.text)
        .addColumn('phone', type.text)
        // IANA name: the hours of the site are written in its wall time.
        .addColumn('zone', type.text, (column) => column.notNull())
        // Both null: the holidays of the clinic.
        .addColumn('holiday_calendar', type.text)
        .addColumn('easter_holiday', type.text)
        // Degrees, WGS 84; null where nobody has said.
        .addColumn('latitude', type.decimal)
        .addColumn('longitude', type.decimal)
        .addColumn('retired_at', type.instant)
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('changed_at', type.instant, (column) => column.notNull())
        .addColumn('changed_by', type.id, (column) => column.notNull()),
    )
    .execute();

  await db.schema.alterTable('weekly_opening').addColumn('site_id', type.id, (column) => column.references('site.id')).execute();
  await db.schema.createIndex('weekly_opening_by_site').on('weekly_opening').columns(['site_id']).execute();
  await db.schema.alterTable('appointment').addColumn('site_id', type.id, (column) => column.references('site.id')).execute();
}
