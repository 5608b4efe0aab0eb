import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Training of the people of the clinic, and who did a step that asks for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('credential')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id'))
        // Of the kinds of the clinic, in `content_version`.
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('hours', type.decimal, (column) => column.notNull())
        .addColumn('obtained_on', type.date, (column) => column.notNull())
        // The last day it counts; null: for good.
        .addColumn('expires_on', type.date)
        .addColumn('issuer', type.text, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull())
        // Rows are never changed but for this: taken back, or given back.
        .addColumn('withdrawn_at', type.instant)
        .addColumn('withdrawn_by', type.id)
        .addColumn('withdrawn_reason', type.text)
        .addColumn('version', type.whole, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('credential_by_person').on('credential').columns(['practitioner_id', 'kind', 'obtained_on']).execute();

  // Who did a step that asks for training; null where nobody asked.
  await db.schema.alterTable('follow_up_step').addColumn('performed_by', type.id).execute();
}
