import { sql, type SqlBool } from 'kysely';
import { registryFacets, type RegistryFilters, type RegistrySort } from '#contract/registry.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { searchedPatients } from '../patient-search/patient-search-repository.ts';
import type { Engine } from '../../platform/database/open-database.ts';
import type { SearchQuery } from '../patient-search/search-query-rules.ts';
import { filterConditions } from './registry-filter-repository.ts';

/** Pages of the registry in any order, by keyset: no page costs more than the one before. */

export interface RegistryQuestion {
  readonly query: SearchQuery | null;
  readonly filters: RegistryFilters;
  /** The clinic's civil date. */
  readonly today: string;
}

/** A row as far as the order goes. */
export interface EntryPosition {
  readonly patientId: string;
  readonly sortKey: string;
  /** Of the column sorted by; null comes last. */
  readonly value: string | number | null;
}

export interface RegistryPage {
  readonly after: EntryPosition | null;
  readonly limit: number;
  /** From so many answering rows on, walking the order finds a page sooner than sorting what answers. */
  readonly manyAnswers?: number;
}
const manyByDefault = 2000;

const columns = {
  name: 'sort_key', birthDate: 'birth_date', lastVisit: 'last_visit_on', nextVisit: 'next_visit_at', openClass: 'class_rank', region: 'region_code', problem: 'problem_key',
} as const satisfies Record<RegistrySort['by'], string>;

/**
 * The next rows after a position: known values in order, then the unknown ones; among equals by name, then by id, all in
 * the direction asked for. The same on both databases.
 */
export async function listEntries(db: ReadExecutor, engine: Engine, question: RegistryQuestion, sort: RegistrySort, page: RegistryPage): Promise<readonly EntryPosition[]> {
  const { after, limit, manyAnswers = manyByDefault } = page;
  const isWalked = engine === 'sqlite' && (await answerMany(db, question, manyAnswers));
  const known = after?.value === null ? [] : await entries(db, engine, question, sort, { part: 'known', isWalked }, after, limit);
  if (known.length >= limit || sort.by === 'name') return known;
  const unknown = await entries(db, engine, question, sort, { part: 'unknown', isWalked }, after?.value === null ? after : null, limit - known.length);
  return [...known, ...unknown];
}

/**
 * Whether filters alone leave many rows. SQLite does not weigh how many: it would look up and sort a quarter of the
 * registry for its first fifty rows.
 */
async function answerMany(db: ReadExecutor, { query, filters, today }: RegistryQuestion, manyAnswers: number): Promise<boolean> {
  if (query !== null || registryFacets.every((facet) => filters[facet].length === 0)) return false;
  const some = db
    .selectFrom('registry_entry')
    .select('registry_entry.patient_id')
    .where((eb) => eb.and([...filterConditions(eb, filters, today)]))
    .limit(manyAnswers);
  const { count } = await db.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count >= manyAnswers;
}

interface Walk {
  readonly part: 'known' | 'unknown';
  /** Along the order, leaving out what does not answer, instead of sorting what answers. */
  readonly isWalked: boolean;
}

async function entries(db: ReadExecutor, engine: Engine, { query, filters, today }: RegistryQuestion, sort: RegistrySort, { part, isWalked }: Walk, after: EntryPosition | null, limit: number): Promise<readonly EntryPosition[]> {
  const column = columns[sort.by];
  const direction = sort.direction === 'ascending' ? 'asc' : 'desc';
  const beyond = direction === 'asc' ? '>' : '<';
  const isByValue = part === 'known' && sort.by !== 'name';
  const rows = await db
    .selectFrom('registry_entry')
    .select(['registry_entry.patient_id', 'registry_entry.sort_key', `registry_entry.${column} as value`])
    .$if(sort.by !== 'name', (builder) => builder.where(`registry_entry.${column}`, part === 'known' ? 'is not' : 'is', null))
    .$if(query !== null, (builder) => builder.where('registry_entry.patient_id', 'in', query ? searchedPatients(db, engine, query) : []))
    .where((eb) => {
      const answers = eb.and([...filterConditions(eb, filters, today)]);
      // A condition on a truth value is no reason to take another index than the order's.
      return isWalked ? sql<SqlBool>`(${answers}) is true` : answers;
    })
    .where((eb) => {
      if (after === null) return sql<SqlBool>`1 = 1`;
      return isByValue && after.value !== null
        ? eb(eb.refTuple(`registry_entry.${column}`, 'registry_entry.sort_key', 'registry_entry.patient_id'), beyond, eb.tuple(after.value, after.sortKey, after.patientId))
        : eb(eb.refTuple('registry_entry.sort_key', 'registry_entry.patient_id'), beyond, eb.tuple(after.sortKey, after.patientId));
    })
    .$if(isByValue, (builder) => builder.orderBy(`registry_entry.${column}`, direction))
    .orderBy('registry_entry.sort_key', direction)
    .orderBy('registry_entry.patient_id', direction)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ patientId: row.patient_id, sortKey: row.sort_key, value: row.value }));
}

/** Where a patient stands in an order now, or null when they are in no list any more (a list then starts again). */
export async function readPosition(db: ReadExecutor, patientId: string, { by }: RegistrySort): Promise<EntryPosition | null> {
  const row = await db.selectFrom('registry_entry').select(['sort_key', `${columns[by]} as value`]).where('patient_id', '=', patientId).executeTakeFirst();
  return row ? { patientId, sortKey: row.sort_key, value: row.value } : null;
}

/** What the registry shows of some patients without looking further. */
export async function readEntries(db: ReadExecutor, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('registry_entry')
    .select(['patient_id', 'problem_text', 'last_visit_on', 'next_visit_at', 'class_rank', 'mobility', 'tele_suitability', 'language'])
    .where('patient_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.patient_id, row]));
}
