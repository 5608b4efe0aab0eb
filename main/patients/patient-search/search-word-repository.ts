import type { Engine } from '../../platform/database/open-database.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';

/** On PostgreSQL a transaction of another process may commit words of lower numbers after some of higher ones were read; SQLite writes one after the other. */
const overlaps = { sqlite: 0, postgres: 500 } as const satisfies Record<Engine, number>;

/** The words added since a number was read, and some before it. */
export async function readSearchWords(db: ReadExecutor, engine: Engine, after: number): Promise<readonly { readonly id: number; readonly word: string }[]> {
  return db.selectFrom('search_word').select(['id', 'word']).where('id', '>', after - overlaps[engine]).orderBy('id').execute();
}
