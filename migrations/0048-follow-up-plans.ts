import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Follow-up plans: a template applied to a person, its dated steps, and what a clinic made of the templates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('follow_up_template')
        .addColumn('id', type.id, (column) => column.primaryKey().references('content_version.id'))
        .addColumn('based_on', type.id, (column) => column.references('content_version.id'))
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('made_by', type.id, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('follow_up_plan')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('template_id', type.id, (column) => column.notNull().references('content_version.id'))
        // Civil dates the offsets are counted from, by code; null: not known yet.
        .addColumn('anchors', type.json, (column) => column.notNull())
        // Days the steps still open were put off by pauses.
        .addColumn('put_off_days', type.whole, (column) => column.notNull().defaultTo(0))
        .addColumn('options', type.json, (column) => column.notNull())
        // Steps left out when it was applied: `id#occurrence`.
        .addColumn('left_out', type.json, (column) => column.notNull())
        .addColumn('practitioner_id', type.id, (column) => column.references('practitioner.id'))
        // `running`, `paused` or `ended`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('state_since', type.date, (column) => column.notNull())
        .addColumn('state_reason', type.text)
        .addColumn('state_note', type.text)
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('created_by', type.id, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('follow_up_plan_by_patient').on('follow_up_plan').columns(['patient_id', 'state']).execute();

  await type
    .strict(
      db.schema
        .createTable('follow_up_step')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('plan_id', type.id, (column) => column.notNull().references('follow_up_plan.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // The version of the template its words are of: a step that is done stays as it was.
        .addColumn('template_id', type.id, (column) => column.notNull().references('content_version.id'))
        .addColumn('code', type.text, (column) => column.notNull())
        .addColumn('occurrence', type.whole, (column) => column.notNull())
        // `visit`, `task` or `laboratory`.
        .addColumn('kind', type.text, (column) => column.notNull())
        // Who does it: role codes between spaces, the first one first.
        .addColumn('roles', type.text, (column) => column.notNull())
        // The one professional it is for; null: whoever has one of the roles.
        .addColumn('practitioner_id', type.id, (column) => column.references('practitioner.id'))
        // Civil dates: what the template gives, its window, and the day it falls on once days without work are left out.
        .addColumn('ideal_on', type.date, (column) => column.notNull())
        .addColumn('from_on', type.date, (column) => column.notNull())
        .addColumn('until_on', type.date, (column) => column.notNull())
        .addColumn('due_on', type.date, (column) => column.notNull())
        // Why it is not the ideal day.
        .addColumn('reasons', type.json, (column) => column.notNull())
        // A step of another plan done on the same day.
        .addColumn('merged_with', type.id)
        // `open`, `done` or `skipped`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('done_on', type.date)
        .addColumn('words', type.text)
        .addColumn('appointment_id', type.id, (column) => column.references('appointment.id').onDelete('set null'))
        .addColumn('assessment_id', type.id, (column) => column.references('assessment.id').onDelete('set null'))
        // Why a visit outside the window stays where it is.
        .addColumn('kept_reason', type.text)
        .addColumn('closed_at', type.instant)
        .addColumn('closed_by', type.id)
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('follow_up_step_once').on('follow_up_step').columns(['plan_id', 'code', 'occurrence']).unique().execute();
  await db.schema.createIndex('follow_up_step_by_date').on('follow_up_step').columns(['state', 'due_on', 'id']).execute();
  await db.schema.createIndex('follow_up_step_by_patient').on('follow_up_step').columns(['patient_id', 'state', 'due_on']).execute();
  await db.schema.createIndex('follow_up_step_by_visit').on('follow_up_step').columns(['appointment_id']).execute();
}
