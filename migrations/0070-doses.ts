import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Doses of a pathway: planned, checked before, given; calls about toxicity; escalations that wait for an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('pathway_dose')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // From 1, in the order of the course.
        .addColumn('number', type.whole, (column) => column.notNull())
        // Drug, dose and interval: a code of the definition the person runs on.
        .addColumn('schedule', type.text, (column) => column.notNull())
        // Civil dates: what the interval gives, and the day it is planned on.
        .addColumn('ideal_on', type.date, (column) => column.notNull())
        .addColumn('due_on', type.date, (column) => column.notNull())
        // Where somebody decided otherwise than the phase.
        .addColumn('site', type.text)
        // `planned`, `given` or `cancelled`.
        .addColumn('state', type.text, (column) => column.notNull())
        // Why it was last moved or cancelled.
        .addColumn('reason', type.text)
        .addColumn('words', type.text)
        .addColumn('given_on', type.date)
        .addColumn('given_site', type.text)
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('pathway_dose_once').on('pathway_dose').columns(['enrolment_id', 'number']).unique().execute();
  await db.schema.createIndex('pathway_dose_by_date').on('pathway_dose').columns(['state', 'due_on', 'id']).execute();
  await db.schema.createIndex('pathway_dose_by_patient').on('pathway_dose').columns(['patient_id', 'state']).execute();

  await type
    .strict(
      db.schema
        .createTable('dose_answer')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('dose_id', type.id, (column) => column.notNull().references('pathway_dose.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('item', type.text, (column) => column.notNull())
        .addColumn('fact', type.text, (column) => column.notNull())
        // A JSON truth value or number; null: taken back. Rows are never changed: the last one counts.
        .addColumn('value', type.json)
        .addColumn('words', type.text)
        .addColumn('answered_on', type.date, (column) => column.notNull())
        .addColumn('answered_at', type.instant, (column) => column.notNull())
        .addColumn('answered_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('dose_answer_by_dose').on('dose_answer').columns(['dose_id', 'fact', 'answered_at']).execute();
  await db.schema.createIndex('dose_answer_by_patient').on('dose_answer').columns(['patient_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('dose_administration')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('dose_id', type.id, (column) => column.notNull().references('pathway_dose.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('given_on', type.date, (column) => column.notNull())
        // Wall times of the place, `HH:mm`.
        .addColumn('started', type.text, (column) => column.notNull())
        .addColumn('ended', type.text, (column) => column.notNull())
        .addColumn('observed_until', type.text, (column) => column.notNull())
        // Codes of what the person was recognised by.
        .addColumn('identifiers', type.json, (column) => column.notNull())
        .addColumn('product', type.text, (column) => column.notNull())
        .addColumn('lot', type.text, (column) => column.notNull())
        .addColumn('expires_on', type.date, (column) => column.notNull())
        // Values by moment and measure, in the units of the definition.
        .addColumn('vitals', type.json, (column) => column.notNull())
        .addColumn('incidents', type.json, (column) => column.notNull())
        .addColumn('words', type.text)
        // The act of the definition, and the checklist as it stood.
        .addColumn('act', type.text, (column) => column.notNull())
        .addColumn('judged', type.json, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('dose_administration_once').on('dose_administration').columns(['dose_id']).unique().execute();
  await db.schema.createIndex('dose_administration_by_patient').on('dose_administration').columns(['patient_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('toxicity_call')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // The dose it comes before or after; null: between doses, or once treatment is over.
        .addColumn('dose_id', type.id, (column) => column.references('pathway_dose.id').onDelete('set null'))
        // `before`, `after`, `between` or `late`.
        .addColumn('kind', type.text, (column) => column.notNull())
        // Of a call the definition asks for after a dose.
        .addColumn('code', type.text)
        .addColumn('due_on', type.date)
        // `planned`, `done` or `dropped`.
        .addColumn('state', type.text, (column) => column.notNull())
        // Choices by question; `no` where there is nothing.
        .addColumn('answers', type.json)
        // The grade of each organ as it was worked out, and from which version.
        .addColumn('found', type.json)
        .addColumn('grade', type.whole)
        .addColumn('action', type.text)
        .addColumn('words', type.text)
        .addColumn('called_on', type.date)
        .addColumn('called_at', type.instant)
        .addColumn('called_by', type.id),
    )
    .execute();
  await db.schema.createIndex('toxicity_call_by_enrolment').on('toxicity_call').columns(['enrolment_id', 'state', 'called_at']).execute();
  await db.schema.createIndex('toxicity_call_by_date').on('toxicity_call').columns(['state', 'due_on', 'id']).execute();
  await db.schema.createIndex('toxicity_call_by_patient').on('toxicity_call').columns(['patient_id']).execute();
  await db.schema.createIndex('toxicity_call_by_dose').on('toxicity_call').columns(['dose_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('escalation')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('dose_id', type.id, (column) => column.references('pathway_dose.id').onDelete('set null'))
        .addColumn('call_id', type.id, (column) => column.references('toxicity_call.id').onDelete('set null'))
        // `toxicity`, `no-go` or `incident`.
        .addColumn('kind', type.text, (column) => column.notNull())
        // `yellow`, `orange` or `red`; null for a NO-GO without toxicity.
        .addColumn('level', type.text)
        .addColumn('grade', type.whole)
        // What it is about, in both languages, as it stood.
        .addColumn('reasons', type.json, (column) => column.notNull())
        // Items of the checklist it is about, between spaces.
        .addColumn('items', type.text, (column) => column.notNull())
        // Who must answer: role codes between spaces.
        .addColumn('roles', type.text, (column) => column.notNull())
        .addColumn('opened_at', type.instant, (column) => column.notNull())
        .addColumn('opened_by', type.id, (column) => column.notNull())
        .addColumn('answer_by', type.instant, (column) => column.notNull())
        .addColumn('acknowledged_at', type.instant)
        .addColumn('acknowledged_by', type.id)
        .addColumn('action', type.text)
        .addColumn('words', type.text),
    )
    .execute();
  await db.schema.createIndex('escalation_open').on('escalation').columns(['acknowledged_at', 'answer_by', 'id']).execute();
  await db.schema.createIndex('escalation_by_patient').on('escalation').columns(['patient_id']).execute();
  await db.schema.createIndex('escalation_by_dose').on('escalation').columns(['dose_id']).execute();
  await db.schema.createIndex('escalation_by_enrolment').on('escalation').columns(['enrolment_id']).execute();
}
