import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { type OpenDatabase, StoreUnreadableError } from './open-database.ts';
import type { Schema } from './schema.ts';
import { TransactionalSqliteDialect } from './transactional-sqlite-dialect.ts';

/** How long a writer waits for another connection's transaction before the unit of work retries. */
const busyTimeoutMilliseconds = 5000;

/**
 * Opens an SQLite file encrypted with SQLCipher's format under a raw 256-bit key. Only `create` makes a new one: a file
 * that has gone is never replaced by an empty one.
 *
 * @param key 32 bytes
 * @throws StoreUnreadableError `wrong-key-or-damaged` | `read-only`
 */
export async function openSqlite(path: string, key: Uint8Array, options: { readonly?: boolean; create?: boolean } = {}): Promise<OpenDatabase> {
  if (key.length !== 32) throw new RangeError('the data key has 32 bytes');
  // Loaded here so that a host on PostgreSQL never needs the native driver.
  const { default: SqliteDatabase } = await import('better-sqlite3');
  let database: Database.Database;
  try {
    database = new SqliteDatabase(path, { readonly: options.readonly ?? false, fileMustExist: !options.create });
  } catch (error) {
    throw new StoreUnreadableError(existsSync(path) || options.create ? 'read-only' : 'wrong-key-or-damaged', { cause: codeOf(error) });
  }
  try {
    database.pragma(`cipher = 'sqlcipher'`);
    // Hexadecimal by construction: nothing from outside reaches the statement.
    database.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    database.pragma('temp_store = MEMORY');
    database.pragma(`cache_size = -${pageCacheKilobytes(statSync(path).size)}`);
    // The key is only tried when a page is read.
    database.prepare('select count(*) from sqlite_schema').get();
  } catch (error) {
    database.close();
    // Without the cause's text: it must not carry the pragma.
    const code = codeOf(error);
    throw new StoreUnreadableError(withoutAccess.test(code) ? 'read-only' : 'wrong-key-or-damaged', { cause: code });
  }
  if (!options.readonly) database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma(`busy_timeout = ${busyTimeoutMilliseconds}`);
  const settings = {
    journal: database.pragma('journal_mode', { simple: true }),
    synchronous: database.pragma('synchronous', { simple: true }),
    foreignKeys: database.pragma('foreign_keys', { simple: true }),
  };
  if (settings.journal !== 'wal' || settings.synchronous !== 2 || settings.foreignKeys !== 1) {
    database.close();
    throw new StoreUnreadableError('read-only');
  }
  const db = new Kysely<Schema>({ dialect: new TransactionalSqliteDialect(database) });
  return { engine: 'sqlite', db, messages: null, close: () => db.destroy() };
}

/**
 * Deciphered pages kept in memory: a tenth of the file, what a search reads of it. With SQLite's own 2 MB it deciphers the
 * same pages again and again. Memory is taken only as pages are read.
 *
 * @returns kibibytes, from 64 MiB to 256 MiB
 */
export function pageCacheKilobytes(fileBytes: number): number {
  return Math.min(262_144, Math.max(65_536, Math.round(fileBytes / 10 / 1024)));
}

/** The operating system's refusals, as SQLite names them. */
const withoutAccess = /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|FULL)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
