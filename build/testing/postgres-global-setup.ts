import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../main/platform/database/open-postgres.ts';
import { runMigrations } from '../../main/platform/database/run-migrations.ts';
import { startPostgres } from './postgres-server.ts';

/**
 * Runs one PostgreSQL for the whole test run and gives its address to tests as `inject('postgresUrl')`.
 * Each test makes a database of its own there, most as a copy of `inject('postgresTemplate')`: copying takes a tenth of
 * the time of all migrations. `RELAIS_TEST_POSTGRES_URL` points the run at another server.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['RELAIS_TEST_POSTGRES_URL'];
  const server = given === undefined || given === '' ? await startPostgres() : { url: given, stop: () => Promise.resolve() };
  const template = `template_${randomUUID().replaceAll('-', '')}`;
  await inServer(server.url, `create database ${template}`);
  const address = new URL(server.url);
  address.pathname = `/${template}`;
  const database = await openPostgres(address.href);
  await runMigrations(database);
  await database.close();
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', template);
  return async () => {
    await inServer(server.url, `drop database ${template}`);
    await server.stop();
  };
}

async function inServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
