import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Community nurses: where and when they work, how many people they take; who follows whom on a pathway. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('community_nurse')
        .addColumn('practitioner_id', type.id, (column) => column.primaryKey().references('practitioner.id'))
        .addColumn('sector', type.text, (column) => column.notNull())
        // `[{prefix, km}]`: beginnings of postal codes they go to, and how far each is, as they said.
        .addColumn('areas', type.json, (column) => column.notNull())
        // 1 Monday … 7 Sunday.
        .addColumn('weekdays', type.json, (column) => column.notNull())
        .addColumn('most_people', type.whole, (column) => column.notNull())
        .addColumn('phone', type.text, (column) => column.notNull())
        .addColumn('email', type.text, (column) => column.notNull())
        .addColumn('organization', type.text, (column) => column.notNull())
        .addColumn('is_active', type.flag, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('nurse_assignment')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('enrolment_id', type.id, (column) => column.notNull().references('pathway_enrolment.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        // `main` or `back-up`.
        .addColumn('part', type.text, (column) => column.notNull())
        // What was known of them when they were chosen, and why where they were not the first.
        .addColumn('reasons', type.json, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('from_on', type.date, (column) => column.notNull())
        .addColumn('assigned_at', type.instant, (column) => column.notNull())
        .addColumn('assigned_by', type.id, (column) => column.notNull())
        .addColumn('ended_on', type.date)
        .addColumn('ended_reason', type.text)
        .addColumn('ended_at', type.instant)
        .addColumn('ended_by', type.id)
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('nurse_assignment_by_enrolment').on('nurse_assignment').columns(['enrolment_id', 'part', 'from_on']).execute();
  await db.schema.createIndex('nurse_assignment_by_nurse').on('nurse_assignment').columns(['practitioner_id', 'ended_on']).execute();
  await db.schema.createIndex('nurse_assignment_by_patient').on('nurse_assignment').columns(['patient_id']).execute();
  // One of each at a time: the database has the last word.
  await db.schema.createIndex('nurse_assignment_live').on('nurse_assignment').columns(['enrolment_id', 'part']).unique().where(sql<boolean>`ended_on is null`).execute();
}
