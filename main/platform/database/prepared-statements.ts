import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept prepared: more than the application has, but for lists of many lengths. */
const mostKept = 400;
const keepable = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;

/** A statement of the driver, which says whether somebody still reads from it. */
type TellingStatement = SqliteStatement & { readonly busy?: boolean };

/**
 * The same database, which prepares a statement once and finds it again by its text; the longest unused goes first.
 * Preparing costs more than many of our statements take. What changes the schema (or anything not known) empties the
 * memory: a prepared `select *` would keep the columns of before.
 */
export function withPreparedStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, TellingStatement>();
  return {
    close: () => {
      kept.clear();
      database.close();
    },
    prepare: (text) => {
      if (!keepable.test(text)) {
        kept.clear();
        return database.prepare(text);
      }
      const known = kept.get(text);
      // A statement that is being read row by row cannot be run a second time in between.
      if (known?.busy) return database.prepare(text);
      const statement = known ?? database.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      if (kept.size > mostKept) {
        const [oldest] = kept.keys();
        if (oldest !== undefined) kept.delete(oldest);
      }
      return statement;
    },
  };
}
