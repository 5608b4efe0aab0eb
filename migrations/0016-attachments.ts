import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The papers of a request: letters and results as PDF or pictures, sealed piece by piece under a key of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('attachment')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        .addColumn('name', type.text, (column) => column.notNull())
        // What the bytes are, not what the name says.
        .addColumn('media_type', type.text, (column) => column.notNull())
        .addColumn('bytes', type.whole, (column) => column.notNull())
        .addColumn('sha256', type.text, (column) => column.notNull())
        .addColumn('pages', type.whole)
        // The key of its pieces, sealed under the data key.
        .addColumn('sealed_key', type.json, (column) => column.notNull())
        .addColumn('added_at', type.instant, (column) => column.notNull())
        .addColumn('added_by', type.id, (column) => column.notNull())
        .addColumn('removed_at', type.instant)
        .addColumn('removed_by', type.id)
        .addColumn('removal_reason', type.text),
    )
    .execute();
  await db.schema.createIndex('attachment_by_referral').on('attachment').columns(['referral_id', 'added_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('attachment_piece')
        .addColumn('attachment_id', type.id, (column) => column.notNull().references('attachment.id'))
        .addColumn('position', type.whole, (column) => column.notNull())
        .addColumn('content', type.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('attachment_piece_key', ['attachment_id', 'position']),
    )
    .execute();
}
