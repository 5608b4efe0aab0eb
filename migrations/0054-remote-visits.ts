import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What is checked before a visit at a distance begins, how it went on, and what must be seen in person after it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('remote_visit')
        .addColumn('appointment_id', type.id, (column) => column.primaryKey().references('appointment.id').onDelete('cascade'))
        // Identity, where the person is, who else is there, what if the connection fails, the technical check.
        .addColumn('checklist', type.json)
        .addColumn('checked_at', type.instant)
        .addColumn('checked_by', type.id)
        // Went on by telephone: why.
        .addColumn('fallback_reason', type.text)
        .addColumn('fallback_at', type.instant)
        .addColumn('fallback_by', type.id)
        // What could not be examined, as noted when the visit was done.
        .addColumn('exam_limits', type.text)
        .addColumn('outcome_at', type.instant)
        .addColumn('outcome_by', type.id)
        // Last civil day by which the person is to be seen in person, and why; null: nothing is to be booked.
        .addColumn('convert_until', type.date)
        .addColumn('convert_reason', type.text)
        // Not to be booked after all.
        .addColumn('dropped_at', type.instant)
        .addColumn('dropped_by', type.id)
        .addColumn('drop_reason', type.text)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1)),
    )
    .execute();
  await db.schema.createIndex('remote_visit_to_book').on('remote_visit').columns(['convert_until', 'appointment_id']).execute();
}
