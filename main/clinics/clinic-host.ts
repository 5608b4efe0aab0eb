import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AdministratorInput, CreateClinicInput } from '#contract/session.ts';
import { backupBeforeMigrating } from '../backup/backup-before-migrating.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { type Keyring, openSlot, type UserSlot, userSlot } from '../platform/keys/keyring.ts';
import { parseRecoveryKey } from '../platform/keys/recovery-key.ts';
import { isClinicDirectory, readKeyring, writeKeyring } from '../platform/store/keyring-file.ts';
import { openStore } from '../platform/store/store.ts';
import type { Ports } from '../ports.ts';
import { accountExists } from '../users/user-repository.ts';
import { addAdministrator, createClinic } from './clinic-creation.ts';
import { type OpenClinic, openClinic } from './open-clinic.ts';

/** In the name of a folder a restore has put aside. */
const setAside = '.before-restore-';

/** A clinic of this computer: where it is and what its keyring says before any key is given. */
export interface ChosenClinic {
  readonly directory: string;
  readonly keyring: Keyring;
}

/** A demonstration of the size of a real office of two rheumatologists and their team. */
export const usualDemonstrationPatients = 2000;

/**
 * The clinics of this computer, and the one this process has chosen and perhaps opened.
 * One clinic at a time; the data key is in memory only while its store is open.
 */
export class ClinicHost {
  readonly #ports: Ports;
  /** Set when the host was started for one clinic: then no other is listed or made. */
  readonly #fixedDirectory: string | null;
  readonly demonstrationPatients: number;
  #chosen: ChosenClinic | null = null;
  #open: OpenClinic | null = null;

  /** @param demonstrationPatients people of the demonstration clinic, when it is made */
  constructor(ports: Ports, fixedDirectory: string | null = null, demonstrationPatients = usualDemonstrationPatients) {
    this.demonstrationPatients = demonstrationPatients;
    this.#ports = ports;
    this.#fixedDirectory = fixedDirectory;
    if (fixedDirectory && isClinicDirectory(fixedDirectory)) this.#chosen = { directory: fixedDirectory, keyring: readKeyring(fixedDirectory) };
  }

  get chosen(): ChosenClinic | null {
    return this.#chosen;
  }

  get open(): OpenClinic | null {
    return this.#open;
  }

  get mayCreate(): boolean {
    return this.#fixedDirectory === null || !isClinicDirectory(this.#fixedDirectory);
  }

  /** Folder of the demonstration clinic. */
  get demonstrationDirectory(): string {
    return this.#fixedDirectory ?? join(this.#ports.dataDirectory, 'demo');
  }

