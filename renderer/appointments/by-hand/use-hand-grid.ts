import { useRef, type FocusEvent, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { carriedTo, placeAfterKey, stretched } from './hand-rules.ts';
import type { Hand, Held } from './use-hand.ts';

/** Pixels a pressed pointer moves before it carries. */
const threshold = 4;
/** How near an edge of the calendar, in pixels, a carried visit makes it scroll, and by how much each time. */
const edge = 28;
const scrollStep = 14;

interface Press {
  readonly visit: Held['visit'];
  readonly stretches: boolean;
  /** Minutes between the start of the visit and where it was taken. */
  readonly taken: number;
  readonly x: number;
  readonly y: number;
  isCarrying: boolean;
}

export interface HandGrid {
  /** The calendar's scrolling element; its `.schedule-column` are the columns, in order. */
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly visits: readonly Held['visit'][];
  readonly columns: readonly string[];
  /** Whole hours shown. */
  readonly shown: { readonly first: number; readonly last: number };
  readonly hand: Hand;
}

/** Mouse and keys of a calendar whose visits are carried by hand; a key that means nothing to the hand is left to the calendar. */
export function useHandGrid({ grid, visits, columns, shown, hand }: HandGrid) {
  const press = useRef<Press | null>(null);
  const visitAt = (target: EventTarget): Held['visit'] | null => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-visit]')?.dataset['visit'] : undefined;
    return visits.find((visit) => visit.id === id && visit.status === 'booked') ?? null;
  };
  const columnAt = (x: number): { readonly key: string; readonly top: number; readonly height: number } | null => {
    const drawn = [...(grid.current?.querySelectorAll<HTMLElement>('.schedule-column') ?? [])].map((element) => element.getBoundingClientRect());
    const index = Math.min(Math.max(drawn.findLastIndex((box) => box.left <= x), 0), drawn.length - 1);
    const [key, box] = [columns[index], drawn[index]];
    return key !== undefined && box ? { key, top: box.top, height: box.height } : null;
  };
  const minuteAt = ({ top, height }: { readonly top: number; readonly height: number }, y: number): number => shown.first * 60 + ((y - top) / height) * (shown.last - shown.first) * 60;

  const carry = (event: PointerEvent, { visit, stretches, taken }: Press): void => {
    const column = columnAt(event.clientX);
    if (!column) return;
    const minute = minuteAt(column, event.clientY);
    hand.hold(visit, (present) => (stretches ? stretched(present, minute) : carriedTo(present, column.key, minute - taken)));
    const box = grid.current?.getBoundingClientRect();
    if (!box) return;
    const nearer = (at: number, low: number, high: number): number => (at > high - edge ? scrollStep : at < low + edge ? -scrollStep : 0);
    grid.current?.scrollBy(nearer(event.clientX, box.left, box.right), nearer(event.clientY, box.top + edge, box.bottom));
  };

  return {
    onPointerDown: (event: PointerEvent): void => {
      // A finger scrolls; the keys and the panel move visits there.
      const visit = event.button === 0 && event.pointerType !== 'touch' ? visitAt(event.target) : null;
      const column = visit && columnAt(event.clientX);
      if (!visit || !column) return;
      const stretches = event.target instanceof Element && event.target.closest('[data-stretch]') !== null;
      const start = Number(visit.localStart.slice(11, 13)) * 60 + Number(visit.localStart.slice(14));
      press.current = { visit, stretches, taken: minuteAt(column, event.clientY) - start, x: event.clientX, y: event.clientY, isCarrying: false };
    },
    onPointerMove: (event: PointerEvent): void => {
      const pressed = press.current;
      if (!pressed) return;
      if (!pressed.isCarrying) {
        if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < threshold) return;
        pressed.isCarrying = true;
        grid.current?.setPointerCapture(event.pointerId);
      }
      carry(event, pressed);
    },
    onPointerUp: (): void => {
      const carried = press.current?.isCarrying === true;
      press.current = null;
      if (carried) void hand.letGo({ keepsHold: false });
    },
    onPointerCancel: (): void => {
      press.current = null;
      hand.leave();
    },
    /** True where the key was the hand's. */
    takesKey: (event: KeyboardEvent): boolean => {
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      if (hand.held && event.key === 'Escape') {
        press.current = null;
        hand.leave();
        return true;
      }
      if (hand.held && event.key === 'Enter') {
        void hand.letGo({ keepsHold: true });
        return true;
      }
      const visit = visitAt(event.target);
      // What is in the hand goes where the arrows lead, with Shift or without.
      const key = { key: event.key, shiftKey: event.shiftKey || hand.held !== null };
      if (!visit || !placeAfterKey(key, { column: visit.column, from: 0, minutes: 5 }, columns)) return false;
      hand.hold(visit, (present) => placeAfterKey(key, present, columns) ?? present);
      return true;
    },
    /** The keyboard went elsewhere: what it held stays where it was. */
    onBlur: (event: FocusEvent): void => {
      if (hand.held && press.current === null && !grid.current?.contains(event.relatedTarget)) hand.leave();
    },
  };
}
