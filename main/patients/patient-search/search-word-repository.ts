import type { ReadExecutor } from '../../platform/database/schema.ts';

/** A transaction of another process may commit words of lower numbers after some of higher ones were read. */
const overlap = 500;

/** The words added since a number was read, and some before it. */
export async function readSearchWords(db: ReadExecutor, after: number): Promise<readonly { readonly id: number; readonly word: string }[]> {
  return db.selectFrom('search_word').select(['id', 'word']).where('id', '>', after - overlap).orderBy('id').execute();
}
