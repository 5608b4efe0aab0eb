import { useSyncExternalStore } from 'react';

let isOpen = false;
const watchers = new Set<() => void>();

/** Opens or closes the list of keys; the page bar asks, the frame shows. */
export function setKeyHelp(open: boolean): void {
  isOpen = open;
  for (const watcher of watchers) watcher();
}

/** Whether the list of keys is shown. */
export function useKeyHelp(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => isOpen,
  );
}
