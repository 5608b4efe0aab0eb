import { ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client';
import { useSyncExternalStore } from 'react';

let locked = false;
const watchers = new Set<() => void>();
const waiting = new Set<() => void>();

/** Locks or unlocks the page. While it is locked the calls of its screens wait, so that none of them fails or changes. */
export function setPageLocked(value: boolean): void {
  if (value === locked) return;
  locked = value;
  for (const watcher of watchers) watcher();
  if (locked) return;
  const released = [...waiting];
  waiting.clear();
  for (const release of released) release();
}

/** Whether the page is locked, for a component. */
export function usePageLocked(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => locked,
  );
}

/** A link whose calls, those about the session apart, wait while the page is locked; a call that main held is sent again. */
export class LockableLink implements ClientLink<ClientContext> {
  readonly #inner: ClientLink<ClientContext>;

  constructor(inner: ClientLink<ClientContext>) {
    this.#inner = inner;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    if (path[0] === 'session') return this.#inner.call(path, input, options);
    for (;;) {
      await unlocked();
      try {
        return await this.#inner.call(path, input, options);
      } catch (error) {
        if (!(error instanceof ORPCError && error.code === 'LOCKED')) throw error;
        // Locked in another window of this browser.
        setPageLocked(true);
      }
    }
  }
}

function unlocked(): Promise<void> {
  return locked ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve();
}
