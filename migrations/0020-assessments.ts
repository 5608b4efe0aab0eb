import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What was found at a visit: a text being written, each text signed, and the scores of the text that stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('assessment')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('appointment_id', type.id, (column) => column.references('appointment.id').onDelete('set null'))
        // Civil date of the examination, of the text that stands, else of the draft.
        .addColumn('assessed_on', type.date, (column) => column.notNull())
        .addColumn('author_id', type.id, (column) => column.notNull())
        // `draft`, `signed` or `amending`.
        .addColumn('state', type.text, (column) => column.notNull())
        // Who writes at present: the author of a draft, whoever amends; null once signed.
        .addColumn('editor_id', type.id)
        // The text being written, which nobody but its editor reads.
        .addColumn('working', type.json)
        .addColumn('amend_reason', type.text)
        // Number of the text that stands; 0 for a draft never signed.
        .addColumn('signed_number', type.whole, (column) => column.notNull())
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('saved_at', type.instant, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('assessment_by_patient').on('assessment').columns(['patient_id', 'assessed_on', 'id']).execute();

  // A row is never changed: an amendment is another one.
  await type
    .strict(
      db.schema
        .createTable('assessment_text')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('assessment_id', type.id, (column) => column.notNull().references('assessment.id').onDelete('cascade'))
        .addColumn('number', type.whole, (column) => column.notNull())
        .addColumn('entry', type.json, (column) => column.notNull())
        .addColumn('counts', type.json)
        // Why it replaced the text before it; null for the first.
        .addColumn('reason', type.text)
        .addColumn('signed_at', type.instant, (column) => column.notNull())
        .addColumn('signed_by', type.id, (column) => column.notNull())
        .addUniqueConstraint('assessment_text_once', ['assessment_id', 'number']),
    )
    .execute();

  // Of every signed text, as worked out when it was signed.
  await type
    .strict(
      db.schema
        .createTable('assessment_score')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('text_id', type.id, (column) => column.notNull().references('assessment_text.id').onDelete('cascade'))
        .addColumn('instrument', type.text, (column) => column.notNull())
        .addColumn('position', type.whole, (column) => column.notNull())
        .addColumn('score', type.decimal)
        .addColumn('category', type.text)
        .addColumn('formula_version', type.text, (column) => column.notNull())
        .addColumn('content_version_id', type.id, (column) => column.notNull().references('content_version.id'))
        // The values it was worked out from, what was missing and what was said of it.
        .addColumn('basis', type.json, (column) => column.notNull())
        .addUniqueConstraint('assessment_score_once', ['text_id', 'instrument']),
    )
    .execute();
  await db.schema.createIndex('assessment_score_by_instrument').on('assessment_score').columns(['instrument', 'score']).execute();
}
