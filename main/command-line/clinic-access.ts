import { backupBeforeMigrating } from '../backup/backup-before-migrating.ts';
import { type OpenClinic, openClinic } from '../clinics/open-clinic.ts';
import { migrationState } from '../platform/database/run-migrations.ts';
import { type Keyring, openSlot } from '../platform/keys/keyring.ts';
import { isClinicDirectory, readKeyring } from '../platform/store/keyring-file.ts';
import { openStore } from '../platform/store/store.ts';
import type { Ports } from '../ports.ts';
import { commandLineCaller } from '../users/caller.ts';
import { CommandError, MisuseError } from './command.ts';
import type { Terminal } from './output.ts';
import { passphraseFor } from './passphrase.ts';

/** Where the clinic is and how to open it, as the command was told. */
export interface ClinicOptions {
  readonly directory: string;
  readonly passphraseFile: string | undefined;
}

/**
 * Opens a clinic for reading, beside a server that may have it open. Nothing is migrated or registered.
 *
 * @throws CommandError not a clinic, no or wrong passphrase, schema older than the program
 * @throws StoreUnreadableError
 */
export async function openForReading(options: ClinicOptions, terminal: Terminal, ports: Ports): Promise<OpenClinic> {
  const keyring = keyringOf(options.directory);
  const dataKey = await dataKeyOf(keyring, options, terminal);
  const store = await openStore(options.directory, keyring, dataKey, { lock: false, readonly: true });
  try {
    const { pending, unknown } = await migrationState(store.database);
    if (pending.length > 0) throw new CommandError('olderSchema');
    if (unknown.length > 0) throw new CommandError('store.newer-schema');
    return await openClinic(store, ports, { readonly: true });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Opens a clinic for writing: an embedded one only when no other process holds it.
 *
 * @throws CommandError not a clinic, no or wrong passphrase
 * @throws StoreUnreadableError `already-open` …
 */
export async function openForWriting(options: ClinicOptions, terminal: Terminal, ports: Ports): Promise<OpenClinic> {
  const keyring = keyringOf(options.directory);
  const dataKey = await dataKeyOf(keyring, options, terminal);
  const store = await openStore(options.directory, keyring, dataKey, { lock: true, beforeMigrating: backupBeforeMigrating(keyring, ports.clock) });
  try {
    return await openClinic(store, ports);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Writes into the trail that a command was run, and under which account of the machine. */
export async function recordCommand(clinic: OpenClinic, command: string, terminal: Terminal, facts: Readonly<Record<string, string | number>> = {}): Promise<void> {
  const { audit } = clinic.services.dependencies;
  await clinic.store.unitOfWork.write((db) =>
    audit.record(db, { userId: commandLineCaller.userId, action: `command-line.${command}`, entity: 'clinic', entityId: clinic.summary.id, detail: { account: terminal.account, ...facts } }),
  );
}

/** @throws CommandError when the folder holds no clinic */
export function keyringOf(directory: string): Keyring {
  if (!isClinicDirectory(directory)) throw new CommandError('notAClinic', { directory });
  return readKeyring(directory);
}

/**
 * The data key, unwrapped with the clinic's passphrase.
 *
 * @throws MisuseError when no passphrase is named; CommandError when the clinic has none, or another
 */
export async function dataKeyOf(keyring: Keyring, options: ClinicOptions, terminal: Terminal): Promise<Uint8Array> {
  const slot = keyring.slots.find((one) => one.kind === 'passphrase');
  if (!slot) throw new CommandError('noPassphraseSlot');
  const passphrase = passphraseFor(keyring, options.passphraseFile, terminal);
  if (passphrase === undefined) throw new MisuseError('passphraseMissing');
  const dataKey = await openSlot(keyring.clinicId, slot, passphrase);
  if (!dataKey) throw new CommandError('wrongPassphrase');
  return dataKey;
}
