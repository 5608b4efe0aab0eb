import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { SearchQuery } from './search-query-rules.ts';

/** Rows of `patient_search` whose words answer the query, by the GIN index. */
export function postgresWordMatch(query: SearchQuery): RawBuilder<SqlBool> {
  return sql<SqlBool>`words @@ ${tsquery(query)}::tsquery`;
}

/** `(('st':* | 'saint':*) & 'pierre':*)`; the words are `a–z0–9` by construction and quoted all the same. */
export function tsquery({ groups }: SearchQuery): string {
  return groups.map((group) => `(${group.map((words) => `(${words.map((word) => `'${word}':*`).join(' & ')})`).join(' | ')})`).join(' & ');
}
