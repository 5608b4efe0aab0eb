import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Those who see a person one after the other, as decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Codes of professionals in order; null: the decision names nobody but the first.
  await db.schema.alterTable('triage_decision').addColumn('route', columnTypes(db).json).execute();
}
