import { type Expression, type ExpressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Engine } from '../../platform/database/open-database.ts';
import type { ReadExecutor, Schema } from '../../platform/database/schema.ts';
import { postgresWordMatch } from './postgres-words-repository.ts';
import { respelled, type SearchQuery, spelledWords } from './search-query-rules.ts';
import { sqliteWordMatch } from './sqlite-words-repository.ts';
import { createWordDictionary, type WordDictionary } from './word-dictionary.ts';

/**
 * Where a patient stands in the answer: names that begin as typed (1) before other matches (2), before those of a near
 * spelling (3) or, where nothing else answers, of the same sound (4); then by name and id.
 */
export type Tier = 1 | 2 | 3 | 4;
export interface Hit {
  readonly tier: Tier;
  readonly sortKey: string;
  readonly patientId: string;
}

/** From which hit on names are spelt otherwise than typed; null when none is. */
export function otherwiseSpeltFrom(hits: readonly { readonly tier: 0 | Tier }[]): number | null {
  const index = hits.findIndex(({ tier }) => tier > 2);
  return index === -1 ? null : index;
}

/** The patients an answer is narrowed to, as a condition on `patient_search`. */
export type Narrowing = (eb: SearchBuilder) => Expression<SqlBool>;

/** Search of the registry: the same patients in the same order on either database. */
export interface PatientSearch {
  /** The next patients of the answer, or of the whole registry (`query` null), after a hit of an earlier page. */
  find(db: ReadExecutor, query: SearchQuery | null, page: { after: Hit | null; limit: number }, narrowing?: Narrowing): Promise<readonly Hit[]>;
  /** The query that is answered where another order or a count is asked for: as typed if anybody answers, else by other spellings. */
  answered(db: ReadExecutor, query: SearchQuery): Promise<SearchQuery>;
  /** How many match, or `null` when more than `atMost` do. The whole registry (`query` null) is always counted. */
  count(db: ReadExecutor, query: SearchQuery | null, atMost: number): Promise<number | null>;
}

const wordMatches = { sqlite: sqliteWordMatch, postgres: postgresWordMatch } as const satisfies Record<Engine, (query: SearchQuery) => RawBuilder<SqlBool>>;
/** Sorts after every text that begins with what stands before it. */
const highest = '\u{10FFFF}';

type SearchBuilder = ExpressionBuilder<Schema, 'patient_search'>;

