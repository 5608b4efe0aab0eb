import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { RegistryFacet, RegistryFilters } from '#contract/registry.ts';
import { urgencies } from '#contract/triage.ts';
import { closedRecords, isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { Schema } from '../../platform/database/schema.ts';
import { birthDatesOf, type DateRange, lastVisitsOf } from './registry-band-rules.ts';

/** What a choice in a facet asks of a row of the registry. */

type Builder = ExpressionBuilder<Schema, 'registry_entry'>;
type Condition = Expression<SqlBool>;

/** The value of a facet that stands for "not known". */
export const unknownValue = '';

/** What may be told of everybody: who somebody is. The rest of a closed record is neither shown, counted, nor found by. */
const ofEverybody: ReadonlySet<RegistryFacet> = new Set(['sex', 'age', 'life']);

/** Whether a facet is of what a closed record does not tell. */
export function isOfTheRecord(facet: RegistryFacet): boolean {
  return !ofEverybody.has(facet);
}

/** What narrows the registry, and who asks. */
export interface Narrowed {
  readonly filters: RegistryFilters;
  /** The clinic's civil date. */
  readonly today: string;
  readonly reach: RecordReach;
}

/**
 * The conditions of the chosen filters, less those of one facet: what that facet is counted under. A record closed to the
 * caller answers no filter by what it says.
 */
export function filterConditions(eb: Builder, { filters, today, reach }: Narrowed, except?: RegistryFacet): readonly Condition[] {
  const chosen = (Object.keys(conditions) as RegistryFacet[]).filter((facet) => facet !== except && filters[facet].length > 0);
  const told = chosen.some(isOfTheRecord) ? [isAmongWithinReach(reach, 'registry_entry.patient_id')] : [];
  return [...chosen.map((facet) => conditions[facet](eb, filters, today)), ...told];
}

const conditions: Readonly<Record<RegistryFacet, (eb: Builder, filters: RegistryFilters, today: string) => Condition>> = {
  problem: (eb, { problem }) => valueIn(eb, 'problem_key', problem),
  openClass: (eb, { openClass }) => eb('registry_entry.class_rank', 'in', openClass.map((cls) => urgencies.indexOf(cls))),
  lastSeen: (eb, { lastSeen }, today) =>
    eb.or(lastSeen.map((band) => (band === 'never' ? eb('registry_entry.last_visit_on', 'is', null) : within(eb, 'last_visit_on', lastVisitsOf(band, today))))),
  region: (eb, { region }) => valueIn(eb, 'region_code', region),
  mobility: (eb, { mobility }) => eb('registry_entry.mobility', 'in', mobility),
  tele: (eb, { tele }) => eb('registry_entry.tele_suitability', 'in', tele),
  sex: (eb, { sex }) => eb('registry_entry.administrative_sex', 'in', sex),
  age: (eb, { age }, today) => eb.or(age.map((band) => within(eb, 'birth_date', birthDatesOf(band, today)))),
  language: (eb, { language }) => valueIn(eb, 'language', language),
  booking: (eb) => eb('registry_entry.next_visit_at', 'is', null),
  life: (eb, { life }) => eb('registry_entry.deceased', 'in', life.map((value) => Number(value === 'deceased'))),
};

/** Narrows a search to the records closed to the caller. */
export function amongClosed(reach: RecordReach) {
  return (eb: ExpressionBuilder<Schema, 'patient_search'>): Condition => eb('patient_search.patient_id', 'in', closedRecords(reach));
}

function valueIn(eb: Builder, column: 'problem_key' | 'region_code' | 'language', values: readonly string[]): Condition {
  const known = values.filter((value) => value !== unknownValue);
  return eb.or([...(known.length > 0 ? [eb(`registry_entry.${column}`, 'in', known)] : []), ...(known.length < values.length ? [eb(`registry_entry.${column}`, 'is', null)] : [])]);
}

function within(eb: Builder, column: 'birth_date' | 'last_visit_on', { from, to }: DateRange): Condition {
  return eb.and([
    eb(`registry_entry.${column}`, 'is not', null),
    from === null ? sql<SqlBool>`1 = 1` : eb(`registry_entry.${column}`, '>=', from),
    to === null ? sql<SqlBool>`1 = 1` : eb(`registry_entry.${column}`, '<=', to),
  ]);
}
