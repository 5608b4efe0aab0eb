import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { lockPage } from '../session/lock.ts';
import { useSessionStatus } from '../session/session-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** In the header: when the page locks by itself, and the key that locks it now. */
export function LockItem(): ReactElement {
  const { t } = useTranslation('common');
  const minutes = useSessionStatus().data?.idleMinutes ?? null;
  useShortcut('Control+l', lockPage, { label: t('lock.now'), inDialog: true });
  return (
    <div className="frame-item">
      <button type="button" className="row frame-lock" aria-label={t('lock.now')} aria-keyshortcuts="Control+L" title={t('lock.now')} onClick={lockPage}>
        <Icon name="lock" />
        <span className="frame-lock-words">{minutes === null ? t('lock.item') : t('lock.itemAfter', { count: minutes })}</span>
        <Kbd keys="Control+L" />
      </button>
    </div>
  );
}
