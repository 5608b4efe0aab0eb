import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../ui/shortcut.ts';
import { useMedia } from '../ui/use-media.ts';

/** Keys that work on the proposal: where it is put away they bring it out first. */
const proposalKeys = /^[uomr1-9]$/;

export interface Drawer {
  /** The window is too narrow for three panes: the proposal is a drawer. */
  readonly isNarrow: boolean;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly open: () => void;
}

/** The proposal as a drawer on a narrow window or at 200 % zoom: D opens and closes it, Enter opens it before it decides. */
export function useDrawer(referralId: string | null): Drawer {
  const { t } = useTranslation('referrals');
  const isNarrow = useMedia('(max-width: 1100px)');
  // What is open is the proposal of one referral: another is read first.
  const [openFor, setOpenFor] = useState<string | null>(null);
  const isOpen = isNarrow && openFor !== null && openFor === referralId;
  const toggle = (): void => setOpenFor(isOpen ? null : referralId);
  useShortcut('d', toggle, { enabled: isNarrow, label: t('keys.drawer') });
  useEffect(() => {
    if (!isNarrow) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && isOpen && !document.querySelector('.triage-panel')) {
        setOpenFor(null);
        document.querySelector<HTMLElement>('.triage-queue [role="grid"]')?.focus({ preventScroll: true });
      }
      if (!isOpen && proposalKeys.test(event.key) && !target.closest('input, textarea, select, [role="dialog"]')) setOpenFor(referralId);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isNarrow, isOpen, referralId]);
  return { isNarrow, isOpen, toggle, open: () => setOpenFor(referralId) };
}
