import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What makes a clinic one can trust: temporary passwords, drafts, settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await db.schema.alterTable('user_account').addColumn('must_change_password', type.flag, (column) => column.notNull().defaultTo(0)).execute();
  await db.schema.alterTable('user_account').addColumn('last_signed_in_at', type.instant).execute();

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
}
