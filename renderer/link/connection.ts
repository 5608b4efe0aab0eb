import { useSyncExternalStore } from 'react';
import { now } from '../text/format.ts';

/** State of the link to main. `since` is the instant it was lost; `refused`: Relais runs, but no longer knows this browser. */
export interface Connection {
  readonly state: 'open' | 'lost' | 'refused';
  readonly since: string | null;
}

let connection: Connection = { state: 'open', since: null };
const watchers = new Set<() => void>();
const resumers = new Set<() => void>();

/** The link reports; the header and the queries listen. */
export function reportConnection(state: Connection['state']): void {
  // Only an open link ends a refusal: each new attempt fails first.
  if (state === connection.state || (state === 'lost' && connection.state === 'refused')) return;
  connection = { state, since: state === 'open' ? null : (connection.since ?? now().toString()) };
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
