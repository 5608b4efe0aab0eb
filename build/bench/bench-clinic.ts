import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createClinic } from '../../main/clinics/clinic-creation.ts';
import { type OpenClinic, openClinic } from '../../main/clinics/open-clinic.ts';
import { insertPatient, type NewPatient } from '../../main/patients/patient-repository.ts';
import { refreshRegistry } from '../../main/patients/registry/registry-refresh-repository.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { pageCacheKilobytes } from '../../main/platform/database/open-sqlite.ts';
import { openSlot } from '../../main/platform/keys/keyring.ts';
import { memoryLog } from '../../main/platform/log.ts';
import { readKeyring } from '../../main/platform/store/keyring-file.ts';
import { openStore } from '../../main/platform/store/store.ts';
import type { Ports } from '../../main/ports.ts';
import { type Caller, callerFrom } from '../../main/users/caller.ts';
import { accountByLogin } from '../../main/users/user-repository.ts';
import { population } from './population.ts';

/** An encrypted clinic of a given size, kept between runs in the machine's temporary folder. */
export interface BenchClinic extends OpenClinic {
  readonly directory: string;
  readonly ports: Ports;
  readonly caller: Caller;
  /** The same file, opened by the driver alone: for the floor. Reads only. */
  readonly bare: Database.Database;
  /** Some people of the clinic, spread over it. */
  readonly sample: readonly NewPatient[];
  /** Bytes of the database file and seconds it took to fill; `null` when it was there. */
  readonly filledIn: number | null;
  close(): Promise<void>;
}

/** Who signs in to the clinic of the bench. */
export const benchAccount = { login: 'mesure', password: 'quatre chevaux sous la pluie' } as const;
const passphrase = 'phrase de la clinique de mesure';
const rowsPerTransaction = 2000;
const sampleSize = 400;

/** The clinic of this many people; made the first time, opened again after that. @param directory where a copy of it lies */
export async function openBenchClinic(size: number, directory: string = join(tmpdir(), 'relais-bench', String(size))): Promise<BenchClinic> {
  const ports: Ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: join(directory, 'data'), pageDirectory: join(directory, 'page') };
  const known = existsSync(join(directory, 'complete'));
  if (!known) rmSync(directory, { recursive: true, force: true });
  const started = performance.now();
  const open = known ? await openAgain(join(directory, 'clinic'), ports) : await makeClinic(join(directory, 'clinic'), ports);
  const caller = await benchCaller(open);
  if (!known) {
    for (const people of population(size)) await insertAll(open, people, ports);
    await refreshRegistry(open.store.unitOfWork, ports.clock.now());
    mkdirSync(join(directory, 'complete'));
  }
  const filledIn = known ? null : (performance.now() - started) / 1000;
  return {
    ...open, directory, ports, caller, filledIn, bare: openBare(open), sample: [...sampleOf(size)],
    close: async () => {
      await open.store.close();
    },
  };
}

async function makeClinic(directory: string, ports: Ports): Promise<OpenClinic> {
  const clinic = { name: 'Clinique de mesure', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', demonstration: false } as const;
  const administrator = { givenName: 'Mesure', familyName: 'Banc', ...benchAccount, roles: ['rheumatologist'] } as const;
  const { store } = await createClinic(directory, { clinic, passphrase, administrator: { ...administrator, roles: [...administrator.roles] } }, ports);
  return openClinic(store, ports);
}

async function openAgain(directory: string, ports: Ports): Promise<OpenClinic> {
  const keyring = readKeyring(directory);
  const slot = keyring.slots.find(({ kind }) => kind === 'passphrase');
  const dataKey = slot && (await openSlot(keyring.clinicId, slot, passphrase));
  if (!dataKey) throw new Error(`the clinic in ${directory} is not one of the bench; remove it`);
  return openClinic(await openStore(directory, keyring, dataKey), ports);
}

/** Puts people on file as the application does, without the audit of a person at a desk. */
export async function insertAll({ store }: OpenClinic, people: readonly NewPatient[], ports: Ports): Promise<void> {
  for (let first = 0; first < people.length; first += rowsPerTransaction) {
    const some = people.slice(first, first + rowsPerTransaction);
    await store.unitOfWork.write(async (db) => {
      for (const person of some) await insertPatient(db, person, { now: ports.clock.now(), newId: ports.newId });
    });
  }
}

/** The clinic's rheumatologist. */
async function benchCaller({ store }: OpenClinic): Promise<Caller> {
  const account = await store.unitOfWork.read((db) => accountByLogin(db, benchAccount.login));
  if (!account) throw new Error('the clinic of the bench has lost its account');
  return callerFrom(account);
}

/** The clinic’s file, opened by the driver alone with the settings of the application. */
export function openBare({ store }: OpenClinic, { readonly = true }: { readonly readonly?: boolean } = {}): Database.Database {
  const path = join(store.directory, 'clinic.db');
  const database = new Database(path, { readonly });
  database.pragma(`cipher = 'sqlcipher'`);
  database.pragma(`key = "x'${Buffer.from(store.dataKey).toString('hex')}'"`);
  database.pragma('temp_store = MEMORY');
  database.pragma(`cache_size = -${pageCacheKilobytes(statSync(path).size)}`);
  return database;
}

function* sampleOf(size: number): Generator<NewPatient> {
  const step = Math.max(1, Math.floor(size / sampleSize));
  let index = 0;
  for (const people of population(size)) {
    for (const person of people) {
      if (index % step === 0) yield person;
      index += 1;
    }
  }
}
