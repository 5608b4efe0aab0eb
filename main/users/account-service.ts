import { isDeepStrictEqual } from 'node:util';
import type { Account } from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import type { ClinicHost } from '../clinics/clinic-host.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { userSlot } from '../platform/keys/keyring.ts';
import { newTemporaryPassword } from '../platform/keys/temporary-password.ts';
import type { Ports } from '../ports.ts';
import {
  type AccountRow, findAccount, insertPerson, lastAccountChange, listAccounts, lockActiveAdministrators, loginExists, setDisabled, setMustChangePassword,
  takeNextVersion, updatePerson,
} from './account-repository.ts';
import { isLastAdministrator } from './account-rules.ts';
import type { Caller } from './caller.ts';
import type { SessionService } from './session-service.ts';

/** What changes an account: its id, and the version it was seen at. */
export interface SeenAccount {
  readonly userId: string;
  readonly expectedVersion: number;
}

/** The people of the clinic: who has an account, which roles they hold, and the key each of them opens the store with. */
export function createAccountService(host: ClinicHost, sessions: SessionService, ports: Ports) {
  const opened = (): OpenClinic => {
    if (!host.open) throw new DeclaredError('NOT_SIGNED_IN');
    return host.open;
  };

  const viewOf = (row: AccountRow): Account => {
    const { userId, givenName, familyName, displayName, login, roles, language, languages, lastSignedInAt, version } = row;
    const hasSlot = host.chosen?.keyring.slots.some((slot) => slot.kind === 'user' && slot.userId === userId) ?? false;
    const state = row.disabledAt ? 'disabled' : !hasSlot ? 'no-password' : row.mustChangePassword ? 'temporary-password' : 'active';
    return { userId, givenName, familyName, displayName, login, roles, language, languages: [...languages], lastSignedInAt, state, version };
  };

  const read = async (userId: string): Promise<Account> => {
    const row = await opened().store.unitOfWork.read((db) => findAccount(db, userId));
    if (!row) throw new DeclaredError('NOT_FOUND');
    return viewOf(row);
  };

  /** A slot for a fresh temporary password. */
  const temporarySlot = async (person: { userId: string; login: string }) => {
    const { store, summary } = opened();
    const temporaryPassword = newTemporaryPassword();
    return { temporaryPassword, slot: await userSlot(summary.id, person, temporaryPassword, store.dataKey) };
  };

  /** One change of an account that exists: its version taken, the work done, the trail written, the keyring last. */
  const change = async (
    caller: Caller,
    { userId, expectedVersion }: SeenAccount,
    action: string,
    work: (db: WriteExecutor, before: AccountRow) => Promise<Readonly<Record<string, readonly string[]>> | undefined>,
    keyring: () => void = () => undefined,
  ): Promise<void> => {
    const { store, services } = opened();
    await store.unitOfWork.write(async (db) => {
      const before = await findAccount(db, userId);
      if (!before) throw new DeclaredError('NOT_FOUND');
      if (!(await takeNextVersion(db, userId, expectedVersion))) {
        const last = await lastAccountChange(db, userId);
        throw new DeclaredError('STALE', { version: before.version, changedBy: last?.changedBy ?? null, changedAt: last?.at ?? ports.clock.now() });
      }
      const detail = await work(db, before);
      await services.dependencies.audit.record(db, { userId: caller.userId, action, entity: 'user_account', entityId: userId, ...(detail ? { detail } : {}) });
      // Last, so that a failure here undoes the rest.
      keyring();
    });
  };

  const refuseLastAdministrator = async (db: WriteExecutor, userId: string): Promise<void> => {
    const administrators = await lockActiveAdministrators(db, opened().store.database.engine);
    if (isLastAdministrator(administrators, userId)) throw new DeclaredError('ILLEGAL_STATE', { state: 'last-administrator' });
  };

  return {
    list: async (): Promise<Account[]> => (await opened().store.unitOfWork.read((db) => listAccounts(db))).map(viewOf),

    /** @throws DeclaredError `DUPLICATE` `login`; `ILLEGAL_STATE` when the id is taken by somebody else */
    add: async (caller: Caller, person: { userId: string; givenName: string; familyName: string; login: string; roles: readonly Role[]; language: 'fr' | 'en'; languages?: readonly string[] }) => {
      const { store, services } = opened();
      const { userId, login } = person;
      const roles = [...new Set(person.roles)];
      const { temporaryPassword, slot } = await temporarySlot({ userId, login });
      await store.unitOfWork.write(async (db) => {
        if (await loginExists(db, login)) throw new DeclaredError('DUPLICATE', { field: 'login' });
        if (await findAccount(db, userId)) throw new DeclaredError('ILLEGAL_STATE', { state: 'id-taken' });
        await insertPerson(db, { ...person, roles, languages: inOrder(person.languages ?? []), mustChangePassword: true }, { now: ports.clock.now(), newId: ports.newId });
        await services.dependencies.audit.record(db, { userId: caller.userId, action: 'account.created', entity: 'user_account', entityId: userId, detail: { roles } });
        host.setUserSlot(slot);
      });
      return { account: await read(userId), temporaryPassword };
    },

    /** Names, roles and languages spoken (left as they are where none are given); those signed in have the new roles at once. */
    change: async (caller: Caller, input: SeenAccount & { givenName: string; familyName: string; roles: readonly Role[]; languages?: readonly string[] | undefined }): Promise<Account> => {
      const roles = [...new Set(input.roles)];
      await change(caller, input, 'account.changed', async (db, before) => {
        if (before.roles.includes('administrator') && !roles.includes('administrator') && before.disabledAt === null) await refuseLastAdministrator(db, input.userId);
        const languages = inOrder(input.languages ?? before.languages);
        await updatePerson(db, before, { givenName: input.givenName, familyName: input.familyName, roles, languages }, { now: ports.clock.now(), newId: ports.newId });
        return { added: roles.filter((role) => !before.roles.includes(role)), removed: before.roles.filter((role) => !roles.includes(role)), ...(isDeepStrictEqual(languages, before.languages) ? {} : { languages }) };
      });
      await sessions.refreshSessionsOf(input.userId);
      return read(input.userId);
    },

    /** The person's slot goes, and with it the key they hold; their sessions end. */
    disable: async (caller: Caller, input: SeenAccount): Promise<Account> => {
      if (input.userId === caller.userId) throw new DeclaredError('ILLEGAL_STATE', { state: 'self' });
      await change(
        caller,
        input,
        'account.disabled',
        async (db, before) => {
          if (before.disabledAt !== null) throw new DeclaredError('ILLEGAL_STATE', { state: 'disabled' });
          if (before.roles.includes('administrator')) await refuseLastAdministrator(db, input.userId);
          await setDisabled(db, before, ports.clock.now());
          return undefined;
        },
        () => host.removeUserSlot(input.userId),
      );
      sessions.endSessionsOf(input.userId);
      return read(input.userId);
    },

    enable: async (caller: Caller, input: SeenAccount) => {
      const { login } = await read(input.userId);
      const { temporaryPassword, slot } = await temporarySlot({ userId: input.userId, login });
      await change(
        caller,
        input,
        'account.enabled',
        async (db, before) => {
          if (before.disabledAt === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'enabled' });
          await setDisabled(db, before, null);
          await setMustChangePassword(db, input.userId, true);
          return undefined;
        },
        () => host.setUserSlot(slot),
      );
      return { account: await read(input.userId), temporaryPassword };
    },

    resetPassword: async (caller: Caller, input: SeenAccount) => {
      if (input.userId === caller.userId) throw new DeclaredError('ILLEGAL_STATE', { state: 'self' });
      const { login } = await read(input.userId);
      const { temporaryPassword, slot } = await temporarySlot({ userId: input.userId, login });
      await change(
        caller,
        input,
        'account.password-reset',
        async (db, before) => {
          if (before.disabledAt !== null) throw new DeclaredError('ILLEGAL_STATE', { state: 'disabled' });
          await setMustChangePassword(db, input.userId, true);
          return undefined;
        },
        () => host.setUserSlot(slot),
      );
      sessions.endSessionsOf(input.userId);
      sessions.attempts.succeed(login);
      return { account: await read(input.userId), temporaryPassword };
    },
  };
}

/** Each once, always in the same order. */
const inOrder = (languages: readonly string[]): string[] => [...new Set(languages)].sort();
