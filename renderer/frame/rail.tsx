import { useRouter, useRouterState } from '@tanstack/react-router';
import { createContext, useContext, type ComponentType, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#contract/permissions';
import { useCaller } from '../session/session-state.ts';
import type { IconName } from '../ui/icon-shapes.tsx';
import { Icon } from '../ui/icon.tsx';

/** A page one reaches from the rail and from the palette. */
export interface RailItem {
  readonly to: string;
  /** Key under `common:nav`. */
  readonly label: 'today' | 'triage' | 'registry' | 'cohorts' | 'schedule' | 'imports' | 'exports' | 'research' | 'referrers' | 'video' | 'lateChecks' | 'followUp' | 'pathways' | 'training' | 'nurses' | 'workshops' | 'payments' | 'programme' | 'recalls' | 'planTemplates' | 'pathwayDefinitions' | 'administration' | 'rules' | 'triageQuality' | 'messages' | 'secondRatings' | 'escalations' | 'doses';
  readonly icon: IconName;
  /** Hidden without it. */
  readonly permission?: Permission;
  /** Reached from the palette and from another page, not from the rail. */
  readonly paletteOnly?: boolean;
  /** At the foot of the rail. */
  readonly atEnd?: boolean;
  /** Draws the number waiting, with `RailCount`; may query. */
  readonly Count?: ComponentType;
}

const RailContext = createContext<readonly RailItem[]>([]);

/** The pages of all areas, given once by the application so that the frame does not import them. */
export const RailProvider = RailContext.Provider;

/** Pages the caller may open, in the order of the rail. */
export function useRailItems(): readonly RailItem[] {
  const { permissions } = useCaller();
  return useContext(RailContext).filter((item) => item.permission === undefined || permissions.includes(item.permission));
}

/** The number on an icon of the rail; nothing at zero. */
export function RailCount({ value }: { readonly value: number | undefined }): ReactElement | null {
  const { t } = useTranslation('common');
  if (!value) return null;
  return (
    <span className="rail-count">
      <span aria-hidden="true">{value > 99 ? '99+' : value}</span>
      <span className="visually-hidden">{t('nav.count', { count: value })}</span>
    </span>
  );
}

/** Pages at the left, 72 px, or 48 without words on a narrow window. */
export function Rail(): ReactElement {
  const { t } = useTranslation('common');
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = useRailItems().filter((item) => !item.paletteOnly);
  const items = [...shown.filter((item) => !item.atEnd), ...shown.filter((item) => item.atEnd)];
  return (
    <nav className="frame-rail" aria-label={t('nav.label')}>
      {items.map((item) => (
        <a
          key={item.to}
          href={item.to}
          className={item.atEnd ? 'rail-link rail-end' : 'rail-link'}
          aria-current={isOn(item.to, path) ? 'page' : undefined}
          title={t(`nav.${item.label}`)}
          onClick={(event) => {
            event.preventDefault();
            router.history.push(item.to);
          }}
        >
          <Icon name={item.icon} size="large" />
          <span className="rail-label">{t(`nav.${item.label}`)}</span>
          {item.Count && <item.Count />}
        </a>
      ))}
    </nav>
  );
}

/** A page is on while one of its own is shown: `/patients` during `/patients/…`, `/` only by itself. */
function isOn(to: string, path: string): boolean {
  return path === to || (to !== '/' && path.startsWith(`${to}/`));
}
