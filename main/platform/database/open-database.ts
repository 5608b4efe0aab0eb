import type { Kysely } from 'kysely';
import type { ProcessMessages } from './process-messages.ts';
import type { Schema } from './schema.ts';

export type Engine = 'sqlite' | 'postgres';

/** An open database and what differs by engine. */
export interface OpenDatabase {
  readonly engine: Engine;
  readonly db: Kysely<Schema>;
  /** How the other processes on this database are told something; null where there are none. */
  readonly messages: ProcessMessages | null;
  close(): Promise<void>;
}

/**
 * Why a store could not be opened. `wrong-key-or-damaged`: the two look the same to the cipher; the file is
 * never changed or recreated. The message holds no key and no path.
 */
export type StoreUnreadableCause = 'wrong-key-or-damaged' | 'newer-schema' | 'already-open' | 'unreachable' | 'read-only';

/** A store that cannot be opened, with its cause for the page and the command line. */
export class StoreUnreadableError extends Error {
  readonly reason: StoreUnreadableCause;

  constructor(reason: StoreUnreadableCause, options?: ErrorOptions) {
    super(`store unreadable: ${reason}`, options);
    this.name = 'StoreUnreadableError';
    this.reason = reason;
  }
}