  /** Clinics found in the data folder (the demonstration apart), or the one this host was started for. */
  known(): readonly ChosenClinic[] {
    if (this.#fixedDirectory) return this.#chosen ? [this.#chosen] : [];
    const parent = join(this.#ports.dataDirectory, 'clinics');
    if (!existsSync(parent)) return [];
    return readdirSync(parent)
      .filter((name) => !name.startsWith('.') && !name.includes(setAside))
      .map((name) => join(parent, name))
      .filter(isClinicDirectory)
      .flatMap((directory) => this.#readable(directory));
  }

  /** A clinic whose keyring is damaged is left out, and does not hide the others. */
  #readable(directory: string): readonly ChosenClinic[] {
    try {
      return [{ directory, keyring: readKeyring(directory) }];
    } catch (error) {
      this.#ports.log.error('keyring.unreadable', error);
      return [];
    }
  }

  /** Folder a clinic is restored into: the one it has on this computer, or a new one. */
  directoryFor(clinicId: string): string {
    const present = this.known().find(({ keyring }) => keyring.clinicId === clinicId);
    return present?.directory ?? this.#fixedDirectory ?? join(this.#ports.dataDirectory, 'clinics', this.#ports.newId());
  }

  /** Chooses a clinic just restored, with its own keyring. */
  chooseRestored(clinicId: string): void {
    this.#chosen = null;
    if (this.#fixedDirectory) this.chooseDirectory(this.#fixedDirectory);
    else this.choose(clinicId);
  }

  /** @throws DeclaredError `NOT_FOUND` */
  choose(clinicId: string): ChosenClinic {
    const chosen = this.known().find((clinic) => clinic.keyring.clinicId === clinicId);
    if (!chosen) throw new DeclaredError('NOT_FOUND');
    if (this.#chosen?.keyring.clinicId !== clinicId && this.#open) throw new DeclaredError('BUSY', { job: 'clinic-open' });
    this.#chosen = chosen;
    return chosen;
  }

  /** Makes a clinic and its first administrator, chosen and open. */
  async create(input: CreateClinicInput): Promise<{ recoveryKey: readonly string[]; createdAt: string; clinic: OpenClinic }> {
    if (!this.mayCreate || this.#open) throw new DeclaredError('ILLEGAL_STATE', { state: 'clinic-open' });
    const directory = this.#fixedDirectory ?? join(this.#ports.dataDirectory, 'clinics', this.#ports.newId());
    const { administrator, ...clinic } = input;
    const created = await createClinic(directory, { clinic: { ...clinic, demonstration: false }, administrator }, this.#ports);
    this.#chosen = { directory, keyring: created.keyring };
    this.#open = await openClinic(created.store, this.#ports);
    return { recoveryKey: created.recoveryKey, createdAt: created.createdAt, clinic: this.#open };
  }

  /** Adds the first administrator of an open clinic that has nobody yet; returns their id. */
  async createAdministrator(administrator: AdministratorInput): Promise<string> {
    const open = this.#open;
    const chosen = this.#chosen;
    if (!open || !chosen) throw new DeclaredError('ILLEGAL_STATE', { state: 'closed' });
    if (await this.hasAccounts()) throw new DeclaredError('ILLEGAL_STATE', { state: 'administrator-exists' });
    const userId = this.#ports.newId();
    const slot = await userSlot(chosen.keyring.clinicId, { userId, login: administrator.login }, administrator.password, open.store.dataKey);
    await addAdministrator(open.store, administrator, { id: userId, language: open.summary.language }, this.#ports);
    this.changeKeyring((keyring) => ({ ...keyring, slots: [...keyring.slots, slot] }));
    return userId;
  }

  /** Rewrites the keyring of the chosen clinic, as it is on the disk now: a command may have changed it. */
  changeKeyring(change: (keyring: Keyring) => Keyring): void {
    const chosen = this.#chosen;
    if (!chosen) throw new DeclaredError('ILLEGAL_STATE', { state: 'closed' });
    const keyring = change(readKeyring(chosen.directory));
    writeKeyring(chosen.directory, keyring);
    this.#chosen = { ...chosen, keyring };
  }

  /** Replaces a person's slot, or adds it. */
  setUserSlot(slot: UserSlot): void {
    this.changeKeyring((keyring) => ({ ...keyring, slots: [...keyring.slots.filter((one) => one.kind !== 'user' || (one.userId !== slot.userId && one.login !== slot.login)), slot] }));
  }

  /** Takes a person's slot away: their password opens nothing any more. */
  removeUserSlot(userId: string): void {
    this.changeKeyring((keyring) => ({ ...keyring, slots: keyring.slots.filter((one) => one.kind !== 'user' || one.userId !== userId) }));
  }

  /** Whether a password is the one of a person's slot; opens nothing. */
  async isPasswordOf(userId: string, password: string): Promise<boolean> {
    const chosen = this.#chosen;
    const slot = chosen?.keyring.slots.find((one) => one.kind === 'user' && one.userId === userId);
    return chosen !== null && slot !== undefined && (await openSlot(chosen.keyring.clinicId, slot, password)) !== null;
  }

  /**
   * Tries the recovery key from its sheet; opens the store if it is closed.
   *
   * @throws StoreUnreadableError when the key is right and the store cannot be opened
   */
  async unlockWithRecoveryKey(typed: string): Promise<boolean> {
    const chosen = this.#rereadWhileClosed();
    const slot = chosen?.keyring.slots.find((one) => one.kind === 'recovery');
    const groups = parseRecoveryKey(typed);
    if (!chosen || !slot || !groups) return false;
    const dataKey = await openSlot(chosen.keyring.clinicId, slot, groups);
    if (!dataKey) return false;
    await this.openWith(dataKey);
    return true;
  }

  /** A command may have changed the keyring of a clinic that was chosen and not opened. */
  #rereadWhileClosed(): ChosenClinic | null {
    if (this.#chosen && !this.#open) this.#chosen = { directory: this.#chosen.directory, keyring: readKeyring(this.#chosen.directory) };
    return this.#chosen;
  }

  async hasAccounts(): Promise<boolean> {
    return this.#open ? this.#open.store.unitOfWork.read((db) => accountExists(db)) : (this.#chosen?.keyring.slots.some((slot) => slot.kind === 'user') ?? false);
  }

  /**
   * Tries a person's password: it unwraps the data key, which opens the store if it is closed.
   *
   * @returns the user id of the slot, or null when login or password is wrong
   * @throws StoreUnreadableError when the key is right and the store cannot be opened
   */
  async unlockAsPerson(login: string, password: string): Promise<string | null> {
    const chosen = this.#rereadWhileClosed();
    if (!chosen) return null;
    const slot = chosen.keyring.slots.find((one) => one.kind === 'user' && one.login === login);
    // An unknown login costs as much time as a wrong password.
    const tried = slot ?? chosen.keyring.slots.find((one) => one.kind === 'user');
    if (!tried) return null;
    const dataKey = await openSlot(chosen.keyring.clinicId, tried, password);
    if (!slot || slot.kind !== 'user' || !dataKey) return null;
    await this.openWith(dataKey);
    return slot.userId;
  }

  /** Tries the clinic's passphrase (server start, command line); opens the store. */
  async unlockWithPassphrase(passphrase: string): Promise<boolean> {
    const chosen = this.#rereadWhileClosed();
    const slot = chosen?.keyring.slots.find((one) => one.kind === 'passphrase');
    if (!chosen || !slot) return false;
    const dataKey = await openSlot(chosen.keyring.clinicId, slot, passphrase);
    if (!dataKey) return false;
    await this.openWith(dataKey);
    return true;
  }

  /** Tries the secret this computer's key store kept; opens the store. */
  async unlockAsWorkstation(workstationId: string, secret: string): Promise<boolean> {
    const chosen = this.#rereadWhileClosed();
    const slot = chosen?.keyring.slots.find((one) => one.kind === 'workstation' && one.workstationId === workstationId);
    if (!chosen || !slot) return false;
    const dataKey = await openSlot(chosen.keyring.clinicId, slot, secret);
    if (!dataKey) return false;
    await this.openWith(dataKey);
    return true;
  }

  /** Chooses a clinic by its folder (used for the demonstration, which is not in the list). */
  chooseDirectory(directory: string): void {
    this.#chosen = { directory, keyring: readKeyring(directory) };
  }

  /** Removes the demonstration clinic's folder; only when it is one. */
  wipeDemonstration(): void {
    const directory = this.demonstrationDirectory;
    if (isClinicDirectory(directory) && readKeyring(directory).demonstration) rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }

  /** Closes the store and forgets the key. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    // The long-work thread writes under this process's lock: it ends first.
    await open.services.messageSending.close();
    await open.services.longWork.close();
    open.services.intake.clear();
    open.services.files.clear();
    await open.store.close();
  }

  /** Closes the store and goes back to the list of clinics. */
  async leave(): Promise<void> {
    await this.close();
    if (!this.#fixedDirectory) this.#chosen = null;
  }

  private async openWith(dataKey: Uint8Array): Promise<void> {
    if (this.#open || !this.#chosen) return;
    const { directory, keyring } = this.#chosen;
    const store = await openStore(directory, keyring, dataKey, { lock: true, beforeMigrating: backupBeforeMigrating(keyring, this.#ports.clock) });
    try {
      this.#open = await openClinic(store, this.#ports);
      // What a process that died had let in, or made and not handed over.
      this.#open.services.intake.clear();
      this.#open.services.files.clear();
    } catch (error) {
      await store.close();
      throw error;
    }
  }
}
