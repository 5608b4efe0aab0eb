import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What stops the delay of a request, and the steps of its life that have no row of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('referral_pause')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        // `patient` or `referrer`: who the delay waits for.
        .addColumn('cause', type.text, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        // Civil dates of the clinic: the delay stands from the one, runs again from the other; null while nobody knows.
        .addColumn('from_date', type.date, (column) => column.notNull())
        .addColumn('until_date', type.date)
        .addColumn('started_at', type.instant, (column) => column.notNull())
        .addColumn('started_by', type.id, (column) => column.notNull())
        .addColumn('ended_at', type.instant)
        .addColumn('ended_by', type.id),
    )
    .execute();
  await db.schema.createIndex('referral_pause_by_referral').on('referral_pause').columns(['referral_id', 'from_date']).execute();

  await type
    .strict(
      db.schema
        .createTable('referral_step')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('by', type.id, (column) => column.notNull())
        .addColumn('action', type.text, (column) => column.notNull())
        .addColumn('from_state', type.text, (column) => column.notNull())
        .addColumn('to_state', type.text, (column) => column.notNull())
        .addColumn('reason', type.text),
    )
    .execute();
  await db.schema.createIndex('referral_step_by_referral').on('referral_step').columns(['referral_id', 'at']).execute();

  // The due date without any pause; `due_on` is the one that holds. Null in a row never paused.
  await db.schema.alterTable('referral').addColumn('original_due_on', type.date).execute();
  // Set while a pause has no end: the civil date as of which `due_on` was worked out.
  await db.schema.alterTable('referral').addColumn('paused_as_of', type.date).execute();
  await db.schema.createIndex('referral_paused').on('referral').columns(['paused_as_of']).execute();
}
