import { sql, type SqlBool } from 'kysely';
import type { RegistryFilters, RegistrySort } from '#contract/registry.ts';
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

const columns = {
  name: 'sort_key', birthDate: 'birth_date', lastVisit: 'last_visit_on', nextVisit: 'next_visit_at', openClass: 'class_rank', region: 'region_code', problem: 'problem_key',
} as const satisfies Record<RegistrySort['by'], string>;

/**
 * The next rows after a position: known values in order, then the unknown ones; among equals by name, then by id, all in
 * the direction asked for. The same on both databases.
 */
export async function listEntries(db: ReadExecutor, engine: Engine, question: RegistryQuestion, sort: RegistrySort, page: { readonly after: EntryPosition | null; readonly limit: number }): Promise<readonly EntryPosition[]> {
  const { after, limit } = page;
  const known = after?.value === null ? [] : await entries(db, engine, question, sort, 'known', after, limit);
  if (known.length >= limit || sort.by === 'name') return known;
  const unknown = await entries(db, engine, question, sort, 'unknown', after?.value === null ? after : null, limit - known.length);
  return [...known, ...unknown];
}

async function entries(db: ReadExecutor, engine: Engine, { query, filters, today }: RegistryQuestion, sort: RegistrySort, part: 'known' | 'unknown', after: EntryPosition | null, limit: number): Promise<readonly EntryPosition[]> {
  const column = columns[sort.by];
  const direction = sort.direction === 'ascending' ? 'asc' : 'desc';
  const beyond = direction === 'asc' ? '>' : '<';
  const isByValue = part === 'known' && sort.by !== 'name';
  const rows = await db
    .selectFrom('registry_entry')
    .select(['registry_entry.patient_id', 'registry_entry.sort_key', `registry_entry.${column} as value`])
    .$if(sort.by !== 'name', (builder) => builder.where(`registry_entry.${column}`, part === 'known' ? 'is not' : 'is', null))
    .$if(query !== null, (builder) => builder.where('registry_entry.patient_id', 'in', query ? searchedPatients(db, engine, query) : []))
    .where((eb) => eb.and([...filterConditions(eb, filters, today)]))
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
