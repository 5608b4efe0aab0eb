import type { WriteExecutor } from './schema.ts';

/** Who hears what other processes on the same database say. */
export interface MessageListener {
  readonly heard: (text: string) => void;
  /** The line was cut and is back: what was said in between is not known. */
  readonly missed: () => void;
}

/** Short messages between the processes of one database. They pass in clear text through its server: ids and codes only, no name. */
export interface ProcessMessages {
  /** Sent with a transaction: everybody hears it once that is committed, nobody if it is not. */
  sendWithin(db: WriteExecutor, text: string): Promise<void>;
  /** Sent at once. */
  send(text: string): Promise<void>;
  /** Listens on a connection of its own, made again whenever it is lost; returns how to stop. */
  listen(listener: MessageListener): () => Promise<void>;
}

/** Longest message, in bytes: PostgreSQL refuses 8000. */
export const longestMessage = 7_500;
