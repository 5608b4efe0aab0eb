import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/**
 * The index of words on SQLite keeps lists of beginnings up to eight letters, where it kept four: for a longer one it
 * gathered every word that begins so, at each key. Sizes of rows (`columnsize`) serve a ranking nobody asks for. On PostgreSQL
 * new words go into the index itself: the list they waited in until the next vacuum was read whole at each key.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (columnTypes(db).engine === 'postgres') {
    await sql`alter index patient_search_words set (fastupdate = off)`.execute(db);
    await sql`select gin_clean_pending_list('patient_search_words'::regclass)`.execute(db);
    return;
  }
  await sql`drop table patient_search_words`.execute(db);
  await sql`create virtual table patient_search_words using fts5(terms, content='patient_search', content_rowid='search_id', tokenize='ascii', prefix='2 3 4 5 6 7 8', columnsize=0)`.execute(db);
  await sql`insert into patient_search_words (patient_search_words) values ('rebuild')`.execute(db);
}
