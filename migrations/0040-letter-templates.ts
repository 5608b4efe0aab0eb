import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Letters from templates the clinic edits, kept as the paper they were; written advice awaited until its letter is made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('letter_template')
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('version', type.whole, (column) => column.notNull())
        // Null: back to the text the program comes with.
        .addColumn('body', type.text)
        .addColumn('saved_at', type.instant, (column) => column.notNull())
        .addColumn('saved_by', type.id, (column) => column.notNull())
        .addPrimaryKeyConstraint('letter_template_key', ['kind', 'language', 'version']),
    )
    .execute();

  // The letter as it left, whatever the letterhead becomes; null for one written before papers were kept.
  await db.schema.alterTable('referral_letter').addColumn('pdf', type.bytes).execute();
  await db.schema.alterTable('referral_letter').addColumn('withdrawn_at', type.instant).execute();
  await db.schema.alterTable('referral_letter').addColumn('withdrawn_by', type.id).execute();

  // Written advice was decided on, its letter is to be made; those decided on before have theirs.
  await db.schema.alterTable('referral').addColumn('advice_pending', type.flag, (column) => column.notNull().defaultTo(0)).execute();
}
