import { useState } from 'react';
import type { FreeSlot } from '#contract/appointments';
import { slotKey } from './slot-list.tsx';

export interface SlotWatch {
  /** The place under the keyboard, of the places as they are now. */
  readonly slot: FreeSlot | null;
  readonly slots: readonly FreeSlot[];
  /** What is searched for; another search has other places, and nothing has gone. */
  readonly search: string;
  /** False while the places are those of another search, or one's own booking is on its way. */
  readonly isSettled: boolean;
}

export interface Vanished {
  /** The place one was on was taken at another desk. */
  readonly isGone: boolean;
  /** True once, for the key that was meant for that place: it does nothing else. */
  readonly takeKey: () => boolean;
  /** The refusal of one's own booking has told it. */
  readonly tell: () => void;
}

/** Sees the place under the keyboard go while one looks at it: the next one is not booked by a key meant for it. */
export function useVanishedSlot({ slot, slots, search, isSettled }: SlotWatch): Vanished {
  const [seen, setSeen] = useState<{ readonly search: string; readonly key: string } | null>(null);
  const [gone, setGone] = useState<'unread' | 'read' | null>(null);
  const key = slot ? slotKey(slot) : null;
  if (isSettled && key !== null && (seen?.search !== search || seen.key !== key)) {
    const hasVanished = seen?.search === search && !slots.some((one) => slotKey(one) === seen.key);
    if (hasVanished && gone !== 'read') setGone('unread');
    else if (gone !== null && !hasVanished) setGone(null);
    setSeen({ search, key });
  }
  return {
    isGone: gone !== null,
    takeKey: () => {
      if (gone === 'unread') setGone('read');
      return gone === 'unread';
    },
    tell: () => setGone('read'),
  };
}
