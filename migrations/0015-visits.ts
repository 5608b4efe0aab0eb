import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The life of a visit: what happened to it since it was booked, in order, and what it was before each step, so that the last can be taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('appointment_step')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('appointment_id', type.id, (column) => column.notNull().references('appointment.id').onDelete('cascade'))
        // `arrived`, `done`, `no-show`, `moved` or `cancelled`.
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('by_user', type.id, (column) => column.notNull())
        // Version the step gave the visit: the order of steps.
        .addColumn('version', type.whole, (column) => column.notNull())
        // Status, place and state of the request as they were.
        .addColumn('before', type.json, (column) => column.notNull())
        // Of a cancellation: by whom, why, in which words, what became of the request.
        .addColumn('party', type.text)
        .addColumn('cause', type.text)
        .addColumn('note', type.text)
        .addColumn('request_after', type.text)
        .addColumn('undone_at', type.instant)
        .addColumn('undone_by', type.id),
    )
    .execute();
  await db.schema.createIndex('appointment_step_by_appointment').on('appointment_step').columns(['appointment_id', 'version']).execute();
}
