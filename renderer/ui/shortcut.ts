import { useEffect, useRef, useSyncExternalStore } from 'react';
import { matchesShortcut } from './shortcut-rules.ts';

export interface ShortcutOptions {
  /** False takes the key away, for instance while another pane owns it. */
  readonly enabled?: boolean;
  /** What the key does, listed under `?`. */
  readonly label?: string;
  /** True for a shortcut that lives inside a dialog or menu. */
  readonly inDialog?: boolean;
  /** True for a shortcut that also works while typing (only with Control). */
  readonly inFields?: boolean;
}

export interface ListedShortcut {
  readonly keys: string;
  readonly label: string;
  /** Does what the key does. */
  readonly run: () => void;
}

const listed = new Set<ListedShortcut>();
const listeners = new Set<() => void>();
let snapshot: readonly ListedShortcut[] = [];

function listingChanged(): void {
  snapshot = [...listed];
  for (const listener of listeners) listener();
}

/** The keys of the present screen, in the order they were bound. */
export function useListedShortcuts(): readonly ListedShortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

const typingSelector = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]';
// A figure of joints is a list that stays on the page: it takes its own keys and leaves the others.
const floatingSelector = '[role="dialog"], [role="menu"], [role="listbox"]:not(svg), [role="alertdialog"]';

/**
 * Binds a key of the present screen, for instance `useShortcut('n', openForm, { label: t('action.new') })`.
 * Plain keys are left alone while a person types or a dialog is open; Enter is left to the button that has focus.
 */
export function useShortcut(keys: string, handler: () => void, options: ShortcutOptions = {}): void {
  const { enabled = true, label, inDialog = false, inFields = keys.includes('Control') } = options;
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !matchesShortcut(keys, event)) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (!inFields && target.closest(typingSelector)) return;
      if (!inDialog && target.closest(floatingSelector)) return;
      if (keys === 'Enter' && target.closest('button, a, summary')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [keys, enabled, inDialog, inFields]);
  useEffect(() => {
    if (!enabled || !label) return;
    const entry = { keys, label, run: () => latest.current() };
    listed.add(entry);
    listingChanged();
    return () => {
      listed.delete(entry);
      listingChanged();
    };
  }, [keys, enabled, label]);
}
