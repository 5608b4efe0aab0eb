import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The work of a registry: people to call back, who is responsible for whom, and oddities of data that were looked at and hold. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('recall')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // The civil date from which it is to be done.
        .addColumn('due_on', type.date, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('cohort_id', type.id)
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('created_by', type.id, (column) => column.notNull())
        // `open`, `done` or `dropped`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('outcome', type.text)
        .addColumn('closed_at', type.instant)
        .addColumn('closed_by', type.id)
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('recall_by_date').on('recall').columns(['state', 'due_on', 'id']).execute();
  await db.schema.createIndex('recall_by_patient').on('recall').columns(['patient_id', 'state']).execute();

  await type
    .strict(
      db.schema
        .createTable('patient_responsible')
        .addColumn('patient_id', type.id, (column) => column.primaryKey().references('patient.id').onDelete('cascade'))
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        .addColumn('assigned_at', type.instant, (column) => column.notNull())
        .addColumn('assigned_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('patient_responsible_by_professional').on('patient_responsible').columns(['practitioner_id', 'patient_id']).execute();

  // Holds while the facts it was said of are the same.
  await type
    .strict(
      db.schema
        .createTable('quality_verdict')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('check_code', type.text, (column) => column.notNull())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // The row it is about: a line of treatment, a diagnosis, an assessment, a test; empty for the person.
        .addColumn('subject', type.text, (column) => column.notNull())
        .addColumn('facts', type.text, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('verified_at', type.instant, (column) => column.notNull())
        .addColumn('verified_by', type.id, (column) => column.notNull())
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id),
    )
    .execute();
  await db.schema.createIndex('quality_verdict_by_check').on('quality_verdict').columns(['check_code', 'patient_id', 'subject']).execute();
}
