import { z } from 'zod';
import { DeclaredError } from '../platform/declared-error.ts';
import { newWorkstationSecret, workstationSlot } from '../platform/keys/keyring.ts';
import type { NewId } from '../ports.ts';
import type { Caller } from '../users/caller.ts';
import type { ClinicHost } from './clinic-host.ts';

/** A place outside the clinic's folder that only this person's account of this computer can open: the system's key store. */
export interface WorkstationKeep {
  /** What was kept, or null: nothing, or another system's, or another account's. */
  read(): string | null;
  write(text: string): void;
  clear(): void;
}

const kept = z.object({ clinicId: z.uuid(), workstationId: z.uuid(), secret: z.base64() });
type Kept = z.infer<typeof kept>;

/**
 * Lets this computer open its clinic again after a restart, without the passphrase and before anybody signs in, so that
 * the daily backup is made. It gives nobody any permission: only a sign-in does.
 */
export function createWorkstationDoor(host: ClinicHost, newId: NewId) {
  const readKept = (keep: WorkstationKeep): Kept | null => {
    const text = keep.read();
    if (text === null) return null;
    try {
      return kept.parse(JSON.parse(text));
    } catch {
      // Of another version, or damaged: as if there were none.
      return null;
    }
  };

  /** @param caller who asks: must manage the clinic's settings */
  const change = async (caller: Caller, action: string, work: () => void): Promise<void> => {
    const { open } = host;
    if (!open) throw new DeclaredError('NOT_SIGNED_IN');
    if (!caller.grants['settings.manage']) throw new DeclaredError('FORBIDDEN', { access: 'settings.manage' });
    const { store, summary, services } = open;
    await store.unitOfWork.write(async (db) => {
      await services.dependencies.audit.record(db, { userId: caller.userId, action, entity: 'clinic', entityId: summary.id });
      // Last, so that a failure here undoes the rest.
      work();
    });
  };

  const withoutSlot = (workstationId: string): void => {
    host.changeKeyring((keyring) => ({ ...keyring, slots: keyring.slots.filter((slot) => slot.kind !== 'workstation' || slot.workstationId !== workstationId) }));
  };

  return {
    /** Whether this computer opens the clinic that is open, or chosen. */
    isOn: (keep: WorkstationKeep): boolean => {
      const present = readKept(keep);
      return present !== null && (host.chosen?.keyring.slots.some((slot) => slot.kind === 'workstation' && slot.workstationId === present.workstationId) ?? false);
    },

    turnOn: (caller: Caller, keep: WorkstationKeep): Promise<void> =>
      change(caller, 'keys.workstation-set', () => {
        const open = host.open;
        if (!open) throw new DeclaredError('NOT_SIGNED_IN');
        const present: Kept = { clinicId: open.summary.id, workstationId: newId(), secret: newWorkstationSecret() };
        keep.write(JSON.stringify(present));
        host.changeKeyring((keyring) => ({ ...keyring, slots: [...keyring.slots, workstationSlot(present.clinicId, present.workstationId, present.secret, open.store.dataKey)] }));
      }),

    turnOff: (caller: Caller, keep: WorkstationKeep): Promise<void> =>
      change(caller, 'keys.workstation-removed', () => {
        const present = readKept(keep);
        if (present) withoutSlot(present.workstationId);
        keep.clear();
      }),

    /** At start: chooses and opens the clinic this computer may open. */
    openAtStart: async (keep: WorkstationKeep): Promise<boolean> => {
      const present = readKept(keep);
      if (!present || !host.known().some(({ keyring }) => keyring.clinicId === present.clinicId)) return false;
      host.choose(present.clinicId);
      return host.unlockAsWorkstation(present.workstationId, present.secret);
    },
  };
}

export type WorkstationDoor = ReturnType<typeof createWorkstationDoor>;
