import { sql } from 'kysely';
import type { OpenDatabase } from '../platform/database/open-database.ts';
import { openSqlite } from '../platform/database/open-sqlite.ts';
import { migrationState, runMigrationsOf } from '../platform/database/run-migrations.ts';
import { copyTables, countRows } from './table-copy-repository.ts';

/** What a copy of a clinic's database says of itself once opened. */
export interface DescribedCopy {
  readonly clinicId: string | null;
  readonly rows: Record<string, number>;
  readonly auditHead: { readonly seq: number; readonly hash: string };
  readonly schemaVersion: string;
}

/** Copies the embedded database, with its key, into a new file. */
export async function copyEmbedded(source: OpenDatabase, path: string): Promise<void> {
  await sql`vacuum into ${path}`.execute(source.db);
}

/** The logical copy of a PostgreSQL clinic: table by table in one snapshot, into a fresh encrypted file of the same schema. */
export async function copyToSqlite(source: OpenDatabase, path: string, dataKey: Uint8Array): Promise<void> {
  const target = await openSqlite(path, dataKey, { create: true });
  try {
    const { applied } = await migrationState(source);
    await runMigrationsOf(target, applied);
    await source.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((snapshot) => target.db.transaction().execute((transaction) => copyTables(snapshot, transaction)));
  } finally {
    await target.close();
  }
}

/** Whether every page and every link of a database holds. */
export async function holdsTogether({ db }: OpenDatabase): Promise<boolean> {
  const { rows: integrity } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const { rows: orphans } = await sql`pragma foreign_key_check`.execute(db);
  return integrity[0]?.integrity_check === 'ok' && orphans.length === 0;
}

/** Reads what the manifest says of a database. */
export async function describeCopy(database: OpenDatabase): Promise<DescribedCopy> {
  const clinic = await database.db.selectFrom('clinic').select('id').executeTakeFirst();
  const auditHead = await database.db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  const { applied } = await migrationState(database);
  return { clinicId: clinic?.id ?? null, rows: await countRows(database.db), auditHead, schemaVersion: applied.at(-1) ?? '' };
}

/** Fills an empty database of the same schema with the rows of another, in one transaction. */
export async function fillDatabase(target: OpenDatabase, source: OpenDatabase): Promise<void> {
  await target.db.transaction().execute((transaction) => copyTables(source.db, transaction));
}
