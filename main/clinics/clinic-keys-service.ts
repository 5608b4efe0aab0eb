import type { ReadExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { passphraseSlot, recoverySlot } from '../platform/keys/keyring.ts';
import { newRecoveryKey } from '../platform/keys/recovery-key.ts';
import type { Ports } from '../ports.ts';
import type { Caller } from '../users/caller.ts';
import { requireAcceptablePassword } from '../users/acceptable-password.ts';
import { clinicCode } from './clinic-code.ts';
import type { ClinicHost } from './clinic-host.ts';
import { readClinicSetting, uncheckedSheetSetting, writeClinicSetting } from './clinic-setting-repository.ts';
import type { OpenClinic } from './open-clinic.ts';

const idleSetting = 'idleMinutes';
const defaultIdleMinutes = 10;

/** Minutes without a key or a click after which a page locks. */
export async function readIdleMinutes(db: ReadExecutor): Promise<number> {
  const value = await readClinicSetting(db, idleSetting);
  return typeof value === 'number' ? value : defaultIdleMinutes;
}

/** The clinic's own keys: passphrase, recovery key; and the idle lock. */
export function createClinicKeysService(host: ClinicHost, ports: Ports) {
  const opened = (): OpenClinic => {
    if (!host.open) throw new DeclaredError('NOT_SIGNED_IN');
    return host.open;
  };

  return {
    overview: async () => {
      const { store, summary } = opened();
      const { idleMinutes, unchecked } = await store.unitOfWork.read(async (db) => ({
        idleMinutes: await readIdleMinutes(db),
        unchecked: await readClinicSetting(db, uncheckedSheetSetting),
      }));
      return {
        hasPassphrase: host.chosen?.keyring.slots.some((slot) => slot.kind === 'passphrase') ?? false,
        clinicCode: clinicCode(summary.id),
        engine: store.database.engine,
        idleMinutes,
        recoverySheetUnchecked: unchecked === true,
      };
    },

    /** Makes or replaces the passphrase. @throws DeclaredError `INVALID` `WEAK_PASSWORD` */
    setPassphrase: async (caller: Caller, passphrase: string) => {
      const { store, summary, services } = opened();
      await requireAcceptablePassword(passphrase, [summary.name, caller.login, caller.displayName], 'passphrase');
      const slot = await passphraseSlot(summary.id, passphrase, store.dataKey);
      await store.unitOfWork.write(async (db) => {
        await services.dependencies.audit.record(db, { userId: caller.userId, action: 'keys.passphrase-set', entity: 'clinic', entityId: summary.id });
        host.changeKeyring((keyring) => ({ ...keyring, slots: [...keyring.slots.filter((one) => one.kind !== 'passphrase'), slot] }));
      });
      return { changedAt: ports.clock.now() };
    },

    /** A new recovery key; the sheet printed before opens nothing any more. */
    renewRecoveryKey: async (caller: Caller) => {
      const { store, summary, services } = opened();
      const recoveryKey = newRecoveryKey();
      const slot = recoverySlot(summary.id, recoveryKey, store.dataKey);
      await store.unitOfWork.write(async (db) => {
        await services.dependencies.audit.record(db, { userId: caller.userId, action: 'keys.recovery-renewed', entity: 'clinic', entityId: summary.id });
        await writeClinicSetting(db, { key: uncheckedSheetSetting, value: true, now: ports.clock.now(), userId: caller.userId });
        host.changeKeyring((keyring) => ({ ...keyring, slots: [...keyring.slots.filter((one) => one.kind !== 'recovery'), slot] }));
      });
      return { recoveryKey: [...recoveryKey], clinicCode: clinicCode(summary.id), createdAt: ports.clock.now() };
    },

    confirmRecoverySheet: async (caller: Caller) => {
      const { store, summary, services } = opened();
      const now = ports.clock.now();
      await store.unitOfWork.write(async (db) => {
        await writeClinicSetting(db, { key: uncheckedSheetSetting, value: false, now, userId: caller.userId });
        await services.dependencies.audit.record(db, { userId: caller.userId, action: 'keys.recovery-checked', entity: 'clinic', entityId: summary.id });
      });
      return { checkedAt: now };
    },

    setIdleMinutes: async (caller: Caller, minutes: number) => {
      const { store, summary, services } = opened();
      await store.unitOfWork.write(async (db) => {
        await writeClinicSetting(db, { key: idleSetting, value: minutes, now: ports.clock.now(), userId: caller.userId });
        await services.dependencies.audit.record(db, { userId: caller.userId, action: 'settings.idle-lock', entity: 'clinic', entityId: summary.id, detail: { minutes } });
      });
      return { minutes };
    },
  };
}
