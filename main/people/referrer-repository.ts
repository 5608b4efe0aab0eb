import { sql } from 'kysely';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { licenceSystem } from './licence-rules.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** A place in the directory: by name, then id. */
export interface ReferrerCursor {
  readonly sortKey: string;
  readonly id: string;
}

export interface DirectorySearch {
  /** Folded: letters and digits only. */
  readonly words: readonly string[];
  readonly retired: boolean;
  readonly after: ReferrerCursor | null;
  readonly limit: number;
}

/** Professionals outside the clinic, by name. */
export async function directoryRows(db: ReadExecutor, { words, retired, after, limit }: DirectorySearch) {
  let query = db
    .selectFrom('practitioner')
    .select(['id', 'prefix', 'family_name', 'given_name', 'organization', 'phone', 'fax', 'email', 'active', 'version', 'sort_key'])
    .where('clinic_role', 'is', null)
    .where('active', '=', retired ? 0 : 1);
  // Folded words hold letters and digits only, so nothing in them is a wildcard.
  for (const word of words) query = query.where(sql`' ' || search_terms`, 'like', `% ${word}%`);
  if (after) query = query.where((eb) => eb.or([eb('sort_key', '>', after.sortKey), eb.and([eb('sort_key', '=', after.sortKey), eb('id', '>', after.id)])]));
  return query.orderBy('sort_key').orderBy('id').limit(limit).execute();
}

/** How many requests name each of these, of the records within reach. */
export async function requestCounts(db: ReadExecutor, reach: RecordReach, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('referral')
    .select(['referrer_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('referrer_id', 'in', ids)
    .where(isAmongWithinReach(reach, 'referral.patient_id'))
    .groupBy('referrer_id')
    .execute();
  return new Map(rows.map((row) => [row.referrer_id ?? '', row.count]));
}

/** The numbers each of these carries, as they came. */
export async function identifiersOfReferrers(db: ReadExecutor, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db.selectFrom('practitioner_identifier').select(['practitioner_id', 'system', 'value']).where('practitioner_id', 'in', ids).orderBy('system').orderBy('value').execute();
}

/** What stands of one who is not of the clinic, or undefined. */
export async function directoryEntry(db: ReadExecutor, practitionerId: string) {
  return db
    .selectFrom('practitioner')
    .select(['family_name', 'given_name', 'organization', 'phone', 'fax', 'email', 'active', 'version', 'updated_at'])
    .where('id', '=', practitionerId)
    .where('clinic_role', 'is', null)
    .executeTakeFirst();
}

export interface ReferrerChange {
  readonly family_name?: string;
  readonly given_name?: string;
  readonly organization?: string | null;
  readonly phone?: string | null;
  readonly fax?: string | null;
  readonly email?: string | null;
  readonly sort_key?: string;
  readonly search_terms?: string;
  readonly active?: number;
}

/** Changes one where the version is still the expected one; false when it is not. */
export async function changeReferrer(db: WriteExecutor, practitionerId: string, expectedVersion: number, change: ReferrerChange, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('practitioner')
    .set({ ...change, updated_at: now, version: expectedVersion + 1 })
    .where('id', '=', practitionerId)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** Sets the licence number of somebody, or takes it away (an empty text). */
export async function setLicence(db: WriteExecutor, practitionerId: string, licence: string): Promise<void> {
  await db.deleteFrom('practitioner_identifier').where('practitioner_id', '=', practitionerId).where('system', '=', licenceSystem).execute();
  if (licence !== '') await db.insertInto('practitioner_identifier').values({ practitioner_id: practitionerId, system: licenceSystem, value: licence }).execute();
}
