import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Messages to patients: the rules that prepare them, the outbox, each try to send one, by which channels people want them, the channels of the clinic. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('message_rule')
        .addColumn('code', type.text, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('body', type.json, (column) => column.notNull())
        // Since when it is switched on without a break; null: off. What happened before is not written about.
        .addColumn('on_since', type.instant)
        .addColumn('saved_at', type.instant, (column) => column.notNull())
        .addColumn('saved_by', type.id, (column) => column.notNull())
        .addPrimaryKeyConstraint('message_rule_key', ['code', 'version']),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('message')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // Rule, visit and occasion: a message is prepared once.
        .addColumn('key', type.text, (column) => column.notNull().unique())
        .addColumn('rule_code', type.text, (column) => column.notNull())
        .addColumn('rule_version', type.whole, (column) => column.notNull())
        .addColumn('occasion', type.text, (column) => column.notNull())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        .addColumn('appointment_id', type.id, (column) => column.notNull().references('appointment.id'))
        // The step of the visit it tells of; null: of the visit itself.
        .addColumn('step_id', type.id)
        // Where the visit stood.
        .addColumn('visit_starts_at', type.instant, (column) => column.notNull())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('channel', type.text, (column) => column.notNull())
        .addColumn('subject', type.text, (column) => column.notNull())
        .addColumn('body', type.text, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('cause', type.text)
        .addColumn('due_at', type.instant, (column) => column.notNull())
        // After this there is nothing left to say.
        .addColumn('expires_at', type.instant)
        .addColumn('prepared_at', type.instant, (column) => column.notNull())
        .addColumn('edited_at', type.instant)
        .addColumn('edited_by', type.id)
        .addColumn('attempts', type.whole, (column) => column.notNull().defaultTo(0))
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('updated_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('message_by_state').on('message').columns(['state', 'due_at', 'id']).execute();
  await db.schema.createIndex('message_by_patient').on('message').columns(['patient_id', 'prepared_at', 'id']).execute();
  await db.schema.createIndex('message_by_appointment').on('message').columns(['appointment_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('message_attempt')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('message_id', type.id, (column) => column.notNull().references('message.id').onDelete('cascade'))
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('by_user', type.id, (column) => column.notNull())
        .addColumn('channel', type.text, (column) => column.notNull())
        .addColumn('address', type.text, (column) => column.notNull())
        // `started` until the other side has answered.
        .addColumn('outcome', type.text, (column) => column.notNull())
        .addColumn('detail', type.text, (column) => column.notNull())
        .addColumn('ended_at', type.instant),
    )
    .execute();
  await db.schema.createIndex('message_attempt_by_message').on('message_attempt').columns(['message_id', 'at']).execute();

  await type
    .strict(
      db.schema
        .createTable('contact_preference')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        .addColumn('channel', type.text, (column) => column.notNull())
        .addColumn('wants', type.flag, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('noted_at', type.instant, (column) => column.notNull())
        .addColumn('noted_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('contact_preference_by_patient').on('contact_preference').columns(['patient_id', 'channel', 'noted_at']).execute();

  // How the clinic reaches an SMTP server or an SMS provider; secrets sealed with the data key.
  await type
    .strict(
      db.schema
        .createTable('message_channel')
        .addColumn('channel', type.text, (column) => column.primaryKey())
        .addColumn('is_on', type.flag, (column) => column.notNull().defaultTo(0))
        .addColumn('settings', type.json, (column) => column.notNull())
        .addColumn('sealed', type.json)
        // When a test message left with these settings; null: none yet.
        .addColumn('tested_at', type.instant)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('saved_at', type.instant, (column) => column.notNull())
        .addColumn('saved_by', type.id, (column) => column.notNull()),
    )
    .execute();
}
