import type { MessageState } from '#contract/messages.ts';

/** What somebody may decide of a message from where it stands. What has left, or is leaving, stays as it is. */
const decidable: Readonly<Record<'ready' | 'held' | 'cancelled' | 'prepared', readonly MessageState[]>> = {
  // Tried again because somebody says so: the program never does it by itself.
  ready: ['prepared', 'held', 'failed', 'unclear'],
  held: ['prepared', 'ready'],
  cancelled: ['prepared', 'ready', 'held', 'failed', 'unclear'],
  prepared: ['ready', 'held', 'cancelled'],
};

/** States in which the words of a message may be changed. */
const writable: readonly MessageState[] = ['prepared', 'ready', 'held'];

/** States from which a message may be printed or exported: it has not left otherwise. */
const leavable: readonly MessageState[] = ['prepared', 'ready', 'held', 'failed', 'printed', 'exported'];

export const mayDecide = (to: keyof typeof decidable, state: MessageState): boolean => decidable[to].includes(state);
export const mayWrite = (state: MessageState): boolean => writable.includes(state);
export const mayTakeAway = (state: MessageState): boolean => leavable.includes(state);
