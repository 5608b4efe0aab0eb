import { type RawBuilder, sql } from 'kysely';
import { ageBands, type FacetValue, type RegistryFacet, registryFacets, type RegistryFilters, seenBands } from '#contract/registry.ts';
import { urgencies } from '#contract/triage.ts';
import type { Engine } from '../../platform/database/open-database.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { RegistryEntryTable } from '../../platform/database/tables/patient-tables.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import { searchedPatients } from '../patient-search/patient-search-repository.ts';
import { birthDatesOf, type DateRange, lastVisitsOf } from './registry-band-rules.ts';
import { filterConditions, isOfTheRecord, unknownValue } from './registry-filter-repository.ts';
import type { RegistryQuestion } from './registry-list-repository.ts';

/** How many patients each choice of each facet would show: one narrow scan a facet, of so many rows and no more. */

/** Values a facet shows: the most frequent. */
const mostValues = 40;
/** Beyond this a facet names its values and does not count them. */
export const mostFaceted = 20_000;

/** The values of a facet with their counts, under the search and every other facet's filters; without counts where they are too many. */
export async function countFacet(db: ReadExecutor, engine: Engine, question: RegistryQuestion, facet: RegistryFacet): Promise<FacetValue[]> {
  const value = values[facet](question.today);
  const rows = await db
    .selectFrom(answering(db, engine, question, facet).select([...(facet === 'problem' ? (['problem_key', 'problem_text'] as const) : facetColumns[facet])]).limit(mostFaceted + 1).as('registry_entry'))
    .select((eb) => [value.as('value'), eb.fn.countAll<number>().as('count'), sql<number>`sum(count(*)) over ()`.as('seen')])
    .$if(facet === 'problem', (builder) => builder.select((eb) => eb.fn.min<string | null>('registry_entry.problem_text').as('label')))
    .groupBy(value)
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(value)
    .limit(mostValues)
    .execute();
  return rows.flatMap((row) => (row.value === null ? [] : [{ value: String(row.value), label: row.label ?? null, count: Number(row.seen) > mostFaceted ? null : row.count }]));
}

/** What a facet is worked out from: nothing else of a row is read. */
const facetColumns = {
  openClass: ['class_rank'], lastSeen: ['last_visit_on'], region: ['region_code'], mobility: ['mobility'], tele: ['tele_suitability'], sex: ['administrative_sex'], age: ['birth_date'], language: ['language'],
  booking: ['next_visit_at'], life: ['deceased'],
} as const satisfies Record<Exclude<RegistryFacet, 'problem'>, readonly (keyof RegistryEntryTable)[]>;

/** How many answer a question; `null` when a search finds more than are counted. */
export async function countEntries(db: ReadExecutor, engine: Engine, question: RegistryQuestion): Promise<number | null> {
  const rows = answering(db, engine, question).select('registry_entry.patient_id').$if(question.query !== null, (builder) => builder.limit(mostFaceted + 1));
  const { count } = await db.selectFrom(rows.as('answering')).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return question.query !== null && count > mostFaceted ? null : count;
}

/** The rows that answer a question, less the filter of one facet. */
function answering(db: ReadExecutor, engine: Engine, question: RegistryQuestion, except?: RegistryFacet) {
  const { query, reach } = question;
  return db
    .selectFrom('registry_entry')
    .$if(query !== null, (builder) => builder.where('registry_entry.patient_id', 'in', query ? searchedPatients(db, engine, query) : []))
    .$if(except !== undefined && isOfTheRecord(except), (builder) => builder.where(isAmongWithinReach(reach, 'registry_entry.patient_id')))
    .where((eb) => eb.and([...filterConditions(eb, question, except)]));
}

/** The facets a caller may count by. */
export function facetsFor(mayReadClinical: boolean): readonly RegistryFacet[] {
  return registryFacets.filter((facet) => mayReadClinical || facet !== 'problem');
}

/** Whether anything is chosen. */
export function isFiltered(filters: RegistryFilters): boolean {
  return registryFacets.some((facet) => filters[facet].length > 0);
}

const values: Readonly<Record<RegistryFacet, (today: string) => RawBuilder<string | null>>> = {
  problem: () => sql<string>`coalesce(registry_entry.problem_key, ${sql.lit(unknownValue)})`,
  openClass: () => sql<string | null>`case registry_entry.class_rank ${sql.join(urgencies.map((cls, rank) => sql`when ${sql.lit(rank)} then ${sql.lit(cls)}`), sql` `)} end`,
  lastSeen: (today) => bands('last_visit_on', seenBands.filter((band) => band !== 'never').map((band) => [band, lastVisitsOf(band, today)]), 'never'),
  region: () => sql<string>`coalesce(registry_entry.region_code, ${sql.lit(unknownValue)})`,
  mobility: () => sql<string>`registry_entry.mobility`,
  tele: () => sql<string>`registry_entry.tele_suitability`,
  sex: () => sql<string>`registry_entry.administrative_sex`,
  age: (today) => bands('birth_date', ageBands.map((band) => [band, birthDatesOf(band, today)]), null),
  language: () => sql<string>`coalesce(registry_entry.language, ${sql.lit(unknownValue)})`,
  booking: () => sql<string | null>`case when registry_entry.next_visit_at is null then 'none' end`,
  life: () => sql<string>`case registry_entry.deceased when 1 then 'deceased' else 'living' end`,
};

/** The band a date falls in; `absent` where there is none. */
function bands(column: 'birth_date' | 'last_visit_on', ranges: readonly (readonly [string, DateRange])[], absent: string | null): RawBuilder<string | null> {
  const date = sql.ref(`registry_entry.${column}`);
  // The dates are the program's own and the same in every place of the statement: written out, so that it groups by one expression.
  const cases = ranges.map(
    ([band, { from, to }]) => sql`when ${from === null ? sql`1 = 1` : sql`${date} >= ${sql.lit(from)}`} and ${to === null ? sql`1 = 1` : sql`${date} <= ${sql.lit(to)}`} then ${sql.lit(band)}`,
  );
  return sql<string | null>`case when ${date} is null then ${absent === null ? sql`null` : sql.lit(absent)} ${sql.join(cases, sql` `)} end`;
}
