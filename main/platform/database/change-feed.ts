import { z } from 'zod';
import { newId } from '../ids.ts';
import { longestMessage, type ProcessMessages } from './process-messages.ts';
import type { ReadExecutor, WriteExecutor } from './schema.ts';

/** Something that was written: of what kind, about whose record. Never what it says. */
export interface Change {
  readonly entity: string;
  readonly patientId: string | null;
}

/** What whoever watches learns. */
export type News =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  /** More than can be named, or some of it was not heard. */
  | { readonly kind: 'everything' }
  /** Said by another process, for whoever knows what to make of it. */
  | { readonly kind: 'signal'; readonly signal: unknown };

/** What is committed, announced to those who watch: in this process, and in the others on the same database. */
export interface ChangeFeed {
  /** The other processes are listened to from the first watcher on. */
  watch(watcher: (news: News) => void): () => void;
  /** Only what is committed through this very connection, for a thread that reports to its host. */
  watchHere(watcher: (changes: readonly Change[]) => void): void;
  /** Tells the other processes something that is in no table: ids and codes only. */
  signal(signal: unknown): void;
  /** Tells the watchers of this process what another thread of it wrote. */
  relay(changes: readonly Change[]): void;
  close(): Promise<void>;
}

/** Most changes named one by one; beyond, whoever watches looks at everything again. */
const mostChanges = 60;

const message = z.strictObject({
  from: z.uuid(),
  changes: z.array(z.tuple([z.string().max(40), z.uuid().nullable()])).max(mostChanges).optional(),
  everything: z.literal(true).optional(),
  signal: z.unknown().optional(),
});

/** The changes noted in a transaction that is not over yet. */
const noted = new WeakMap<object, Change[]>();

/** Begins to note what a transaction changes. */
export function beginNotes(db: ReadExecutor): readonly Change[] {
  const changes: Change[] = [];
  noted.set(db, changes);
  return changes;
}

/** Notes that a transaction changes something; said to nobody unless it is committed. */
export function noteChange(db: WriteExecutor, { entity, patientId }: Change): void {
  const changes = noted.get(db);
  if (changes && !changes.some((one) => one.entity === entity && one.patientId === patientId)) changes.push({ entity, patientId });
}

/** The feed of one open database, and how the unit of work gives it what it commits. */
export interface FeedSource extends ChangeFeed {
  announceWithin(db: WriteExecutor, changes: readonly Change[]): Promise<void>;
  announceHere(changes: readonly Change[]): void;
}

/** @param messages how other processes hear of it; null where this one has the database to itself */
export function createChangeFeed(messages: ProcessMessages | null): FeedSource {
  const from = newId();
  const watchers = new Set<(news: News) => void>();
  const reporters = new Set<(changes: readonly Change[]) => void>();
  let stopListening: (() => Promise<void>) | null = null;

  const tell = (news: News): void => {
    for (const watcher of watchers) watcher(news);
  };
  const newsOf = (changes: readonly Change[]): News => (changes.length > mostChanges ? { kind: 'everything' } : { kind: 'changes', changes });
  /** Whoever may write to the database may say anything: what is not one of our messages is dropped. */
  const heard = (text: string): void => {
    const read = message.safeParse(jsonOf(text));
    if (!read.success || read.data.from === from) return;
    const { changes, everything, signal } = read.data;
    if (everything) tell({ kind: 'everything' });
    else if (changes) tell({ kind: 'changes', changes: changes.map(([entity, patientId]) => ({ entity, patientId })) });
    else if (signal !== undefined) tell({ kind: 'signal', signal });
  };

  return {
    watch: (watcher) => {
      watchers.add(watcher);
      if (messages) stopListening ??= messages.listen({ heard, missed: () => tell({ kind: 'everything' }) });
      return () => watchers.delete(watcher);
    },
    signal: (signal) => {
      // One lost costs a moment of not knowing; a server that is away is said by what needs it.
      messages?.send(JSON.stringify({ from, signal })).catch(() => undefined);
    },
    relay: (changes) => tell(newsOf(changes)),
    announceWithin: async (db, changes) => {
      if (!messages) return;
      const text = JSON.stringify({ from, changes: changes.map(({ entity, patientId }) => [entity, patientId]) });
      const isShort = changes.length <= mostChanges && Buffer.byteLength(text) <= longestMessage;
      await messages.sendWithin(db, isShort ? text : JSON.stringify({ from, everything: true }));
    },
    watchHere: (watcher) => {
      reporters.add(watcher);
    },
    announceHere: (changes) => {
      for (const report of reporters) report(changes);
      tell(newsOf(changes));
    },
    close: async () => {
      watchers.clear();
      await stopListening?.();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
