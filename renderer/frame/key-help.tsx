import { Dialog, DialogContent, DialogTitle } from '@mui/material';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import { setKeyHelp, useKeyHelp } from '../ui/key-help-store.ts';
import { useListedShortcuts, useShortcut } from '../ui/shortcut.ts';

/** `?` shows the keys of the present screen. */
export function KeyHelp(): ReactElement {
  const { t } = useTranslation('common');
  const isOpen = useKeyHelp();
  const titleId = useId();
  const shortcuts = useListedShortcuts();
  useShortcut('?', () => setKeyHelp(true), { label: t('shortcuts.help') });
  return (
    <Dialog open={isOpen} onClose={() => setKeyHelp(false)} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('shortcuts.title')}</DialogTitle>
      <DialogContent>
        <dl className="key-list" tabIndex={-1}>
          {shortcuts.map((shortcut) => (
            <div key={`${shortcut.keys} ${shortcut.label}`} className="key-line">
              <dt>
                <Kbd keys={shortcut.keys} />
                <span className="visually-hidden">{shortcut.keys}</span>
              </dt>
              <dd>{shortcut.label}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