/** The search of a database, with the words of its registry. */
export function createPatientSearch(engine: Engine, dictionary: WordDictionary = createWordDictionary(engine)): PatientSearch {
  const wordMatch = wordMatches[engine];

  const matching = (db: ReadExecutor, after: Hit | null, where: (eb: SearchBuilder) => Expression<SqlBool> | null, narrowing?: Narrowing) => {
    let query = db.selectFrom('patient_search').select(['patient_id', 'sort_key']);
    for (const condition of [where, narrowing]) {
      if (condition) query = query.where((eb) => condition(eb) ?? sql<SqlBool>`1 = 1`);
    }
    return after ? query.where((eb) => eb(eb.refTuple('sort_key', 'patient_id'), '>', eb.tuple(after.sortKey, after.patientId))) : query;
  };
  const ordered = (db: ReadExecutor, after: Hit | null, limit: number, where: (eb: SearchBuilder) => Expression<SqlBool> | null, narrowing?: Narrowing) =>
    matching(db, after, where, narrowing).orderBy('sort_key').orderBy('patient_id').limit(limit);
  // PostgreSQL takes words for independent of each other and of the order of names: for a few people of two words, all of one
  // name, it would walk the registry by name until it meets them. They are gathered first, then put in order.
  const gathered = (db: ReadExecutor, after: Hit | null, limit: number, where: (eb: SearchBuilder) => Expression<SqlBool> | null, narrowing?: Narrowing) =>
    db.with((cte) => cte('found').materialized(), () => matching(db, after, where, narrowing)).selectFrom('found').select(['patient_id', 'sort_key']).orderBy('sort_key').orderBy('patient_id').limit(limit);
  const hits = async (db: ReadExecutor, tier: Tier, after: Hit | null, limit: number, where: (eb: SearchBuilder) => Expression<SqlBool> | null, { narrowing, areFew = false }: { readonly narrowing?: Narrowing | undefined; readonly areFew?: boolean } = {}): Promise<readonly Hit[]> => {
    const query = engine === 'postgres' && areFew ? gathered(db, after, limit, where, narrowing) : ordered(db, after, limit, where, narrowing);
    return (await query.execute()).map((row) => ({ tier, sortKey: row.sort_key, patientId: row.patient_id }));
  };
  // Each beginning walks its own stretch of the index of names: of five or more beginnings in one condition, SQLite
  // reads the whole index instead.
  const namedHits = async (db: ReadExecutor, prefixes: readonly string[], after: Hit | null, limit: number, narrowing?: Narrowing): Promise<readonly Hit[]> => {
    const [first, ...others] = prefixes.map((prefix) => db.selectFrom(ordered(db, after, limit, (eb) => beginsWith(eb, prefix), narrowing).as('named')).selectAll());
    if (!first) return [];
    const rows = await others.reduce((some, more) => some.union(more), first).orderBy('sort_key').orderBy('patient_id').limit(limit).execute();
    return rows.map((row) => ({ tier: 1, sortKey: row.sort_key, patientId: row.patient_id }));
  };

  const otherSpellings = async (db: ReadExecutor, query: SearchQuery, tier: 3 | 4): Promise<SearchQuery | null> => {
    const spellings = new Map<string, readonly string[]>();
    for (const word of spelledWords(query)) spellings.set(word, tier === 3 ? await dictionary.near(db, word) : await dictionary.alike(db, word));
    return respelled(query, spellings);
  };
  // `typed`: everybody who answers as typed, where they are known; else the index of words is asked once more for them.
  const respelledHits = async (db: ReadExecutor, query: SearchQuery, tier: 3 | 4, typed: readonly Hit[] | null, page: { after: Hit | null; limit: number }, narrowing?: Narrowing): Promise<readonly Hit[]> => {
    const other = await otherSpellings(db, query, tier);
    if (!other) return [];
    const isTyped = (eb: SearchBuilder) => (typed === null ? wordMatch(query) : eb('patient_id', 'in', typed.map(({ patientId }) => patientId)));
    const after = page.after?.tier === tier ? page.after : null;
    return hits(db, tier, after, page.limit, (eb) => (typed?.length === 0 ? wordMatch(other) : eb.and([wordMatch(other), eb.not(isTyped(eb))])), { narrowing, areFew: true });
  };

  return {
    find: async (db, query, { after, limit }, narrowing) => {
      if (!query) return hits(db, 1, after, limit, () => null, { narrowing });
      const begins = (eb: SearchBuilder) => eb.or(query.namePrefixes.map((prefix) => beginsWith(eb, prefix)));
      const named = query.namePrefixes.length > 0 && after?.tier !== 2 ? await namedHits(db, query.namePrefixes, after, limit, narrowing) : [];
      if (named.length >= limit) return named;
      const isPastTyped = after !== null && after.tier > 2;
      const others = isPastTyped ? [] : await hits(db, 2, after?.tier === 2 ? after : null, limit - named.length, (eb) =>
        query.namePrefixes.length > 0 ? eb.and([wordMatch(query), eb.not(begins(eb))]) : wordMatch(query),
        { narrowing, areFew: query.groups.length > 1 },
      );
      const typed = [...named, ...others];
      if (typed.length >= limit || query.isExact) return typed;
      const all = after === null && narrowing === undefined ? typed : null;
      const near = after?.tier === 4 ? [] : await respelledHits(db, query, 3, all, { after, limit: limit - typed.length }, narrowing);
      if (typed.length + near.length > 0 || (after !== null && after.tier < 4)) return [...typed, ...near];
      return respelledHits(db, query, 4, all, { after, limit }, narrowing);
    },

    answered: async (db, query) => {
      // Anybody, in no order: the first by name of half the registry would be sorted for.
      const answers = async (one: SearchQuery) => (await db.selectFrom('patient_search').select('patient_id').where(wordMatch(one)).limit(1).executeTakeFirst()) !== undefined;
      if (query.isExact || (await answers(query))) return query;
      for (const tier of [3, 4] as const) {
        const other = await otherSpellings(db, query, tier);
        if (other && (await answers(other))) return other;
      }
      return query;
    },

    count: async (db, query, atMost) => {
      if (!query) {
        const { count } = await db.selectFrom('patient_search').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
        return count;
      }
      const matching = db.selectFrom('patient_search').select('patient_id').where(wordMatch(query)).limit(atMost + 1);
      const { count } = await db.selectFrom(matching.as('matching')).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      return count > atMost ? null : count;
    },
  };
}

/** The ids of everybody a query finds, for a query of its own order. */
export function searchedPatients(db: ReadExecutor, engine: Engine, query: SearchQuery) {
  return db.selectFrom('patient_search').select('patient_id').where(wordMatches[engine](query));
}

function beginsWith(eb: SearchBuilder, prefix: string): Expression<SqlBool> {
  return eb.and([eb('sort_key', '>=', prefix), eb('sort_key', '<', prefix + highest)]);
}
