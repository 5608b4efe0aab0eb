import type { ReactElement, ReactNode } from 'react';
import { ConnectionNotice } from '../frame/connection-notice.tsx';
import { DemonstrationRibbon } from '../frame/ribbon.tsx';
import { LanguageSwitch } from './language-switch.tsx';

export interface DoorProps {
  readonly title: string;
  readonly lead?: string;
  readonly demonstration?: boolean;
  /** 22 rem instead of 44. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** The pages before the frame: brand, language, one title, and what to do. */
export function Door({ title, lead, demonstration = false, narrow = false, children }: DoorProps): ReactElement {
  return (
    <main className="door">
      {demonstration && <DemonstrationRibbon />}
      <div className={narrow ? 'door-sheet door-narrow' : 'door-sheet'}>
        <header className="row">
          <span className="door-brand">Relais</span>
          <span className="grow" />
          <LanguageSwitch />
        </header>
        <h1>{title}</h1>
        {lead && <p className="ink-2">{lead}</p>}
        {children}
        <ConnectionNotice />
      </div>
    </main>
  );
}
