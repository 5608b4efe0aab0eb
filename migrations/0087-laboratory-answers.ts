import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** An answer that is a value of the laboratory has the day its sample was taken, and the result of the record it was taken over from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('dose_answer').addColumn('measured_on', type.date).execute();
  // An observation of the record; none where the value was typed.
  await db.schema.alterTable('dose_answer').addColumn('result_id', type.id).execute();
}
