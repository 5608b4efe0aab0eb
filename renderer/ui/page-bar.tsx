import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './kbd.tsx';
import { setKeyHelp } from './key-help-store.ts';

export interface PageBarProps {
  readonly title: string;
  /** Beside the title, in meta: the date, a count. */
  readonly note?: ReactNode;
  /** Tabs, after the title. */
  readonly tabs?: ReactNode;
  /** At the right. */
  readonly actions?: ReactNode;
}

/** The 48-px bar of a page: its only h1, its tabs, its actions, and the key that shows all keys. */
export function PageBar({ title, note, tabs, actions }: PageBarProps): ReactElement {
  const { t } = useTranslation('common');
  return (
    <header className="page-bar">
      <h1>{title}</h1>
      {note !== undefined && <span className="meta ellipsis">{note}</span>}
      {tabs}
      <span className="grow" />
      {actions}
      <button type="button" className="page-keys" onClick={() => setKeyHelp(true)}>
        <Kbd keys="?" />
        {t('shortcuts.open')}
      </button>
    </header>
  );
}
