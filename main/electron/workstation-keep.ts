import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import type { WorkstationKeep } from '../clinics/workstation-door.ts';

/**
 * Whether the system's key store protects anything: on Linux Chromium falls back on `basic_text`, a password everybody
 * knows, which is refused like none at all.
 */
export function hasRealKeyStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** A file sealed by the system's key store, for this account of this computer; undefined without a real one. */
export function workstationKeep(path: string): WorkstationKeep | undefined {
  if (!hasRealKeyStore()) return undefined;
  return {
    read: () => {
      if (!existsSync(path)) return null;
      try {
        return safeStorage.decryptString(readFileSync(path));
      } catch {
        // Sealed under another login's store, or before the store was reset.
        return null;
      }
    },
    write: (text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, safeStorage.encryptString(text), { mode: 0o600 });
    },
    clear: () => { rmSync(path, { force: true }); },
  };
}
