import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Attempts to reach people to call back, and who is no longer followed here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('recall_contact')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // `phone`, `letter`, `email` or `other`.
        .addColumn('way', type.text, (column) => column.notNull())
        // `reached`, `message`, `no-answer`, `wrong-number` or `declined`.
        .addColumn('outcome', type.text, (column) => column.notNull())
        .addColumn('words', type.text)
        .addColumn('noted_at', type.instant, (column) => column.notNull())
        .addColumn('noted_by', type.id, (column) => column.notNull())
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id),
    )
    .execute();
  await db.schema.createIndex('recall_contact_by_patient').on('recall_contact').columns(['patient_id', 'noted_at', 'id']).execute();

  await type
    .strict(
      db.schema
        .createTable('follow_up_departure')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // `moved`, `elsewhere` or `declined`.
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('since_on', type.date, (column) => column.notNull())
        .addColumn('words', type.text)
        .addColumn('noted_at', type.instant, (column) => column.notNull())
        .addColumn('noted_by', type.id, (column) => column.notNull())
        // The person came back, or it was a mistake.
        .addColumn('ended_at', type.instant)
        .addColumn('ended_by', type.id),
    )
    .execute();
  await db.schema.createIndex('follow_up_departure_by_patient').on('follow_up_departure').columns(['patient_id', 'ended_at']).execute();
}
