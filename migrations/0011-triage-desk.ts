import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The triage desk in full: decisions and bookings one can take back, queues one claims from and returns to, questions to the referrer, letters. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  // Who has taken a referral from the queue of their profession, and what came back to triage with a reason.
  await db.schema.alterTable('referral').addColumn('claimed_by', type.id).execute();
  await db.schema.alterTable('referral').addColumn('claimed_at', type.instant).execute();
  await db.schema.alterTable('referral').addColumn('returned_at', type.instant).execute();
  await db.schema.alterTable('referral').addColumn('returned_by', type.id).execute();
  await db.schema.alterTable('referral').addColumn('returned_from', type.text).execute();
  await db.schema.alterTable('referral').addColumn('return_reason', type.text).execute();
  // Set while an answer of the referrer is awaited.
  await db.schema.alterTable('referral').addColumn('asked_at', type.instant).execute();

  // A decision can be taken back while the referral has the version it gave it; `before` is what it had then.
  await db.schema.alterTable('triage_decision').addColumn('referral_version', type.whole).execute();
  await db.schema.alterTable('triage_decision').addColumn('before', type.json).execute();
  await db.schema.alterTable('triage_decision').addColumn('undone_at', type.instant).execute();
  await db.schema.alterTable('triage_decision').addColumn('undone_by', type.id).execute();

  // A visit that no longer holds its time keeps who ended it, when and why.
  await db.schema.alterTable('appointment').addColumn('cancelled_at', type.instant).execute();
  await db.schema.alterTable('appointment').addColumn('cancelled_by', type.id).execute();
  await db.schema.alterTable('appointment').addColumn('cancel_cause', type.text).execute();

  await type
    .strict(
      db.schema
        .createTable('information_request')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        .addColumn('asked_at', type.instant, (column) => column.notNull())
        .addColumn('asked_by', type.id, (column) => column.notNull())
        // Codes of the prerequisites asked for, and the words to the referrer.
        .addColumn('items', type.json, (column) => column.notNull())
        .addColumn('message', type.text, (column) => column.notNull())
        .addColumn('ended_at', type.instant)
        .addColumn('ended_by', type.id)
        // `answered` or `withdrawn`.
        .addColumn('outcome', type.text),
    )
    .execute();
  await db.schema.createIndex('information_request_by_referral').on('information_request').columns(['referral_id', 'asked_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('referral_letter')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        .addColumn('decision_id', type.id, (column) => column.references('triage_decision.id'))
        // `redirect`, `advice`, or `information`.
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('addressee', type.text, (column) => column.notNull())
        .addColumn('body', type.text, (column) => column.notNull())
        .addColumn('written_at', type.instant, (column) => column.notNull())
        .addColumn('written_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('referral_letter_by_referral').on('referral_letter').columns(['referral_id', 'written_at']).execute();
}
