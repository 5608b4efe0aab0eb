import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClinic } from '../clinics/clinic-creation.ts';
import { ClinicHost } from '../clinics/clinic-host.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import type { Engine } from '../platform/database/open-database.ts';
import { newId } from '../platform/ids.ts';
import type { KeySlot } from '../platform/keys/keyring.ts';
import { memoryLog } from '../platform/log.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { type Accounts, createAccounts } from '../users/accounts.ts';
import type { Session } from '../users/session.ts';
import { SessionService } from '../users/session-service.ts';
import { createMigratedTestDatabase, fixedClock } from './test-clinic.ts';

/** Password of the administrator of a test host. */
export const testPassword = 'huit chevaux verts sur la rivière';

export interface TestHost {
  readonly host: ClinicHost;
  readonly sessions: SessionService;
  readonly accounts: Accounts;
  /** The administrator's, signed in. */
  readonly session: Session;
  readonly directory: string;
  readonly ports: ReturnType<typeof portsOf>;
  newId(): string;
  open(): OpenClinic;
  /** The slots as the file has them. */
  slots(): readonly KeySlot[];
  /** Copies the clinic's folder and starts a host on the copy, nobody signed in; closed with this one. */
  moveToAnotherComputer(): Promise<Pick<TestHost, 'host' | 'sessions' | 'session' | 'directory'>>;
  close(): Promise<void>;
}

const portsOf = (parent: string) => ({ clock: fixedClock(), newId, log: memoryLog(), dataDirectory: parent, pageDirectory: join(parent, 'page') });

/** A host serving one clinic of its own, whose administrator Geneviève Lachance is signed in. */
export async function openTestHost(engine: Engine, options: { passphrase?: string } = {}): Promise<TestHost> {
  const parent = mkdtempSync(join(tmpdir(), 'relais-host-'));
  const directory = join(parent, 'clinic');
  const ports = portsOf(parent);
  const created = await createClinic(
    directory,
    {
      clinic: { name: 'Clinique d’essai', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', demonstration: false },
      administrator: { givenName: 'Geneviève', familyName: 'Lachance', login: 'g.lachance', password: testPassword, roles: ['rheumatologist'] },
      ...options,
      ...(engine === 'postgres' ? { connectionString: await createMigratedTestDatabase() } : {}),
    },
    ports,
  );
  await created.store.close();
  const started: ClinicHost[] = [];
  const start = (folder: string) => {
    const host = new ClinicHost(ports, folder);
    started.push(host);
    const sessions = new SessionService(host, ports);
    return { host, sessions, session: sessions.newSession(), directory: folder };
  };
  const first = start(directory);
  await first.sessions.signIn(first.session, 'g.lachance', testPassword);
  return {
    ...first,
    accounts: createAccounts(first.host, first.sessions, ports),
    ports,
    newId,
    open: () => {
      if (!first.host.open) throw new Error('the clinic is closed');
      return first.host.open;
    },
    slots: () => readKeyring(directory).slots,
    moveToAnotherComputer: async () => {
      await first.host.close();
      const copy = join(parent, 'copy');
      cpSync(directory, copy, { recursive: true });
      return start(copy);
    },
    close: async () => {
      for (const host of started) await host.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
