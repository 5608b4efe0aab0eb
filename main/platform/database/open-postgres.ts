import { Kysely, PostgresDialect } from 'kysely';
import { type OpenDatabase, StoreUnreadableError } from './open-database.ts';
import { createPostgresMessages } from './postgres-messages.ts';
import type { Schema } from './schema.ts';

/** Type ids of PostgreSQL whose text form we turn into numbers, or leave as text. */
const oid = { int8: 20, numeric: 1700, date: 1082 } as const;

/**
 * Opens a PostgreSQL database. Counts and sums arrive as numbers, refused beyond 2^53; dates stay text.
 *
 * @param connectionString a `postgres://` URL
 * @throws StoreUnreadableError `unreachable`
 */
export async function openPostgres(connectionString: string, options: { maximumConnections?: number } = {}): Promise<OpenDatabase> {
  const { default: pg } = await import('pg');
  const parsers = new Map<number, (text: string) => unknown>([
    [oid.int8, exactNumber],
    [oid.numeric, exactNumber],
    [oid.date, (text) => text],
  ]);
  // The driver types its parsers as `any`.
  const parserOf = pg.types.getTypeParser as (typeId: number, format?: 'text' | 'binary') => (text: string) => unknown;
  const pool = new pg.Pool({
    connectionString,
    max: options.maximumConnections ?? 8,
    application_name: 'relais',
    types: {
      getTypeParser: (typeId: number, format?: 'text' | 'binary'): ((text: string) => unknown) => parsers.get(typeId) ?? parserOf(typeId, format),
    },
  });
  // A connection lost while idle is replaced by the pool; the next call reports what matters.
  pool.on('error', () => undefined);
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end();
    throw new StoreUnreadableError('unreachable', { cause: error instanceof Error && 'code' in error ? String(error.code) : undefined });
  }
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    engine: 'postgres',
    db,
    messages: createPostgresMessages(db, () => new pg.Client({ connectionString, application_name: 'relais-listener', keepAlive: true })),
    close: async () => {
      await db.destroy();
      // Where nothing was ever asked, the query builder does not know that the pool is open.
      if (!pool.ending) await pool.end();
    },
  };
}

function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError('a database number does not fit');
  return value;
}
