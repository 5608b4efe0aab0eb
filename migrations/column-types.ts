import { type CreateTableBuilder, type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/** The column types every migration uses: the same meaning on SQLite (STRICT) and on PostgreSQL. */
export interface ColumnTypes {
  readonly engine: 'sqlite' | 'postgres';
  /** UUID in text. */
  readonly id: RawBuilder<unknown>;
  readonly text: RawBuilder<unknown>;
  /** Civil date `YYYY-MM-DD`, or a partial date where the column says so. */
  readonly date: RawBuilder<unknown>;
  /** UTC instant `YYYY-MM-DDTHH:mm:ss.sssZ`: text order is time order. */
  readonly instant: RawBuilder<unknown>;
  readonly json: RawBuilder<unknown>;
  readonly whole: RawBuilder<unknown>;
  readonly decimal: RawBuilder<unknown>;
  /** 0 or 1. */
  readonly flag: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /** Adds STRICT on SQLite; PostgreSQL is strict by nature and refuses the word. */
  strict<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C>;
}

/**
 * Types for the database a migration runs on. Text on PostgreSQL sorts by code point (`COLLATE "C"`),
 * as SQLite does, so that both engines give the same order.
 */
export function columnTypes(db: Kysely<unknown>): ColumnTypes {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = postgres ? sql`text collate "C"` : sql`text`;
  return {
    engine: postgres ? 'postgres' : 'sqlite',
    id: text,
    text,
    date: text,
    instant: text,
    json: text,
    whole: postgres ? sql`bigint` : sql`integer`,
    decimal: postgres ? sql`double precision` : sql`real`,
    flag: sql`integer`,
    bytes: postgres ? sql`bytea` : sql`blob`,
    strict: (table) => (postgres ? table : table.modifyEnd(sql`strict`)),
  };
}
