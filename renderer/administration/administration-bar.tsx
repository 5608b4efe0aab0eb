import { useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#contract/permissions.ts';
import { useUnreviewedOpenings } from '../access/opening-notice.tsx';
import { useCaller } from '../session/session-state.ts';
import { PageBar } from '../ui/page-bar.tsx';
import { Tabs } from '../ui/tabs.tsx';

/** Parts of the administration, in order; each is a page of its own. */
const parts = [
  { key: 'people', to: '/administration/people', permission: 'people.manage' },
  { key: 'audit', to: '/administration/audit', permission: 'audit.read' },
  { key: 'backups', to: '/administration/backups', permission: 'backup.run' },
  { key: 'letterhead', to: '/administration/letterhead', permission: 'settings.manage' },
  { key: 'letters', to: '/administration/letters', permission: 'settings.manage' },
  { key: 'messages', to: '/administration/messages', permission: 'settings.manage' },
  { key: 'rules', to: '/administration/rules', permission: 'triage.override' },
  { key: 'quality', to: '/administration/triage-quality', permission: 'triage.override' },
  { key: 'plans', to: '/administration/follow-up-plans', permission: 'triage.override' },
  { key: 'pathways', to: '/administration/pathways', permission: 'pathway.manage' },
  { key: 'delays', to: '/administration/delays', permission: 'settings.manage' },
  { key: 'monitoring', to: '/administration/monitoring', permission: 'settings.manage' },
  { key: 'sites', to: '/administration/sites', permission: 'settings.manage' },
  { key: 'visitTypes', to: '/administration/visit-types', permission: 'settings.manage' },
  { key: 'server', to: '/administration/server', permission: 'settings.manage' },
] as const satisfies readonly { readonly key: string; readonly to: string; readonly permission: Permission }[];

export type AdministrationPart = (typeof parts)[number]['key'];

/** The parts this caller may open. */
export function usePermittedParts(): readonly (typeof parts)[number][] {
  const { permissions } = useCaller();
  return parts.filter((part) => permissions.includes(part.permission));
}

/** The bar of the administration: its parts as tabs. */
export function AdministrationBar({ current, actions }: { readonly current: AdministrationPart; readonly actions?: ReactNode }): ReactElement {
  const { t } = useTranslation('administration');
  const navigate = useNavigate();
  const permitted = usePermittedParts();
  const unreviewed = useUnreviewedOpenings();
  return (
    <PageBar
      title={t('title')}
      tabs={
        <Tabs
          label={t('parts')}
          items={permitted.map(({ key }) => ({ key, label: t(`part.${key}`), ...(key === 'audit' && unreviewed ? { count: unreviewed } : {}) }))}
          current={current}
          panelId="administration-panel"
          onChange={(key) => {
            const part = permitted.find((one) => one.key === key);
            if (part) void navigate({ to: part.to });
          }}
        />
      }
      actions={actions}
    />
  );
}
