import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The next laboratory check of whoever takes something, as a row that sorts by date; and what was done about late ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('monitoring_due')
        .addColumn('patient_id', type.id, (column) => column.primaryKey().references('patient.id').onDelete('cascade'))
        // Civil date of the earliest follow-up by laboratory; null when none is asked for.
        .addColumn('due_on', type.date)
        // What is asked for until then and next: check and date, soonest first.
        .addColumn('checks', type.json, (column) => column.notNull().defaultTo('[]'))
        .addColumn('treatments', type.json, (column) => column.notNull().defaultTo('[]'))
        // 0 note … 3 critical; null without an alert.
        .addColumn('severity', type.whole)
        // Not listed before this civil date: somebody said why.
        .addColumn('quiet_until', type.date)
        // Civil date of the reckoning; '' when something it rests on changed since.
        .addColumn('worked_out_on', type.text, (column) => column.notNull().defaultTo('')),
    )
    .execute();
  await db.schema.createIndex('monitoring_due_by_date').on('monitoring_due').columns(['due_on', 'patient_id']).execute();
  await db.schema.createIndex('monitoring_due_by_reckoning').on('monitoring_due').columns(['worked_out_on', 'patient_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('monitoring_outcome')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // `called`, `ordered` or `snoozed`.
        .addColumn('outcome', type.text, (column) => column.notNull())
        .addColumn('until_on', type.date)
        .addColumn('words', type.text, (column) => column.notNull())
        .addColumn('noted_at', type.instant, (column) => column.notNull())
        .addColumn('noted_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('monitoring_outcome_by_patient').on('monitoring_outcome').columns(['patient_id', 'noted_at', 'id']).execute();

  if (type.engine === 'postgres') await postgresTriggers(db);
  else await sqliteTriggers(db);
  await sql`insert into monitoring_due (patient_id) select distinct patient_id from medication`.execute(db);
}

/** Whoever is prescribed something has a row; whatever it rests on marks it. */
const begin = (row: 'old' | 'new'): string => `insert into monitoring_due (patient_id) values (${row}.patient_id) on conflict (patient_id) do update set worked_out_on = '';`;
const spoil = (row: 'old' | 'new'): string => `update monitoring_due set worked_out_on = '' where patient_id = ${row}.patient_id and worked_out_on <> '';`;
const followed = ['observation', 'condition', 'monitoring_outcome'] as const;

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create trigger monitoring_medication_added after insert on medication begin ${begin('new')} end`).execute(db);
  await sql.raw(`create trigger monitoring_medication_changed after update on medication begin ${spoil('old')} ${begin('new')} end`).execute(db);
  await sql.raw(`create trigger monitoring_medication_removed after delete on medication begin ${spoil('old')} end`).execute(db);
  for (const table of followed) {
    await sql.raw(`create trigger monitoring_${table}_added after insert on ${table} begin ${spoil('new')} end`).execute(db);
    await sql.raw(`create trigger monitoring_${table}_changed after update on ${table} begin ${spoil('old')} ${spoil('new')} end`).execute(db);
    await sql.raw(`create trigger monitoring_${table}_removed after delete on ${table} begin ${spoil('old')} end`).execute(db);
  }
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create function monitoring_follow_medication() returns trigger language plpgsql as $$ begin
    if tg_op <> 'INSERT' then ${spoil('old')} end if;
    if tg_op <> 'DELETE' then ${begin('new')} end if;
    return null; end $$`).execute(db);
  await sql.raw(`create trigger monitoring_medication_followed after insert or update or delete on medication for each row execute function monitoring_follow_medication()`).execute(db);
  await sql.raw(`create function monitoring_follow_row() returns trigger language plpgsql as $$ begin
    if tg_op <> 'INSERT' then ${spoil('old')} end if;
    if tg_op <> 'DELETE' then ${spoil('new')} end if;
    return null; end $$`).execute(db);
  for (const table of followed) {
    await sql.raw(`create trigger monitoring_${table}_followed after insert or update or delete on ${table} for each row execute function monitoring_follow_row()`).execute(db);
  }
}
