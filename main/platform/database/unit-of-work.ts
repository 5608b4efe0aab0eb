import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { beginNotes, type ChangeFeed, createChangeFeed } from './change-feed.ts';
import type { Engine, OpenDatabase } from './open-database.ts';
import type { ReadExecutor, WriteExecutor } from './schema.ts';

/** Reads and writes, each in one transaction. Nothing but the database may be awaited inside. */
export interface UnitOfWork {
  readonly engine: Engine;
  /** A consistent view; refuses to write on PostgreSQL. */
  read<T>(work: (db: ReadExecutor) => Promise<T>): Promise<T>;
  /** All of it or nothing. Run again, at most three times, when another writer got in the way. */
  write<T>(work: (db: WriteExecutor) => Promise<T>): Promise<T>;
  /** What is written, announced once it is committed. */
  readonly changes: ChangeFeed;
}

const retries = 3;
/** SQLite busy, PostgreSQL serialisation failure and deadlock. */
const retryable = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01']);

/** A unit of work on an open database. Nesting one in another would wait for itself, so it throws. */
export function createUnitOfWork({ db, engine, messages }: OpenDatabase): UnitOfWork {
  const feed = createChangeFeed(messages);
  const inside = new AsyncLocalStorage<true>();

  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside.getStore()) throw new Error('a unit of work inside another would wait for itself');
    return inside.run(true, work);
  };

  return {
    engine,
    changes: feed,
    read: (work) =>
      // PostgreSQL would otherwise look again at each statement; SQLite keeps its snapshot by nature.
      alone(() => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute((transaction) => work(transaction))),
    write: (work) =>
      alone(async () => {
        for (let attempt = 0; ; attempt += 1) {
          try {
            const { result, changes } = await db.transaction().execute(async (transaction) => {
              const executor = transaction as WriteExecutor;
              const noted = beginNotes(executor);
              const done = await work(executor);
              if (noted.length > 0) await feed.announceWithin(executor, noted);
              return { result: done, changes: noted };
            });
            if (changes.length > 0) feed.announceHere(changes);
            return result;
          } catch (error) {
            if (attempt >= retries || !retryable.has(errorCode(error))) throw error;
            await wait(10 * 3 ** attempt);
          }
        }
      }),
  };
}

/** The code of a database error, or an empty text. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
