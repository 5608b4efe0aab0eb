import type Database from 'better-sqlite3';
import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../../main/platform/database/schema.ts';

/** Does the same statements with the same values again, prepared once, with nothing around them. */
export type Floor = () => unknown;

/**
 * The statements that a piece of work runs, as a floor: each prepared once on a connection of its own.
 *
 * @param work runs against the `db` it is given, which notes its statements
 */
export async function floorOf(bare: Database.Database, db: Kysely<Schema>, work: (watched: Kysely<Schema>) => Promise<unknown>, prepared: Map<string, Database.Statement>): Promise<Floor> {
  // A part of a statement is transformed too, and never answers: only what answered was run.
  const seen = new WeakMap<object, CompiledQuery>();
  const statements: CompiledQuery[] = [];
  const watched = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      seen.set(queryId, db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: ({ result, queryId }) => {
      const statement = seen.get(queryId);
      if (statement) statements.push(statement);
      return Promise.resolve(result);
    },
  });
  await work(watched);
  const calls = statements.map(({ sql, parameters }) => {
    const statement = prepared.get(sql) ?? bare.prepare(sql);
    prepared.set(sql, statement);
    return { statement, parameters };
  });
  return () => {
    for (const { statement, parameters } of calls) statement.all(...parameters);
  };
}
