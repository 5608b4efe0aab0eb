import { type Role, roles } from '#contract/permissions.ts';
import { spokenLanguages } from '#contract/values.ts';
import { sortKey } from '../patients/patient-name.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { NewId } from '../ports.ts';
import { calendarRole, splitDisplayName } from './account-rules.ts';
import { insertAccount } from './user-repository.ts';

/** An account as its table has it; whether a slot opens the store for it is the keyring's to say. */
export interface AccountRow {
  readonly userId: string;
  readonly practitionerId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly login: string;
  readonly roles: Role[];
  readonly language: 'fr' | 'en';
  readonly languages: readonly string[];
  readonly lastSignedInAt: string | null;
  readonly mustChangePassword: boolean;
  readonly disabledAt: string | null;
  readonly version: number;
}

/** Somebody new: an account, its roles, and the professional they also are where the role has a calendar. */
export interface NewPerson {
  readonly userId: string;
  readonly login: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly Role[];
  readonly language: string;
  readonly languages: readonly string[];
  readonly mustChangePassword: boolean;
}

const maximumAccounts = 500;

/** Every account, by login; with `userId`, that one. */
export async function listAccounts(db: ReadExecutor, userId?: string): Promise<AccountRow[]> {
  const rows = await db
    .selectFrom('user_account')
    .leftJoin('practitioner', 'practitioner.id', 'user_account.practitioner_id')
    .select([
      'user_account.id', 'user_account.login', 'user_account.display_name', 'user_account.practitioner_id', 'user_account.language', 'user_account.disabled_at',
      'user_account.must_change_password', 'user_account.last_signed_in_at', 'user_account.version', 'practitioner.given_name', 'practitioner.family_name',
      'practitioner.languages',
    ])
    .$if(userId !== undefined, (query) => query.where('user_account.id', '=', userId ?? ''))
    .orderBy('user_account.login')
    .limit(maximumAccounts)
    .execute();
  if (rows.length === 0) return [];
  const held = await db.selectFrom('user_role').select(['user_id', 'role']).where('user_id', 'in', rows.map((row) => row.id)).execute();
  return rows.map((row) => {
    const names = row.family_name !== null ? { givenName: row.given_name ?? '', familyName: row.family_name } : splitDisplayName(row.display_name);
    return {
      userId: row.id, practitionerId: row.practitioner_id, ...names, displayName: row.display_name, login: row.login,
      roles: roles.filter((role) => held.some((one) => one.user_id === row.id && one.role === role)),
      language: row.language === 'en' ? 'en' : 'fr', languages: spokenLanguages.parse(JSON.parse(row.languages ?? '[]')), lastSignedInAt: row.last_signed_in_at, mustChangePassword: row.must_change_password === 1,
      disabledAt: row.disabled_at, version: row.version,
    };
  });
}

/** One account, or undefined. */
export async function findAccount(db: ReadExecutor, userId: string): Promise<AccountRow | undefined> {
  return (await listAccounts(db, userId))[0];
}

export async function loginExists(db: ReadExecutor, login: string): Promise<boolean> {
  return (await db.selectFrom('user_account').select('id').where('login', '=', login).executeTakeFirst()) !== undefined;
}

/** Ids of the administrators who are not disabled; on PostgreSQL their roles stay put until the transaction ends. */
export async function lockActiveAdministrators(db: WriteExecutor, engine: Engine): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('user_role')
    .innerJoin('user_account', 'user_account.id', 'user_role.user_id')
    .select('user_role.user_id')
    .where('user_role.role', '=', 'administrator')
    .where('user_account.disabled_at', 'is', null)
    .orderBy('user_role.user_id')
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .execute();
  return rows.map((row) => row.user_id);
}

/** Adds somebody. Their professional's record is made when one of their roles has a calendar. */
export async function insertPerson(db: WriteExecutor, person: NewPerson, { now, newId }: { now: string; newId: NewId }): Promise<void> {
  const role = calendarRole(person.roles);
  const practitionerId = role ? await insertPractitioner(db, person, role, { now, newId }) : null;
  await insertAccount(db, {
    id: person.userId, login: person.login, displayName: displayNameOf(person), practitionerId, language: person.language, roles: person.roles, now,
  });
  if (person.mustChangePassword) await setMustChangePassword(db, person.userId, true);
}

