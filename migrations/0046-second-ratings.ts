import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Samples of decided requests drawn for a second person, and what that person would have decided without knowing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('rating_sample')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // Civil dates of the clinic: requests decided from the one to the other.
        .addColumn('from_on', type.date, (column) => column.notNull())
        .addColumn('until_on', type.date, (column) => column.notNull())
        // How many were wanted, what the order of drawing follows from, and of how many they were drawn.
        .addColumn('wanted', type.whole, (column) => column.notNull())
        .addColumn('seed', type.text, (column) => column.notNull())
        .addColumn('drawn_from', type.whole, (column) => column.notNull())
        .addColumn('rater_id', type.id, (column) => column.notNull().references('user_account.id'))
        .addColumn('drawn_at', type.instant, (column) => column.notNull())
        .addColumn('drawn_by', type.id, (column) => column.notNull())
        // Set once every rating is given, or by whoever ends it before.
        .addColumn('over_at', type.instant)
        .addColumn('ended_by', type.id),
    )
    .execute();
  await db.schema.createIndex('rating_sample_by_rater').on('rating_sample').columns(['rater_id', 'over_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('second_rating')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('sample_id', type.id, (column) => column.notNull().references('rating_sample.id'))
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        // The decision it is compared with: the one that held when the sample was drawn.
        .addColumn('decision_id', type.id, (column) => column.notNull().references('triage_decision.id'))
        .addColumn('place', type.whole, (column) => column.notNull())
        .addColumn('cls', type.text)
        .addColumn('primary_professional', type.text)
        .addColumn('disposition', type.text)
        .addColumn('note', type.text)
        .addColumn('rated_at', type.instant)
        // 1 where the rater had opened the request, or the record, in Relais since it was decided.
        .addColumn('had_opened', type.flag),
    )
    .execute();
  await db.schema.createIndex('second_rating_by_sample').on('second_rating').columns(['sample_id', 'place']).unique().execute();
  await db.schema.createIndex('second_rating_by_referral').on('second_rating').columns(['referral_id']).execute();
}
