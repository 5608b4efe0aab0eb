import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import { withPreparedStatements } from './prepared-statements.ts';

/** The driver's database, which says whether it is in a transaction. */
type TellingDatabase = SqliteDatabase & { readonly inTransaction: boolean };

/** SQLite does roll DDL back; saying so lets the Migrator run inside our transaction. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Kysely begins deferred: two connections that read and then write would fail at once with a busy snapshot,
 * without the busy timeout. A writing transaction therefore takes the write lock first.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: TellingDatabase;

  constructor(database: TellingDatabase) {
    super({ database: withPreparedStatements(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'));
  }

  /** A full disk or a failing one makes SQLite undo the transaction by itself: a second undoing would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** The SQLite dialect with the corrections above and its statements kept prepared; one connection. */
export class TransactionalSqliteDialect implements Dialect {
  readonly #database: TellingDatabase;

  constructor(database: TellingDatabase) {
    this.#database = database;
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database);
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }
}
