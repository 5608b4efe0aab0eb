import { useSyncExternalStore } from 'react';
import { now } from '../text/format.ts';

/** State of the link to main. `since` is the instant the connection was lost. */
export interface Connection {
  readonly state: 'open' | 'lost';
  readonly since: string | null;
}

let connection: Connection = { state: 'open', since: null };
const watchers = new Set<() => void>();
const resumers = new Set<() => void>();

/** The link reports; the header and the queries listen. */
export function reportConnection(state: Connection['state']): void {
  if (state === connection.state) return;
  connection = { state, since: state === 'lost' ? now().toString() : null };
  for (const watcher of watchers) watcher();
  if (state === 'open') for (const resume of resumers) resume();
}

/** Runs `resume` each time the connection comes back; returns how to stop. */
export function onReconnect(resume: () => void): () => void {
  resumers.add(resume);
  return () => resumers.delete(resume);
}

/** The present state of the link, for a component. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => connection,
  );
}
