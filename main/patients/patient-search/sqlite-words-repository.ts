import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Group, SearchQuery } from './search-query-rules.ts';

/**
 * Rows of `patient_search` whose words answer the query, by the FTS5 index. It keeps no list of the words that begin with
 * a single letter and would gather them at the first key of each word after the first: of a few people found by the other
 * words, they are looked for in the row.
 */
export function sqliteWordMatch(query: SearchQuery): RawBuilder<SqlBool> {
  const letters = query.groups.filter(isOneLetter);
  const words = query.groups.filter((group) => !isOneLetter(group));
  if (letters.length === 0 || words.length === 0) return indexed(query.groups);
  const inRow = letters.map(([alternative]) => sql<SqlBool>`instr(' ' || terms, ${` ${alternative?.[0] ?? ''}`}) > 0`);
  return sql<SqlBool>`(${sql.join([indexed(words), ...inRow], sql` and `)})`;
}

function indexed(groups: readonly Group[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`search_id in (select rowid from patient_search_words where patient_search_words match ${fts5Expression(groups)})`;
}

/** Of one letter and nothing else: a lone digit begins dates and numbers, in few words. */
function isOneLetter(group: Group): boolean {
  return group.length === 1 && group[0]?.length === 1 && /^[a-z]$/.test(group[0][0] ?? '');
}

/** `("st"* OR "saint"*) AND ("pierre"*)`; the words are `a–z0–9` by construction and quoted all the same. */
function fts5Expression(groups: readonly Group[]): string {
  return groups.map((group) => `(${group.map((words) => `(${words.map((word) => `"${word}"*`).join(' AND ')})`).join(' OR ')})`).join(' AND ');
}
