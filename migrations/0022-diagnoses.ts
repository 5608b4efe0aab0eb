import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What a clinic adds to a problem or an allergy, entered here or imported: antibodies and erosions, and who wrote it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  // `positive` or `negative`; null: not known.
  for (const column of ['rheumatoid_factor', 'anti_ccp', 'ana', 'hla_b27', 'erosions', 'recorded_by']) await db.schema.alterTable('condition').addColumn(column, type.text).execute();
  await db.schema.alterTable('allergy').addColumn('recorded_by', type.text).execute();
}
