import { useEffect } from 'react';
import { api, client } from './client.ts';
import { onReconnect } from './connection.ts';
import { hasCode } from './failure.ts';
import { isTouched } from './live-queries.ts';
import { queryClient } from './query-client.ts';

/** Before a stream that ended is asked for again. */
const pauseMilliseconds = 1_000;

/** Keeps the page in step with the other desks while somebody is signed in: what changed is asked again, where it is shown. */
export function useLiveChanges(): void {
  useEffect(() => {
    const leaving = new AbortController();
    void follow(leaving.signal);
    return () => leaving.abort();
  }, []);
}

async function follow(signal: AbortSignal): Promise<void> {
  let isFirst = true;
  while (!signal.aborted) {
    try {
      // While the page is locked the call waits; main ends the stream of a session that is over.
      const changes = await client.live.changes(undefined, { signal });
      // What was written while nobody listened is not known.
      if (!isFirst) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !isOfSession(queryKey) });
      isFirst = false;
      for await (const change of changes) {
        void queryClient.invalidateQueries({ predicate: (query) => isTouched(query, change) });
      }
    } catch (error) {
      if (signal.aborted) return;
      if (hasCode(error, 'NOT_SIGNED_IN')) void queryClient.invalidateQueries({ queryKey: api.session.status.key() });
    }
    await pause(signal);
  }
}

function isOfSession(queryKey: readonly unknown[]): boolean {
  return Array.isArray(queryKey[0]) && queryKey[0][0] === 'session';
}

/** A while, or until the link is back or the page left. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, pauseMilliseconds);
    const stop = onReconnect(done);
    signal.addEventListener('abort', done, { once: true });
  });
}