/** Rewrites names and roles, and brings the professional's record after them. */
export async function updatePerson(
  db: WriteExecutor,
  before: AccountRow,
  after: { givenName: string; familyName: string; roles: readonly Role[]; languages: readonly string[] },
  { now, newId }: { now: string; newId: NewId },
): Promise<void> {
  const role = calendarRole(after.roles);
  let { practitionerId } = before;
  if (practitionerId) await updatePractitioner(db, practitionerId, after, { role, now });
  else if (role) practitionerId = await insertPractitioner(db, after, role, { now, newId });
  await db.updateTable('user_account').set({ display_name: displayNameOf(after), practitioner_id: practitionerId }).where('id', '=', before.userId).execute();
  await db.deleteFrom('user_role').where('user_id', '=', before.userId).execute();
  await db.insertInto('user_role').values(after.roles.map((one) => ({ user_id: before.userId, role: one }))).execute();
}

/** Disables or enables; a disabled professional is not offered for visits any more, those booked stay. */
export async function setDisabled(db: WriteExecutor, account: AccountRow, disabledAt: string | null): Promise<void> {
  await db.updateTable('user_account').set({ disabled_at: disabledAt }).where('id', '=', account.userId).execute();
  if (account.practitionerId && calendarRole(account.roles)) {
    await db.updateTable('practitioner').set({ active: disabledAt ? 0 : 1 }).where('id', '=', account.practitionerId).execute();
  }
}

export async function setMustChangePassword(db: WriteExecutor, userId: string, mustChange: boolean): Promise<void> {
  await db.updateTable('user_account').set({ must_change_password: mustChange ? 1 : 0 }).where('id', '=', userId).execute();
}

/** Whether every account has to choose a password at the next sign-in. */
export async function setEveryoneMustChangePassword(db: WriteExecutor): Promise<void> {
  await db.updateTable('user_account').set((set) => ({ must_change_password: 1, version: set('version', '+', 1) })).where('disabled_at', 'is', null).execute();
}

export async function setLastSignedIn(db: WriteExecutor, userId: string, at: string): Promise<void> {
  await db.updateTable('user_account').set({ last_signed_in_at: at }).where('id', '=', userId).execute();
}

/** Takes the next version of an account; false when it is not the one expected any more. */
export async function takeNextVersion(db: WriteExecutor, userId: string, expectedVersion: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('user_account')
    .set((set) => ({ version: set('version', '+', 1) }))
    .where('id', '=', userId)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Who last changed an account, and when, from the trail. */
export async function lastAccountChange(db: ReadExecutor, userId: string): Promise<{ at: string; changedBy: string | null } | undefined> {
  const row = await db
    .selectFrom('audit_event')
    .leftJoin('user_account', 'user_account.id', 'audit_event.user_id')
    .select(['audit_event.at', 'user_account.display_name'])
    .where('audit_event.entity', '=', 'user_account')
    .where('audit_event.entity_id', '=', userId)
    .where('audit_event.action', 'like', 'account.%')
    .orderBy('audit_event.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { at: row.at, changedBy: row.display_name };
}

const displayNameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`.trim();

/** What the record of a professional says of the person. */
type ProfessionalOf = Pick<NewPerson, 'givenName' | 'familyName' | 'languages'>;

async function insertPractitioner(db: WriteExecutor, names: ProfessionalOf, role: Role, { now, newId }: { now: string; newId: NewId }): Promise<string> {
  const id = newId();
  const key = sortKey(names.familyName, names.givenName);
  await db
    .insertInto('practitioner')
    .values({
      id, family_name: names.familyName, given_name: names.givenName, prefix: null, sort_key: key, search_terms: key,
      administrative_sex: null, organization: null, phone: null, fax: null, email: null, address_line: null, city: null, postal_code: null, region_code: null, country: null,
      clinic_role: role, languages: JSON.stringify(names.languages), source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now,
    })
    .execute();
  return id;
}

/** Without a calendar role the record stays, for the visits that name it, and is offered no more. */
async function updatePractitioner(db: WriteExecutor, id: string, names: ProfessionalOf, { role, now }: { role: Role | null; now: string }): Promise<void> {
  const key = sortKey(names.familyName, names.givenName);
  await db
    .updateTable('practitioner')
    .set((set) => ({
      family_name: names.familyName, given_name: names.givenName, sort_key: key, search_terms: key, active: role ? 1 : 0, languages: JSON.stringify(names.languages), updated_at: now,
      ...(role ? { clinic_role: role } : {}), version: set('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}
