import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Versions of the triage rules tried on the requests of the clinic, and the requests each would have changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('rule_replay')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('version_id', type.id, (column) => column.notNull().references('content_version.id'))
        .addColumn('against_id', type.id, (column) => column.notNull().references('content_version.id'))
        .addColumn('started_at', type.instant, (column) => column.notNull())
        .addColumn('started_by', type.id, (column) => column.notNull())
        .addColumn('finished_at', type.instant)
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('requests', type.whole, (column) => column.notNull())
        .addColumn('without_age', type.whole, (column) => column.notNull())
        .addColumn('other_class', type.whole, (column) => column.notNull())
        .addColumn('otherwise', type.whole, (column) => column.notNull())
        .addColumn('matrix', type.json, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('rule_replay_by_version').on('rule_replay').columns(['version_id', 'started_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('rule_replay_case')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('replay_id', type.id, (column) => column.notNull().references('rule_replay.id').onDelete('cascade'))
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id').onDelete('cascade'))
        .addColumn('from_cls', type.text, (column) => column.notNull())
        .addColumn('to_cls', type.text, (column) => column.notNull())
        // Page order: made to wait longer before seen sooner before the same class, further before nearer.
        .addColumn('place', type.whole, (column) => column.notNull())
        .addColumn('detail', type.json, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('rule_replay_case_by_place').on('rule_replay_case').columns(['replay_id', 'place', 'id']).execute();
  await db.schema.createIndex('rule_replay_case_by_referral').on('rule_replay_case').columns(['referral_id']).execute();
}
