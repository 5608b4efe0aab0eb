import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Emergency visits and admissions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('acute_event')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // `emergency` or `admission`.
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('happened_on', type.date, (column) => column.notNull())
        .addColumn('ended_on', type.date)
        .addColumn('hospital', type.text, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        // Whether the treatment is the cause: `yes`, `no` or `unknown`.
        .addColumn('related', type.text, (column) => column.notNull())
        .addColumn('organ', type.text)
        .addColumn('grade', type.whole)
        // Where it was first seen.
        .addColumn('detected', type.text)
        .addColumn('symptom_on', type.date)
        .addColumn('noted_at', type.instant, (column) => column.notNull())
        .addColumn('noted_by', type.id, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        // Taken back, never removed.
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id)
        .addColumn('withdrawn_reason', type.text)
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('acute_event_by_patient').on('acute_event').columns(['patient_id', 'happened_on', 'id']).execute();
}
