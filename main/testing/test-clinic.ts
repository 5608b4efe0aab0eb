import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { createClinic } from '../clinics/clinic-creation.ts';
import { type OpenClinic, openClinic } from '../clinics/open-clinic.ts';
import type { Engine } from '../platform/database/open-database.ts';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import type { Ports } from '../ports.ts';
import { type Caller, callerFrom } from '../users/caller.ts';
import { insertAccount } from '../users/user-repository.ts';

/** Both databases; `describe.each(engines)` runs a suite on each. */
export const engines = ['sqlite', 'postgres'] as const satisfies readonly Engine[];

/** A clock that stands still until moved. Monday 16 November 2026, 10 h 12 in Montréal. */
export function fixedClock(start = '2026-11-16T15:12:00.000Z') {
  let now = start;
  return {
    now: () => now,
    set: (instant: string) => {
      now = instant;
    },
  };
}

export interface TestClinic extends OpenClinic {
  readonly directory: string;
  readonly ports: Ports & { readonly clock: ReturnType<typeof fixedClock>; readonly log: ReturnType<typeof memoryLog> };
  /** A person of the clinic with this role, made once per role. */
  caller(role: Role): Promise<Caller>;
  close(): Promise<void>;
}

/** The passphrase of a test clinic that has one. */
export const testPassphrase = 'phrase secrète de la clinique d’essai';

/**
 * A real clinic in a folder of its own, on the engine asked for; remove it with `close()`.
 *
 * @param options.withPassphrase also lets itself be opened by `testPassphrase`; deriving its key takes as long as all the rest
 */
export async function openTestClinic(engine: Engine, options: { timeZone?: string; withPassphrase?: boolean } = {}): Promise<TestClinic> {
  const parent = mkdtempSync(join(tmpdir(), 'relais-test-'));
  const directory = join(parent, 'clinic');
  const ports = { clock: fixedClock(), newId, log: memoryLog(), dataDirectory: parent, pageDirectory: join(parent, 'page'), longWorkProgram: new URL(inject('longWorkProgram')) };
  const connectionString = engine === 'postgres' ? await createMigratedTestDatabase() : undefined;
  const created = await createClinic(
    directory,
    {
      clinic: { name: 'Clinique d’essai', setting: 'private-office', country: 'CA', region: '06', timeZone: options.timeZone ?? 'America/Toronto', language: 'fr', demonstration: false },
      ...(options.withPassphrase ? { passphrase: testPassphrase } : {}),
      ...(connectionString ? { connectionString } : {}),
    },
    ports,
  );
  const open = await openClinic(created.store, ports);
  const callers = new Map<Role, Caller>();
  return {
    ...open,
    directory,
    ports,
    caller: async (role) => {
      const known = callers.get(role);
      if (known) return known;
      const caller = await addPerson(open, role, ports);
      callers.set(role, caller);
      return caller;
    },
    close: async () => {
      await open.store.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** An empty database of its own on the test server. */
export function createTestDatabase(): Promise<string> {
  return createDatabase('template1');
}

/** A database of its own on the test server, at the present schema. */
export function createMigratedTestDatabase(): Promise<string> {
  return createDatabase(inject('postgresTemplate'));
}

async function createDatabase(template: string): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${newId().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

async function addPerson(open: OpenClinic, role: Role, ports: Ports): Promise<Caller> {
  const id = ports.newId();
  const withCalendar = role !== 'secretary' && role !== 'programme-lead' && role !== 'administrator';
  const practitionerId = withCalendar ? ports.newId() : null;
  const now = ports.clock.now();
  await open.store.unitOfWork.write(async (db) => {
    if (practitionerId) {
      await db
        .insertInto('practitioner')
        .values({
          id: practitionerId, family_name: role, given_name: 'Essai', prefix: null, sort_key: `${role}  essai`, search_terms: `${role} essai`, administrative_sex: null,
          organization: null, phone: null, fax: null, email: null, address_line: null, city: null, postal_code: null, region_code: null, country: null,
          clinic_role: role, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now,
        })
        .execute();
    }
    await insertAccount(db, { id, login: role, displayName: `Essai ${role}`, practitionerId, language: 'fr', roles: [role], now });
  });
  return callerFrom({ id, practitionerId, displayName: `Essai ${role}`, login: role, language: 'fr', theme: 'system', roles: [role] });
}
