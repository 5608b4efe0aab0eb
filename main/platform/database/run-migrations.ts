import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from '../../../migrations/index.ts';
import { type OpenDatabase, StoreUnreadableError } from './open-database.ts';

/**
 * Brings a database to the present schema: all pending migrations in one transaction, or none.
 *
 * @returns names of the migrations applied
 * @throws StoreUnreadableError `newer-schema` when the database knows migrations this program does not
 */
export async function runMigrations(
  { db, engine }: OpenDatabase,
  known: Readonly<Record<string, Migration>> = migrations,
): Promise<readonly string[]> {
  const applied = await appliedMigrations(db);
  if (applied.some((name) => !(name in known))) throw new StoreUnreadableError('newer-schema');
  if (applied.length === Object.keys(known).length) return [];

  // The pragma does nothing inside a transaction, and a table rebuild needs it off.
  if (engine === 'sqlite') await sql`pragma foreign_keys = off`.execute(db);
  try {
    return await db.transaction().execute(async (transaction) => {
      const migrator = new Migrator({ db: transaction, provider: { getMigrations: () => Promise.resolve({ ...known }) } });
      const { error, results } = await migrator.migrateToLatest();
      // The Migrator returns its error: not throwing it would commit half of the work.
      if (error) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
      if (engine === 'sqlite') {
        const broken = await sql`pragma foreign_key_check`.execute(transaction);
        if (broken.rows.length > 0) throw new Error('a migration left rows that point at nothing');
      }
      return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
    });
  } finally {
    if (engine === 'sqlite') await sql`pragma foreign_keys = on`.execute(db);
  }
}

/** Names of the migrations a database has, and of those this program would still apply. Changes nothing. */
export async function migrationState({ db }: OpenDatabase): Promise<{ applied: readonly string[]; pending: readonly string[]; unknown: readonly string[] }> {
  const applied = await appliedMigrations(db);
  return {
    applied,
    pending: Object.keys(migrations).filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !(name in migrations)),
  };
}

/** Brings a fresh database to the schema another one has: only the migrations named are applied. */
export async function runMigrationsOf(database: OpenDatabase, names: readonly string[]): Promise<void> {
  await runMigrations(database, Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name))));
}

async function appliedMigrations(db: OpenDatabase['db']): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}
