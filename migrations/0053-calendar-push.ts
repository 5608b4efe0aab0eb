import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Where a professional's visits are pushed to (CalDAV), and what is there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('calendar_push')
        .addColumn('practitioner_id', type.id, (column) => column.primaryKey().references('practitioner.id'))
        // The collection's address; its password is sealed under the clinic's data key.
        .addColumn('address', type.text, (column) => column.notNull())
        .addColumn('user_name', type.text, (column) => column.notNull())
        .addColumn('secret', type.json, (column) => column.notNull())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('with_names', type.flag, (column) => column.notNull())
        .addColumn('set_at', type.instant, (column) => column.notNull())
        .addColumn('set_by', type.id, (column) => column.notNull())
        .addColumn('run_at', type.instant)
        .addColumn('succeeded_at', type.instant)
        .addColumn('problem', type.text),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('calendar_push_item')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        .addColumn('appointment_id', type.id, (column) => column.notNull().references('appointment.id').onDelete('cascade'))
        // What of the visit is there: its version, and whether it names the patient.
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('named', type.flag, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('calendar_push_item_once').on('calendar_push_item').columns(['practitioner_id', 'appointment_id']).unique().execute();
}
