import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Messages that are of no visit yet, and those a rule lets leave by itself within what the clinic allows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('message_automation')
        // One row, `clinic`.
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('is_on', type.flag, (column) => column.notNull())
        .addColumn('daily_limit', type.whole, (column) => column.notNull())
        // Wall times of the clinic, `HH:mm`.
        .addColumn('from_time', type.text, (column) => column.notNull())
        .addColumn('until_time', type.text, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('saved_at', type.instant, (column) => column.notNull())
        .addColumn('saved_by', type.id, (column) => column.notNull()),
    )
    .execute();

  if (type.engine === 'postgres') {
    for (const column of ['appointment_id', 'visit_starts_at']) await sql`alter table message alter column ${sql.ref(column)} drop not null`.execute(db);
    await db.schema.alterTable('message').addColumn('automatic_at', type.instant).execute();
    await db.schema.createIndex('message_by_automatic').on('message').columns(['automatic_at']).execute();
    return;
  }

  // SQLite changes no column: the table is written anew under its name, its tries stay where they are.
  await type
    .strict(
      db.schema
        .createTable('message_anew')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('key', type.text, (column) => column.notNull().unique())
        .addColumn('rule_code', type.text, (column) => column.notNull())
        .addColumn('rule_version', type.whole, (column) => column.notNull())
        .addColumn('occasion', type.text, (column) => column.notNull())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        // Null: there is no visit yet, `step_id` is the step of a follow-up plan it is to be booked for.
        .addColumn('appointment_id', type.id, (column) => column.references('appointment.id'))
        .addColumn('step_id', type.id)
        .addColumn('visit_starts_at', type.instant)
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('channel', type.text, (column) => column.notNull())
        .addColumn('subject', type.text, (column) => column.notNull())
        .addColumn('body', type.text, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('cause', type.text)
        .addColumn('due_at', type.instant, (column) => column.notNull())
        .addColumn('expires_at', type.instant)
        .addColumn('prepared_at', type.instant, (column) => column.notNull())
        .addColumn('edited_at', type.instant)
        .addColumn('edited_by', type.id)
        .addColumn('attempts', type.whole, (column) => column.notNull().defaultTo(0))
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        // When the program let it leave by itself.
        .addColumn('automatic_at', type.instant),
    )
    .execute();
  const columns = sql.raw('id, key, rule_code, rule_version, occasion, patient_id, appointment_id, step_id, visit_starts_at, language, channel, subject, body, state, cause, due_at, expires_at, prepared_at, edited_at, edited_by, attempts, version, updated_at');
  await sql`insert into message_anew (${columns}) select ${columns} from message`.execute(db);
  await db.schema.dropTable('message').execute();
  await db.schema.alterTable('message_anew').renameTo('message').execute();
  await db.schema.createIndex('message_by_state').on('message').columns(['state', 'due_at', 'id']).execute();
  await db.schema.createIndex('message_by_patient').on('message').columns(['patient_id', 'prepared_at', 'id']).execute();
  await db.schema.createIndex('message_by_appointment').on('message').columns(['appointment_id']).execute();
  await db.schema.createIndex('message_by_automatic').on('message').columns(['automatic_at']).execute();
}
