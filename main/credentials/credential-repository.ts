import type { z } from 'zod';
import { type Role, roles } from '#contract/permissions.ts';
import { activeVersionsOfKind, contentBody, insertClinicContent } from '../content/content-repository.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { credentialKindsContent, credentialKindsKind } from './credential-content.ts';

/** Training of the people of the clinic, and the kinds of it, as they are kept. */

export interface KindsVersion {
  readonly id: string;
  readonly content: z.infer<typeof credentialKindsContent>;
}

/** The list of kinds in force. */
export async function kindsInForce(db: ReadExecutor): Promise<KindsVersion> {
  const id = (await activeVersionsOfKind(db, credentialKindsKind)).get(credentialKindsKind);
  if (id === undefined) throw new Error('no list of kinds of training');
  return { id, content: credentialKindsContent.parse(await contentBody(db, id)) };
}

/** Every version of the list there has been. */
export async function kindsVersions(db: ReadExecutor): Promise<readonly string[]> {
  return (await db.selectFrom('content_version').select('version').where('kind', '=', credentialKindsKind).execute()).map(({ version }) => version);
}

/** Keeps a clinic's own list, in force from now on. */
export const insertKinds = (db: WriteExecutor, list: KindsVersion & { readonly now: string }): Promise<void> => insertClinicContent(db, list);

export interface PersonOfClinic {
  readonly practitionerId: string;
  readonly name: string;
  readonly role: Role;
}

const mostPeople = 200;

const peopleRows = (db: ReadExecutor) => db.selectFrom('practitioner').select(['id', 'prefix', 'family_name', 'given_name', 'clinic_role']).where('clinic_role', 'is not', null);

function personOf(row: { readonly id: string; readonly prefix: string | null; readonly family_name: string; readonly given_name: string; readonly clinic_role: string | null }): readonly PersonOfClinic[] {
  const role = roles.find((one) => one === row.clinic_role);
  return role ? [{ practitionerId: row.id, name: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }), role }] : [];
}

/** People of the clinic still at work, by name. */
export async function peopleAtWork(db: ReadExecutor): Promise<readonly PersonOfClinic[]> {
  return (await peopleRows(db).where('active', '=', 1).orderBy('sort_key').orderBy('id').limit(mostPeople).execute()).flatMap(personOf);
}

/** Somebody of the clinic, at work or not. */
export async function personById(db: ReadExecutor, practitionerId: string): Promise<PersonOfClinic | undefined> {
  return (await peopleRows(db).where('id', '=', practitionerId).execute()).flatMap(personOf)[0];
}

export interface CredentialRow {
  readonly id: string;
  readonly practitionerId: string;
  readonly kind: string;
  readonly hours: number;
  readonly obtainedOn: string;
  readonly expiresOn: string | null;
  readonly issuer: string;
  readonly recordedAt: string;
  readonly recordedByName: string | null;
  readonly withdrawn: { readonly at: string; readonly byName: string | null; readonly reason: string } | null;
  readonly version: number;
}

function credentialRows(db: ReadExecutor) {
  return db
    .selectFrom('credential as c')
    .leftJoin('user_account as u', 'u.id', 'c.recorded_by')
    .leftJoin('user_account as w', 'w.id', 'c.withdrawn_by')
    .selectAll('c')
    .select(['u.display_name as recorder', 'w.display_name as withdrawer']);
}

function credentialOf(row: Awaited<ReturnType<ReturnType<typeof credentialRows>['execute']>>[number]): CredentialRow {
  return {
    id: row.id, practitionerId: row.practitioner_id, kind: row.kind, hours: row.hours, obtainedOn: row.obtained_on, expiresOn: row.expires_on, issuer: row.issuer, recordedAt: row.recorded_at, recordedByName: row.recorder,
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, byName: row.withdrawer, reason: row.withdrawn_reason ?? '' }, version: row.version,
  };
}

export async function credentialById(db: ReadExecutor, id: string): Promise<CredentialRow | undefined> {
  const row = await credentialRows(db).where('c.id', '=', id).executeTakeFirst();
  return row && credentialOf(row);
}

/** Everything one person has done, the last first, lines taken back too. */
export async function credentialsOf(db: ReadExecutor, practitionerId: string): Promise<readonly CredentialRow[]> {
  return (await credentialRows(db).where('c.practitioner_id', '=', practitionerId).orderBy('c.obtained_on', 'desc').orderBy('c.id', 'desc').limit(500).execute()).map(credentialOf);
}

/** What counts of these people, by person; lines taken back left out. */
export async function countingCredentials(db: ReadExecutor, practitionerIds: readonly string[]): Promise<ReadonlyMap<string, readonly CredentialRow[]>> {
  const found = new Map<string, CredentialRow[]>(practitionerIds.map((id) => [id, []]));
  if (practitionerIds.length === 0) return found;
  const rows = await credentialRows(db).where('c.practitioner_id', 'in', practitionerIds).where('c.withdrawn_at', 'is', null).orderBy('c.obtained_on').orderBy('c.id').execute();
  for (const row of rows) found.get(row.practitioner_id)?.push(credentialOf(row));
  return found;
}

export async function insertCredential(db: WriteExecutor, row: Pick<CredentialRow, 'id' | 'practitionerId' | 'kind' | 'hours' | 'obtainedOn' | 'expiresOn' | 'issuer'>, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('credential')
    .values({ id: row.id, practitioner_id: row.practitionerId, kind: row.kind, hours: row.hours, obtained_on: row.obtainedOn, expires_on: row.expiresOn, issuer: row.issuer, recorded_at: now, recorded_by: userId, withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null, version: 1 })
    .execute();
}

/** Takes a line back, or gives it back (null), at the version seen; false when it has moved on. */
export async function setWithdrawn(db: WriteExecutor, id: string, version: number, withdrawn: { readonly at: string; readonly by: string; readonly reason: string } | null): Promise<boolean> {
  const done = await db
    .updateTable('credential')
    .set({ withdrawn_at: withdrawn?.at ?? null, withdrawn_by: withdrawn?.by ?? null, withdrawn_reason: withdrawn?.reason ?? null, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
