import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Therapeutic-education workshops, who was there, and what is owed for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('workshop')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        // The act of a pathway it is, and its pathway: what training it asks for.
        .addColumn('pathway_code', type.text, (column) => column.notNull())
        .addColumn('act', type.text, (column) => column.notNull())
        .addColumn('theme', type.text, (column) => column.notNull())
        .addColumn('place', type.text, (column) => column.notNull())
        .addColumn('planned_on', type.date, (column) => column.notNull())
        // `planned`, `held` or `cancelled`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('held_on', type.date)
        // There and back, in kilometres, as the nurse said.
        .addColumn('kilometres', type.decimal)
        .addColumn('reason', type.text)
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('workshop_by_day').on('workshop').columns(['planned_on', 'id']).execute();
  await db.schema.createIndex('workshop_by_nurse').on('workshop').columns(['practitioner_id', 'held_on', 'id']).execute();

  await type
    .strict(
      db.schema
        .createTable('workshop_person')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('workshop_id', type.id, (column) => column.notNull().references('workshop.id').onDelete('cascade'))
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // 1 there, 0 not there; null while planned.
        .addColumn('attended', type.flag)
        // What the person knew before and after, 0 to 100; how content they were, 1 to 5.
        .addColumn('score_before', type.whole)
        .addColumn('score_after', type.whole)
        .addColumn('satisfaction', type.whole)
        .addColumn('note', type.text, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('workshop_person_once').on('workshop_person').columns(['workshop_id', 'enrolment_id']).unique().execute();
  await db.schema.createIndex('workshop_person_by_patient').on('workshop_person').columns(['patient_id']).execute();
  await db.schema.createIndex('workshop_person_by_enrolment').on('workshop_person').columns(['enrolment_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('ledger_line')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // Whom it is owed to; null for a bundle, which is owed to the programme.
        .addColumn('practitioner_id', type.id, (column) => column.references('practitioner.id'))
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('fee_code', type.text, (column) => column.notNull())
        // What it is for, once and no more: `sessions:…`, `travel:…`, `bundle:…`, `correction:…`.
        .addColumn('origin', type.text, (column) => column.notNull())
        .addColumn('quantity', type.decimal, (column) => column.notNull())
        .addColumn('cents', type.whole, (column) => column.notNull())
        .addColumn('currency', type.text, (column) => column.notNull())
        .addColumn('on_date', type.date, (column) => column.notNull())
        // `due`, `approved`, `paid` or `cancelled`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('paid_on', type.date)
        .addColumn('corrects', type.id)
        .addColumn('reason', type.text)
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('ledger_line_once').on('ledger_line').columns(['origin']).unique().execute();
  await db.schema.createIndex('ledger_line_by_day').on('ledger_line').columns(['on_date', 'id']).execute();
}
