import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { SearchQuery } from './search-query-rules.ts';

/** Rows of `patient_search` whose words answer the query, by the FTS5 index. */
export function sqliteWordMatch(query: SearchQuery): RawBuilder<SqlBool> {
  return sql<SqlBool>`search_id in (select rowid from patient_search_words where patient_search_words match ${fts5Expression(query)})`;
}

/** `("st"* OR "saint"*) AND ("pierre"*)`; the words are `a–z0–9` by construction and quoted all the same. */
export function fts5Expression({ groups }: SearchQuery): string {
  return groups.map((group) => `(${group.map((words) => `(${words.map((word) => `"${word}"*`).join(' AND ')})`).join(' OR ')})`).join(' AND ');
}
