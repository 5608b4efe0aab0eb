import { sql } from 'kysely';
import type { OpenDatabase } from './open-database.ts';

/** What can be said of an open database without changing it. */
export interface DatabaseInspection {
  /** Version of SQLite or of the PostgreSQL server. */
  readonly version: string;
  /** Settings the program relies on, as the database reports them. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** Findings of the engine's own integrity check; empty when sound. PostgreSQL has none, its list is empty. */
  readonly damage: readonly string[];
  /** Rows that point at nothing. */
  readonly danglingRows: number;
  /** Rows by table. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Tables whose rows are the clinic's; the engines' own index tables are left out. */
const countedTables = [
  'practitioner', 'user_account', 'audit_event', 'content_version', 'patient', 'condition', 'observation', 'medication', 'allergy', 'vaccination', 'referral',
  'triage_decision', 'emergency_call', 'weekly_opening', 'appointment', 'import_batch',
] as const;

/** Asks an open database about itself. The check of an embedded file reads all of it. */
export async function inspectDatabase({ db, engine }: OpenDatabase): Promise<DatabaseInspection> {
  const counts: Record<string, number> = {};
  for (const table of countedTables) {
    const { rows } = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
    counts[table] = rows;
  }
  return { ...(engine === 'sqlite' ? await inspectSqlite(db) : await inspectPostgres(db)), counts };
}

async function inspectSqlite(db: OpenDatabase['db']): Promise<Omit<DatabaseInspection, 'counts'>> {
  const first = async (statement: string): Promise<string | number> => {
    const { rows } = await sql.raw<Record<string, string | number>>(statement).execute(db);
    return Object.values(rows[0] ?? {})[0] ?? '';
  };
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const dangling = await sql`pragma foreign_key_check`.execute(db);
  return {
    version: String(await first('select sqlite_version()')),
    settings: {
      cipher: await first('pragma cipher'),
      journal: await first('pragma journal_mode'),
      synchronous: await first('pragma synchronous'),
      foreignKeys: await first('pragma foreign_keys'),
      temporaryStore: await first('pragma temp_store'),
    },
    damage: integrity.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    danglingRows: dangling.rows.length,
  };
}

async function inspectPostgres(db: OpenDatabase['db']): Promise<Omit<DatabaseInspection, 'counts'>> {
  const { rows } = await sql<{ version: string; encoding: string; tls: boolean | null; synchronous: string }>`
    select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
      (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as tls, current_setting('synchronous_commit') as synchronous`.execute(db);
  const row = rows[0];
  return {
    version: row?.version ?? '',
    settings: { encoding: row?.encoding ?? '', connectionEncrypted: row?.tls ? 1 : 0, synchronous: row?.synchronous ?? '' },
    // The server checks its foreign keys itself and has no whole-file check.
    damage: [],
    danglingRows: 0,
  };
}
