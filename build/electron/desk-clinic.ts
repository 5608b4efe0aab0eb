import pg from 'pg';
import { createClinic } from '../../main/clinics/clinic-creation.ts';
import { seedDemonstration } from '../../main/clinics/demonstration-seed.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { memoryLog } from '../../main/platform/log.ts';

/** A clinic on PostgreSQL and somebody who may do everything in it. */
export interface DeskClinic {
  readonly directory: string;
  /** Connection string of its database. */
  readonly database: string;
  readonly person: { readonly login: string; readonly password: string; readonly displayName: string };
}

const person = { givenName: 'Aurélie', familyName: 'Tardif', login: 'a.tardif', password: 'girafe tricote nuage 83' } as const;

/** Makes a clinic that is no demonstration (it has passwords and locks), with the demonstration's fictional people in it. */
export async function createDeskClinic(directory: string, server: string): Promise<DeskClinic> {
  const database = await createDatabase(server);
  const ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: directory, pageDirectory: directory };
  const { store } = await createClinic(
    directory,
    {
      clinic: { name: 'Rhumatologie Rosemont', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', demonstration: false },
      administrator: { ...person, roles: ['rheumatologist', 'secretary'] },
      connectionString: database,
    },
    ports,
  );
  try {
    await seedDemonstration(store, { patients: 40, seed: 1 }, ports);
  } finally {
    await store.close();
  }
  return { directory, database, person: { login: person.login, password: person.password, displayName: `${person.givenName} ${person.familyName}` } };
}

async function createDatabase(server: string): Promise<string> {
  const url = new URL(server);
  const name = `desk_${newId().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
