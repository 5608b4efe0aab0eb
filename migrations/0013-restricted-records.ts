import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Restricted records: the restriction, whom the care team names or keeps out, openings by exception; copies handed to people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  // A row is never changed but to lift it: who restricted a record, when and why stays known.
  await type
    .strict(
      db.schema
        .createTable('patient_restriction')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('words', type.text, (column) => column.notNull())
        .addColumn('restricted_at', type.instant, (column) => column.notNull())
        .addColumn('restricted_by', type.id, (column) => column.notNull())
        .addColumn('lifted_at', type.instant)
        .addColumn('lifted_by', type.id)
        .addColumn('lifted_words', type.text),
    )
    .execute();
  // What every read of a record asks.
  await sql`create unique index patient_restriction_in_force on patient_restriction (patient_id) where lifted_at is null`.execute(db);

  await type
    .strict(
      db.schema
        .createTable('care_team_member')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('user_id', type.id, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        // `member`: reads a restricted record; `excluded`: does not, whatever else would let them.
        .addColumn('stance', type.text, (column) => column.notNull())
        .addColumn('added_at', type.instant, (column) => column.notNull())
        .addColumn('added_by', type.id, (column) => column.notNull())
        .addColumn('removed_at', type.instant)
        .addColumn('removed_by', type.id),
    )
    .execute();
  await sql`create unique index care_team_member_in_force on care_team_member (patient_id, user_id) where removed_at is null`.execute(db);

  await type
    .strict(
      db.schema
        .createTable('record_opening')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('user_id', type.id, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('words', type.text, (column) => column.notNull())
        .addColumn('opened_at', type.instant, (column) => column.notNull())
        .addColumn('open_until', type.instant, (column) => column.notNull())
        .addColumn('reviewed_at', type.instant)
        .addColumn('reviewed_by', type.id)
        .addColumn('review_words', type.text),
    )
    .execute();
  await db.schema.createIndex('record_opening_by_patient').on('record_opening').columns(['patient_id', 'user_id', 'open_until']).execute();
  await db.schema.createIndex('record_opening_by_time').on('record_opening').columns(['opened_at', 'id']).execute();
  await sql`create index record_opening_unreviewed on record_opening (opened_at, id) where reviewed_at is null`.execute(db);

  // To whom a copy of a record was given, and why; the copy itself is not kept.
  await type
    .strict(
      db.schema
        .createTable('record_copy')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('made_at', type.instant, (column) => column.notNull())
        .addColumn('made_by', type.id, (column) => column.notNull())
        .addColumn('requester', type.text, (column) => column.notNull())
        .addColumn('relationship', type.text, (column) => column.notNull())
        .addColumn('purpose', type.text, (column) => column.notNull())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('with_accesses', type.flag, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('record_copy_by_patient').on('record_copy').columns(['patient_id', 'made_at']).execute();
}
