import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Leave and closures of one site, and holidays on which one site works. What there is stays that of the whole clinic. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  // 0: everywhere. 1: at one place, `site_id`, or (null) at the clinic itself.
  await db.schema.alterTable('absence').addColumn('one_place', type.flag, (column) => column.notNull().defaultTo(0)).execute();
  await db.schema.alterTable('absence').addColumn('site_id', type.id, (column) => column.references('site.id')).execute();

  await type
    .strict(
      db.schema
        .createTable('worked_holiday_place')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('date', type.date, (column) => column.notNull())
        // Null: the clinic itself.
        .addColumn('site_id', type.id, (column) => column.references('site.id'))
        .addColumn('decided_at', type.instant, (column) => column.notNull())
        .addColumn('decided_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('worked_holiday_place_by_date').on('worked_holiday_place').columns(['date']).execute();
}
