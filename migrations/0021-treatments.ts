import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** A line of treatment is a row of `medication`, whether entered here or imported; what only the clinic knows hangs on it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  // Why it ended: a code of ours, and words.
  await db.schema.alterTable('medication').addColumn('stop_reason', type.text).execute();
  await db.schema.alterTable('medication').addColumn('stop_note', type.text).execute();

  const ofLine = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('id', type.id, (column) => column.primaryKey())
      .addColumn('medication_id', type.id, (column) => column.notNull().references('medication.id').onDelete('cascade'));

  await type
    .strict(
      ofLine('treatment_event')
        .addColumn('happened_on', type.text, (column) => column.notNull())
        .addColumn('term', type.text, (column) => column.notNull())
        // CTCAE, 1 to 5.
        .addColumn('grade', type.whole, (column) => column.notNull())
        .addColumn('serious', type.flag, (column) => column.notNull())
        .addColumn('outcome', type.text, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull())
        // Entered by mistake: kept, no longer shown.
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id),
    )
    .execute();
  await db.schema.createIndex('treatment_event_by_line').on('treatment_event').columns(['medication_id', 'happened_on']).execute();

  await type
    .strict(
      ofLine('treatment_coverage')
        .addColumn('payer', type.text, (column) => column.notNull())
        .addColumn('sent_on', type.date)
        .addColumn('approved_on', type.date)
        .addColumn('renews_on', type.date)
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addUniqueConstraint('treatment_coverage_once', ['medication_id']),
    )
    .execute();
  await db.schema.createIndex('treatment_coverage_by_renewal').on('treatment_coverage').columns(['renews_on']).execute();

  // A guard that asked, and why it was gone beyond.
  await type
    .strict(
      ofLine('treatment_confirmation')
        .addColumn('guard', type.text, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('confirmed_at', type.instant, (column) => column.notNull())
        .addColumn('confirmed_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('treatment_confirmation_by_line').on('treatment_confirmation').columns(['medication_id', 'confirmed_at']).execute();
}
