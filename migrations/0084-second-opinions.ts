import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** A colleague asked for an opinion on a request, while it is awaited; what was asked and answered stays in its steps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('referral').addColumn('opinion_of', type.id).execute();
  await db.schema.alterTable('referral').addColumn('opinion_question', type.text).execute();
  await db.schema.alterTable('referral').addColumn('opinion_asked_by', type.id).execute();
  await db.schema.alterTable('referral').addColumn('opinion_asked_at', type.instant).execute();
  await db.schema.createIndex('referral_by_opinion').on('referral').columns(['opinion_of']).where('opinion_of', 'is not', null).execute();
}
