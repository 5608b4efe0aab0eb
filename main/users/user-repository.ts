import { type Role, roles } from '#contract/permissions.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** An account and the roles it holds. */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly practitionerId: string | null;
  readonly language: string;
  readonly theme: string;
  readonly mustChangePassword: boolean;
  readonly roles: readonly Role[];
}

/** The account of a login that is not disabled, or undefined. */
export async function accountByLogin(db: ReadExecutor, login: string): Promise<Account | undefined> {
  return accountWhere(db, 'login', login);
}

/** The account of an id that is not disabled, or undefined. */
export async function accountById(db: ReadExecutor, id: string): Promise<Account | undefined> {
  return accountWhere(db, 'id', id);
}

async function accountWhere(db: ReadExecutor, column: 'id' | 'login', value: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom('user_account')
    .select(['id', 'login', 'display_name', 'practitioner_id', 'language', 'theme', 'must_change_password'])
    .where(column, '=', value)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const held = await db.selectFrom('user_role').select('role').where('user_id', '=', row.id).execute();
  return {
    id: row.id,
    login: row.login,
    displayName: row.display_name,
    practitionerId: row.practitioner_id,
    language: row.language,
    theme: row.theme,
    mustChangePassword: row.must_change_password === 1,
    roles: roles.filter((role) => held.some((one) => one.role === role)),
  };
}

export async function accountExists(db: ReadExecutor): Promise<boolean> {
  return (await db.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertAccount(
  db: WriteExecutor,
  account: { id: string; login: string; displayName: string; practitionerId: string | null; language: string; roles: readonly Role[]; now: string },
): Promise<void> {
  await db
    .insertInto('user_account')
    .values({
      id: account.id, login: account.login, display_name: account.displayName, practitioner_id: account.practitionerId,
      language: account.language, theme: 'system', disabled_at: null, created_at: account.now,
    })
    .execute();
  await db.insertInto('user_role').values(account.roles.map((role) => ({ user_id: account.id, role }))).execute();
}

export async function setAccountPreferences(db: WriteExecutor, userId: string, preferences: { language?: string | undefined; theme?: string | undefined }): Promise<void> {
  const changed = {
    ...(preferences.language ? { language: preferences.language } : {}),
    ...(preferences.theme ? { theme: preferences.theme } : {}),
  };
  if (Object.keys(changed).length === 0) return;
  await db.updateTable('user_account').set(changed).where('id', '=', userId).execute();
}
