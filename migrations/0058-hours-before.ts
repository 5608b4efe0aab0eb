import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Weekly hours of a professional that were replaced: what passed unused is counted by the hours in force on the day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await type
    .strict(
      db.schema
        .createTable('weekly_hours_before')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id').onDelete('cascade'))
        // The openings as the contract has them.
        .addColumn('openings', type.json, (column) => column.notNull())
        .addColumn('slot_minutes', type.whole, (column) => column.notNull())
        // Null: from the beginning.
        .addColumn('since_at', type.instant)
        .addColumn('until_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('weekly_hours_before_by_practitioner').on('weekly_hours_before').columns(['practitioner_id', 'until_at']).execute();
}
