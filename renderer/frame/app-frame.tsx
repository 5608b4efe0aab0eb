import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../link/connection.ts';
import { useClinic } from '../session/session-state.ts';
import { CommandsProvider } from '../ui/commands.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { KeyHelp } from './key-help.tsx';
import { LockItem } from './lock-item.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { DemonstrationRibbon } from './ribbon.tsx';
import { UserMenu } from './user-menu.tsx';

/** What stays on every page: ribbon, header, rail; the page goes in the rest. */
export function AppFrame(): ReactElement {
  const { t } = useTranslation('common');
  const clinic = useClinic();
  const connection = useConnection();
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });

  // A new page takes the keyboard, unless one of its fields already did.
  useEffect(() => {
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <CommandsProvider value={connection.state === 'open' ? null : t('connection.noCommands')}>
      <ToastProvider>
        <div className="frame">
          <a className="button skip-link" href="#content">
            {t('nav.skip')}
          </a>
          {clinic.demonstration && <DemonstrationRibbon />}
          <header className="frame-header">
            <div className="frame-brand">{t('app.name')}</div>
            <Palette />
            <span className="grow" />
            <ConnectionNotice />
            <div className="frame-item frame-clinic">
              <span className="ellipsis">{clinic.name}</span>
            </div>
            <LockItem />
            <UserMenu />
          </header>
          <Rail />
          <main ref={main} id="content" className="frame-main" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <KeyHelp />
      </ToastProvider>
    </CommandsProvider>
  );
}
