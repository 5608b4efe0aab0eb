import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What makes a clinic one can trust: history of every change, drafts, restriction of a record, broken glass, settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await db.schema.alterTable('user_account').addColumn('must_change_password', type.flag, (column) => column.notNull().defaultTo(0)).execute();
  await db.schema.alterTable('user_account').addColumn('last_signed_in_at', type.instant).execute();

  // A restricted record is shown only to its care team, or to whoever gives a reason that is kept.
  await db.schema.alterTable('patient').addColumn('restricted', type.flag, (column) => column.notNull().defaultTo(0)).execute();
  await db.schema.alterTable('patient').addColumn('restriction_reason', type.text).execute();
  await db.schema.alterTable('patient').addColumn('restricted_by', type.id).execute();
  await db.schema.alterTable('patient').addColumn('restricted_at', type.instant).execute();

  await type
    .strict(
      db.schema
        .createTable('record_change')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('entity', type.text, (column) => column.notNull())
        .addColumn('entity_id', type.id, (column) => column.notNull())
        .addColumn('patient_id', type.id, (column) => column.references('patient.id').onDelete('cascade'))
        // The version the change led to.
        .addColumn('version', type.whole, (column) => column.notNull())
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('user_id', type.text, (column) => column.notNull())
        // [{ field, from, to }]
        .addColumn('changes', type.json, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('record_change_by_entity').on('record_change').columns(['entity', 'entity_id', 'version']).execute();
  await db.schema.createIndex('record_change_by_patient').on('record_change').columns(['patient_id', 'at', 'id']).execute();

  // Sealed under a key of its own: on PostgreSQL too, what somebody is still writing is theirs alone.
  await type
    .strict(
      db.schema
        .createTable('draft')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('user_id', type.id, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('form', type.text, (column) => column.notNull())
        .addColumn('record_id', type.text, (column) => column.notNull())
        .addColumn('sealed', type.text, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addUniqueConstraint('draft_once', ['user_id', 'form', 'record_id']),
    )
    .execute();
  await db.schema.createIndex('draft_by_age').on('draft').columns(['updated_at']).execute();

  // Two records somebody has said are not the same person; the smaller id first.
  await type
    .strict(
      db.schema
        .createTable('duplicate_verdict')
        .addColumn('patient_a', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('patient_b', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('verdict', type.text, (column) => column.notNull())
        .addColumn('decided_by', type.id, (column) => column.notNull())
        .addColumn('decided_at', type.instant, (column) => column.notNull())
        .addPrimaryKeyConstraint('duplicate_verdict_key', ['patient_a', 'patient_b'])
        .addCheckConstraint('duplicate_verdict_order', sql`patient_a < patient_b`),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('access_grant')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('user_id', type.id, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('reason', type.text, (column) => column.notNull())
        .addColumn('granted_at', type.instant, (column) => column.notNull())
        .addColumn('expires_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('access_grant_by_user').on('access_grant').columns(['user_id', 'patient_id', 'expires_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('clinic_setting')
        .addColumn('key', type.text, (column) => column.primaryKey())
        .addColumn('value', type.json, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.text, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('user_setting')
        .addColumn('user_id', type.id, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('key', type.text, (column) => column.notNull())
        .addColumn('value', type.json, (column) => column.notNull())
        .addPrimaryKeyConstraint('user_setting_key', ['user_id', 'key']),
    )
    .execute();
}
