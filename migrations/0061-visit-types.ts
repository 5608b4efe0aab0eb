import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What the clinic says of its types of visits, and the time a professional needs around a visit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('visit_type')
        // Of the content `visit-purposes`, or of the clinic's own making.
        .addColumn('code', type.text, (column) => column.primaryKey())
        // Both null: the words of the content.
        .addColumn('label_fr', type.text)
        .addColumn('label_en', type.text)
        // Minutes; null: the usual length of each professional.
        .addColumn('minutes', type.whole)
        .addColumn('buffer_before', type.whole, (column) => column.notNull())
        .addColumn('buffer_after', type.whole, (column) => column.notNull())
        // Roles that may hold it, classes of request and modalities it is for; an empty list: all.
        .addColumn('roles', type.json, (column) => column.notNull())
        .addColumn('classes', type.json, (column) => column.notNull())
        .addColumn('modalities', type.json, (column) => column.notNull())
        .addColumn('retired_at', type.instant)
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('changed_at', type.instant, (column) => column.notNull())
        .addColumn('changed_by', type.id, (column) => column.notNull()),
    )
    .execute();

  // The visit with what its professional does before and after it; null: the visit alone.
  await db.schema.alterTable('appointment').addColumn('busy_from', type.instant).execute();
  await db.schema.alterTable('appointment').addColumn('busy_until', type.instant).execute();
  if (type.engine === 'postgres') {
    await sql`alter table appointment drop constraint appointment_professional_once`.execute(db);
    await sql`alter table appointment add constraint appointment_professional_once
      exclude using gist (professional_id with =, textrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at)) with &&) where (live = 1)`.execute(db);
  }
}
