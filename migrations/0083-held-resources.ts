import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What a place is held for takes its room, its equipment and the time around it meanwhile. Those held before take the place alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('slot_hold').addColumn('purpose', type.text).execute();
  await db.schema.alterTable('slot_hold').addColumn('busy_from', type.instant).execute();
  await db.schema.alterTable('slot_hold').addColumn('busy_until', type.instant).execute();
  // Ids of rooms and equipment, a list.
  await db.schema.alterTable('slot_hold').addColumn('resource_ids', type.json, (column) => column.notNull().defaultTo('[]')).execute();
}
