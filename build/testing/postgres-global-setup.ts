import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a running PostgreSQL 18, as a superuser, on its database `postgres`. */
    readonly postgresUrl: string;
  }
}

/**
 * Runs one PostgreSQL for the whole test run and gives its address to tests as `inject('postgresUrl')`.
 * Each test makes a database of its own there. `RELAIS_TEST_POSTGRES_URL` points the run at another server.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['RELAIS_TEST_POSTGRES_URL'];
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    return undefined;
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}
