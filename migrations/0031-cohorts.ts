import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/**
 * Cohorts, and what they ask of records in rows that sort and filter by index: which drug each line is and its number, each
 * signed score with its place counted from the last one, the last value of each laboratory test.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('cohort')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('name', type.text, (column) => column.notNull())
        .addColumn('definition', type.json, (column) => column.notNull())
        .addColumn('owner_id', type.id, (column) => column.notNull())
        // The clinic's, or its owner's alone.
        .addColumn('shared', type.flag, (column) => column.notNull())
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull())
        .addColumn('removed_at', type.instant)
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('cohort_by_owner').on('cohort').columns(['removed_at', 'owner_id', 'id']).execute();

  // One row a patient: whether the rows below still say what the record says.
  await type
    .strict(
      db.schema
        .createTable('cohort_reading')
        .addColumn('patient_id', type.id, (column) => column.primaryKey().references('patient.id').onDelete('cascade'))
        .addColumn('stale', type.flag, (column) => column.notNull().defaultTo(1)),
    )
    .execute();
  await sql`create index cohort_reading_stale on cohort_reading (patient_id) where stale = 1`.execute(db);

  const ofPatient = (name: string) =>
    db.schema.createTable(name).addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'));

  await type
    .strict(
      ofPatient('cohort_treatment')
        .addColumn('medication_id', type.id, (column) => column.primaryKey())
        // Key of the catalogue of drugs; null for one it does not hold.
        .addColumn('ingredient', type.text)
        .addColumn('drug_class', type.text, (column) => column.notNull())
        .addColumn('line_number', type.whole)
        // Whole dates: the first day a partial beginning can mean, the last day a partial end can mean.
        .addColumn('started_on', type.date)
        .addColumn('ended_on', type.date)
        // Its status says it is over, whether or not an end is known.
        .addColumn('is_over', type.flag, (column) => column.notNull())
        .addColumn('stop_reason', type.text),
    )
    .execute();
  await db.schema.createIndex('cohort_treatment_by_class').on('cohort_treatment').columns(['drug_class', 'patient_id', 'started_on', 'ended_on', 'is_over']).execute();
  await db.schema.createIndex('cohort_treatment_by_ingredient').on('cohort_treatment').columns(['ingredient', 'patient_id', 'started_on', 'ended_on', 'is_over']).execute();
  await db.schema.createIndex('cohort_treatment_by_patient').on('cohort_treatment').columns(['patient_id', 'started_on']).execute();

  await type
    .strict(
      ofPatient('cohort_score')
        .addColumn('instrument', type.text, (column) => column.notNull())
        // 1 the last of this instrument, 2 the one before…
        .addColumn('recency', type.whole, (column) => column.notNull())
        .addColumn('assessment_id', type.id, (column) => column.notNull())
        .addColumn('assessed_on', type.date, (column) => column.notNull())
        .addColumn('score', type.decimal)
        .addColumn('category', type.text)
        .addPrimaryKeyConstraint('cohort_score_key', ['patient_id', 'instrument', 'recency']),
    )
    .execute();
  await db.schema.createIndex('cohort_score_by_place').on('cohort_score').columns(['instrument', 'recency', 'category', 'assessed_on', 'patient_id', 'score']).execute();
  await db.schema.createIndex('cohort_score_by_date').on('cohort_score').columns(['instrument', 'assessed_on', 'patient_id', 'category']).execute();

  await type
    .strict(
      ofPatient('cohort_result')
        .addColumn('test', type.text, (column) => column.notNull())
        // In the first unit of the test.
        .addColumn('number', type.decimal, (column) => column.notNull())
        .addColumn('taken_on', type.date, (column) => column.notNull())
        .addPrimaryKeyConstraint('cohort_result_key', ['patient_id', 'test']),
    )
    .execute();
  await db.schema.createIndex('cohort_result_by_test').on('cohort_result').columns(['test', 'number', 'taken_on', 'patient_id']).execute();

  await db.schema.createIndex('condition_by_code').on('condition').columns(['code', 'patient_id']).execute();

  if (type.engine === 'postgres') await postgresTriggers(db);
  else await sqliteTriggers(db);
  await sql`insert into cohort_reading (patient_id) select id from patient`.execute(db);
}

const begin = `insert into cohort_reading (patient_id) values (new.id) on conflict (patient_id) do nothing;`;
const spoil = (row: 'old' | 'new'): string => `update cohort_reading set stale = 1 where patient_id = ${row}.patient_id and stale = 0;`;
const followed = ['medication', 'assessment', 'observation'] as const;

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create trigger cohort_patient_added after insert on patient begin ${begin} end`).execute(db);
  for (const table of followed) {
    await sql.raw(`create trigger cohort_${table}_added after insert on ${table} begin ${spoil('new')} end`).execute(db);
    await sql.raw(`create trigger cohort_${table}_changed after update on ${table} begin ${spoil('old')} ${spoil('new')} end`).execute(db);
    await sql.raw(`create trigger cohort_${table}_removed after delete on ${table} begin ${spoil('old')} end`).execute(db);
  }
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create function cohort_follow_patient() returns trigger language plpgsql as $$ begin ${begin} return null; end $$`).execute(db);
  await sql.raw(`create trigger cohort_patient_followed after insert on patient for each row execute function cohort_follow_patient()`).execute(db);
  await sql.raw(`create function cohort_follow_row() returns trigger language plpgsql as $$ begin
    if tg_op <> 'INSERT' then ${spoil('old')} end if;
    if tg_op <> 'DELETE' then ${spoil('new')} end if;
    return null; end $$`).execute(db);
  for (const table of followed) {
    await sql.raw(`create trigger cohort_${table}_followed after insert or update or delete on ${table} for each row execute function cohort_follow_row()`).execute(db);
  }
}
