import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

export interface KeptFocus {
  /** Whether the keyboard is, or was until something was removed, inside. */
  readonly isInside: () => boolean;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps the keyboard inside an element whose parts come and go: when what had it is removed, `home` takes it (or the
 * element itself, which needs `tabIndex={-1}`), never the page.
 */
export function useKeptFocus(element: RefObject<HTMLElement | null>, home: RefObject<HTMLElement | null>): KeptFocus {
  const inside = useRef(false);
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) (home.current ?? element.current)?.focus();
  });
  return {
    isInside: () => inside.current,
    onFocus: () => {
      inside.current = true;
    },
    onBlur: (event) => {
      const left = event.target;
      // A removal is seen after the fact: what is still there was left on purpose.
      setTimeout(() => {
        if (left.isConnected && !element.current?.contains(document.activeElement)) inside.current = false;
      });
    },
  };
}
