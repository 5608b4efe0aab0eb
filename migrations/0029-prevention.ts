import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What somebody stated of the checklist before a biologic, plans of operations, and what was open when a drug was started all the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  const ofPatient = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('id', type.id, (column) => column.primaryKey())
      .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'));

  await type
    .strict(
      ofPatient('prevention_check')
        // Code of the checklist.
        .addColumn('item', type.text, (column) => column.notNull())
        // `clear`, `abnormal`, `not-applicable`.
        .addColumn('outcome', type.text, (column) => column.notNull())
        .addColumn('checked_on', type.date, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull())
        // Stated by mistake: kept, no longer counted.
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id),
    )
    .execute();
  await db.schema.createIndex('prevention_check_by_patient').on('prevention_check').columns(['patient_id', 'item', 'checked_on']).execute();

  await type
    .strict(
      ofPatient('hold_plan')
        .addColumn('event', type.text, (column) => column.notNull())
        .addColumn('happens_on', type.date, (column) => column.notNull())
        // The plan as it was worked out and handed over, JSON.
        .addColumn('plan', type.json, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull())
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id)
        .addColumn('withdrawn_reason', type.text),
    )
    .execute();
  await db.schema.createIndex('hold_plan_by_patient').on('hold_plan').columns(['patient_id', 'recorded_at']).execute();

  // What was open when a guard was gone beyond, in words.
  await db.schema.alterTable('treatment_confirmation').addColumn('detail', type.text).execute();
}
