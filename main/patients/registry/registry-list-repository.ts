import { sql, type SqlBool } from 'kysely';
import { registryFacets, type RegistrySort } from '#contract/registry.ts';
import { closedRecords, isAmongWithinReach, isWithinReach, withinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { searchedPatients } from '../patient-search/patient-search-repository.ts';
import type { Engine } from '../../platform/database/open-database.ts';
import type { SearchQuery } from '../patient-search/search-query-rules.ts';
import { filterConditions, type Narrowed } from './registry-filter-repository.ts';

/** Pages of the registry in any order, by keyset: no page costs more than the one before. */

export interface RegistryQuestion extends Narrowed {
  readonly query: SearchQuery | null;
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

/** Orders by who somebody is: no record is closed to them. */
const ofEverybody: ReadonlySet<RegistrySort['by']> = new Set(['name', 'birthDate']);

/**
 * The next rows after a position: known values in order, then the unknown ones, which those of closed records are; among
 * equals by name, then by id, all in the direction asked for. The same on both databases.
 */
export async function listEntries(db: ReadExecutor, engine: Engine, question: RegistryQuestion, sort: RegistrySort, page: RegistryPage): Promise<readonly EntryPosition[]> {
  const { after, limit, manyAnswers = manyByDefault } = page;
  // By name every narrowing index is in order already.
  const isWalked = engine === 'sqlite' && sort.by !== 'name' && (await answerMany(db, question, manyAnswers));
  const known = after?.value === null ? [] : await entries(db, engine, question, sort, { part: 'known', isWalked }, after, limit);
  if (known.length >= limit || sort.by === 'name') return known;
  const next = { after: after?.value === null ? after : null, limit: limit - known.length };
  const unknown = await entries(db, engine, question, sort, { part: 'unknown', isWalked }, next.after, next.limit);
  // Two short ordered lists: one condition for both would be answered by no index.
  const closed = ofEverybody.has(sort.by) ? [] : await entries(db, engine, question, sort, { part: 'closed', isWalked: false }, next.after, next.limit);
  return [...known, ...[...unknown, ...closed].sort(byNameIn(sort.direction)).slice(0, next.limit)];
}

function byNameIn(direction: RegistrySort['direction']): (one: EntryPosition, other: EntryPosition) => number {
  const sign = direction === 'ascending' ? 1 : -1;
  return (one, other) => sign * (compareText(one.sortKey, other.sortKey) || compareText(one.patientId, other.patientId));
}

/** As both databases order text: by code point, which is the order of its bytes. */
function compareText(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/**
 * Whether filters alone leave many rows. SQLite does not weigh how many: it would look up and sort a quarter of the
 * registry for its first fifty rows.
 */
async function answerMany(db: ReadExecutor, question: RegistryQuestion, manyAnswers: number): Promise<boolean> {
  if (question.query !== null || registryFacets.every((facet) => question.filters[facet].length === 0)) return false;
  const some = db
    .selectFrom('registry_entry')
    .select('registry_entry.patient_id')
    .where((eb) => eb.and([...filterConditions(eb, question)]))
    .limit(manyAnswers);
  const { count } = await db.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count >= manyAnswers;
}

interface Walk {
  readonly part: 'known' | 'unknown' | 'closed';
  /** Along the order, leaving out what does not answer, instead of sorting what answers. */
  readonly isWalked: boolean;
}

async function entries(db: ReadExecutor, engine: Engine, question: RegistryQuestion, sort: RegistrySort, { part, isWalked }: Walk, after: EntryPosition | null, limit: number): Promise<readonly EntryPosition[]> {
  const column = columns[sort.by];
  const direction = sort.direction === 'ascending' ? 'asc' : 'desc';
  const beyond = direction === 'asc' ? '>' : '<';
  const isByValue = part === 'known' && sort.by !== 'name';
  const { query, reach } = question;
  const patientId = 'registry_entry.patient_id';
  const rows = await db
    .selectFrom('registry_entry')
    .select(['registry_entry.patient_id', 'registry_entry.sort_key', `registry_entry.${column} as value`])
    .$if(sort.by !== 'name', (builder) => builder.where(`registry_entry.${column}`, part === 'unknown' ? 'is' : 'is not', null))
    .$if(part === 'known' && !ofEverybody.has(sort.by), (builder) => builder.where(isAmongWithinReach(reach, patientId)))
    .$if(part === 'closed', (builder) => builder.where((eb) => (reach.scope === 'clinic' ? eb(patientId, 'in', closedRecords(reach)) : eb.not(isWithinReach(reach, patientId)))))
    .$if(query !== null, (builder) => builder.where('registry_entry.patient_id', 'in', query ? searchedPatients(db, engine, query) : []))
    .where((eb) => {
      const answers = eb.and([...filterConditions(eb, question)]);
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
  return rows.map((row) => ({ patientId: row.patient_id, sortKey: row.sort_key, value: part === 'known' ? row.value : null }));
}

/** Where a patient stands in an order of the caller's now, or null when they are in no list any more (a list then starts again). */
export async function readPosition(db: ReadExecutor, reach: RecordReach, patientId: string, { by }: RegistrySort): Promise<EntryPosition | null> {
  const row = await db.selectFrom('registry_entry').select(['sort_key', ofEverybody.has(by) ? `${columns[by]} as value` : withinReach<string | number>(reach, 'registry_entry.patient_id', columns[by]).as('value')]).where('patient_id', '=', patientId).executeTakeFirst();
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
