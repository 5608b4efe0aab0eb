import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Rooms and equipment of the sites, what visits and types of visits need of them; visits booked over another on purpose. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('site_resource')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // Null: at the clinic itself.
        .addColumn('site_id', type.id, (column) => column.references('site.id'))
        // `room`, or what an equipment is: `ultrasound`, `infusion-chair`…
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('name', type.text, (column) => column.notNull())
        .addColumn('sort_key', type.text, (column) => column.notNull())
        .addColumn('retired_at', type.instant)
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('changed_at', type.instant, (column) => column.notNull())
        .addColumn('changed_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('site_resource_by_site').on('site_resource').columns(['site_id', 'kind']).execute();

  await type
    .strict(
      db.schema
        .createTable('appointment_resource')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('appointment_id', type.id, (column) => column.notNull().references('appointment.id').onDelete('cascade'))
        .addColumn('resource_id', type.id, (column) => column.notNull().references('site_resource.id'))
        .addColumn('starts_at', type.instant, (column) => column.notNull())
        .addColumn('ends_at', type.instant, (column) => column.notNull())
        // 1 while the visit holds it.
        .addColumn('live', type.flag, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('appointment_resource_by_resource').on('appointment_resource').columns(['resource_id', 'starts_at']).execute();
  await db.schema.createIndex('appointment_resource_by_appointment').on('appointment_resource').columns(['appointment_id']).execute();

  // The room a professional works in during an opening.
  await db.schema.alterTable('weekly_opening').addColumn('room_id', type.id, (column) => column.references('site_resource.id')).execute();
  await db.schema.alterTable('visit_type').addColumn('needs_room', type.flag, (column) => column.notNull().defaultTo(0)).execute();
  await db.schema.alterTable('visit_type').addColumn('equipment', type.text).execute();
  // 1: booked over another visit of its professional, with a reason.
  await db.schema.alterTable('appointment').addColumn('overbooked', type.flag, (column) => column.notNull().defaultTo(0)).execute();

  if (type.engine === 'postgres') {
    await sql`alter table appointment_resource add constraint appointment_resource_once
      exclude using gist (resource_id with =, textrange(starts_at, ends_at) with &&) where (live = 1)`.execute(db);
    await sql`alter table appointment drop constraint appointment_professional_once`.execute(db);
    await sql`alter table appointment add constraint appointment_professional_once
      exclude using gist (professional_id with =, textrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at)) with &&) where (live = 1 and overbooked = 0)`.execute(db);
  }
}
