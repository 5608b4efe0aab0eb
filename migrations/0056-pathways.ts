import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Care pathways: where people stand on them, what was noted of them for it, and how they moved. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('pathway_enrolment')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // Which pathway, and the version of it the person runs on.
        .addColumn('pathway_code', type.text, (column) => column.notNull())
        .addColumn('definition_id', type.id, (column) => column.notNull().references('content_version.id'))
        // `proposed`, `running`, `suspended`, `completed` or `left`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('phase', type.text)
        .addColumn('state_since', type.date, (column) => column.notNull())
        .addColumn('reason', type.text)
        .addColumn('note', type.text)
        // The day everything is counted from.
        .addColumn('included_on', type.date)
        .addColumn('schedule', type.text)
        // The follow-up plan of the phase.
        .addColumn('plan_id', type.id, (column) => column.references('follow_up_plan.id').onDelete('set null'))
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('created_by', type.id, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('pathway_enrolment_by_patient').on('pathway_enrolment').columns(['patient_id', 'state']).execute();
  await db.schema.createIndex('pathway_enrolment_board').on('pathway_enrolment').columns(['pathway_code', 'state', 'phase', 'state_since', 'id']).execute();

  await type
    .strict(
      db.schema
        .createTable('pathway_fact')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('code', type.text, (column) => column.notNull())
        // A JSON truth value or number; null: not known any more. Rows are never changed: the last one counts.
        .addColumn('value', type.json)
        .addColumn('noted_on', type.date, (column) => column.notNull())
        .addColumn('noted_at', type.instant, (column) => column.notNull())
        .addColumn('noted_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('pathway_fact_by_enrolment').on('pathway_fact').columns(['enrolment_id', 'code', 'noted_at']).execute();
  await db.schema.createIndex('pathway_fact_by_patient').on('pathway_fact').columns(['patient_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('pathway_event')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('move', type.text, (column) => column.notNull())
        // The phase it led to, or happened in.
        .addColumn('phase', type.text)
        .addColumn('on_date', type.date, (column) => column.notNull())
        .addColumn('reason', type.text)
        .addColumn('note', type.text)
        // What was judged, and how, at that moment.
        .addColumn('judged', type.json)
        .addColumn('made_at', type.instant, (column) => column.notNull())
        .addColumn('made_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('pathway_event_by_enrolment').on('pathway_event').columns(['enrolment_id', 'made_at']).execute();
  await db.schema.createIndex('pathway_event_by_patient').on('pathway_event').columns(['patient_id']).execute();
}
