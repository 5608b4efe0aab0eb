import type { ClinicHost } from '../clinics/clinic-host.ts';
import { createClinicKeysService } from '../clinics/clinic-keys-service.ts';
import { createRestoreDoor } from '../clinics/restore-door.ts';
import type { Ports } from '../ports.ts';
import { createAccountService } from './account-service.ts';
import { createOwnAccountService } from './own-account-service.ts';
import type { SessionService } from './session-service.ts';

/** What changes the keyring beside the database: it belongs to the host, not to one open store. */
export function createAccounts(host: ClinicHost, sessions: SessionService, ports: Ports) {
  return {
    people: createAccountService(host, sessions, ports),
    own: createOwnAccountService(host, sessions, ports),
    keys: createClinicKeysService(host, ports),
    restores: createRestoreDoor(host, ports),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
