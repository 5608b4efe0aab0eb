import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Rehearsal } from '#contract/session.ts';
import { BackupError } from '../backup/backup-format.ts';
import { type BackupSecret, rehearseRestore, restoreBackup } from '../backup/restore-backup.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { Ports } from '../ports.ts';
import type { ClinicHost } from './clinic-host.ts';

/** Largest backup taken in through the page; a larger one is restored on the command line. */
export const maximumBackupBytes = 200 * 1024 * 1024;

/** Why a file is not taken for a backup. */
export class BackupRefusedError extends Error {
  readonly code: 'TOO_LARGE' | 'UNSUPPORTED_TYPE' | 'FORBIDDEN';

  constructor(code: BackupRefusedError['code']) {
    super(code);
    this.code = code;
  }
}

const lifetimeMilliseconds = 60 * 60 * 1000;
/** How a zip begins. */
const zipStart = Buffer.from('PK');

/**
 * Restoring a clinic before anybody signs in: a backup is let in, tried, and becomes a clinic of this computer. Only
 * where a clinic may be created, and while none is open. What waits is what was sent: encrypted already.
 */
export function createRestoreDoor(host: ClinicHost, ports: Ports) {
  const folder = join(ports.dataDirectory, 'restore');
  let waiting: { readonly id: string; readonly path: string; readonly until: string } | null = null;

  const isOpen = (): boolean => host.mayCreate && host.open === null;
  const forget = (): void => {
    waiting = null;
    rmSync(folder, { recursive: true, force: true });
  };
  const fileOf = (intakeId: string): string => {
    if (!isOpen()) throw new DeclaredError('ILLEGAL_STATE', { state: 'clinic-open' });
    if (waiting?.id !== intakeId || waiting.until <= ports.clock.now()) throw new DeclaredError('INTAKE_GONE');
    return waiting.path;
  };

  return {
    forget,

    /** Takes in one backup; the one before is forgotten. @throws BackupRefusedError */
    receive: async (content: AsyncIterable<Uint8Array>): Promise<string> => {
      if (!isOpen()) throw new BackupRefusedError('FORBIDDEN');
      forget();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const id = ports.newId();
      const path = join(folder, `${id}.relais-backup`);
      try {
        await pipeline(Readable.from(content), onlyZip(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      } catch (error) {
        rmSync(path, { force: true });
        throw error;
      }
      waiting = { id, path, until: addMilliseconds(ports.clock.now(), lifetimeMilliseconds) };
      return id;
    },

    /** @throws DeclaredError `INTAKE_GONE`, `BACKUP_UNREADABLE` */
    rehearse: async (intakeId: string, secret: BackupSecret): Promise<Rehearsal> => {
      const { manifest, rows, migrationsApplied } = await declared(rehearseRestore(fileOf(intakeId), secret, folder));
      return {
        clinicName: manifest.clinicName, createdAt: manifest.createdAt, engine: manifest.engine,
        patients: rows['patient'] ?? 0, people: rows['user_account'] ?? 0, appointments: rows['appointment'] ?? 0,
        rows: Object.values(rows).reduce((sum, count) => sum + count, 0), migrationsApplied: migrationsApplied.length,
        setsAside: host.known().some(({ keyring }) => keyring.clinicId === manifest.clinicId),
      };
    },

    /**
     * Restores the backup and chooses its clinic. The same clinic, where this computer has it, is renamed, never overwritten.
     *
     * @throws DeclaredError `INTAKE_GONE`, `BACKUP_UNREADABLE`
     */
    restore: async (intakeId: string, secret: BackupSecret): Promise<void> => {
      const file = fileOf(intakeId);
      const { manifest } = await declared(rehearseRestore(file, secret, folder));
      await declared(restoreBackup({ file, secret, directory: host.directoryFor(manifest.clinicId) }, ports.clock));
      forget();
      host.chooseRestored(manifest.clinicId);
    },
  };
}

export type RestoreDoor = ReturnType<typeof createRestoreDoor>;

/** Lets a stream through while it looks like a zip and is not too large; the name's ending is not believed. */
function onlyZip(): Transform {
  let bytes = 0;
  let head = Buffer.alloc(0);
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      if (head.length < zipStart.length) head = Buffer.concat([head, part]).subarray(0, zipStart.length);
      if (bytes > maximumBackupBytes) done(new BackupRefusedError('TOO_LARGE'));
      else if (!zipStart.subarray(0, head.length).equals(head)) done(new BackupRefusedError('UNSUPPORTED_TYPE'));
      else done(null, part);
    },
    flush(done) {
      done(head.length < zipStart.length ? new BackupRefusedError('UNSUPPORTED_TYPE') : null);
    },
  });
}

async function declared<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof BackupError ? new DeclaredError('BACKUP_UNREADABLE', { cause: error.reason }) : error;
  }
}
