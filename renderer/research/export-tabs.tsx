import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../session/session-state.ts';
import { Tabs } from '../ui/tabs.tsx';

/** The two pages of what leaves: identified files, and research extracts; nothing for who may make only one kind. */
export function ExportTabs({ current }: { readonly current: 'identified' | 'research' }): ReactElement | null {
  const { t } = useTranslation('research');
  const navigate = useNavigate();
  const mayExport = usePermission('export.identified');
  const mayExtract = usePermission('research.extract');
  if (!mayExport || !mayExtract) return null;
  return (
    <Tabs
      label={t('tabs.label')}
      current={current}
      items={[
        { key: 'identified', label: t('tabs.identified') },
        { key: 'research', label: t('tabs.research') },
      ]}
      panelId="exports-panel"
      onChange={(key) => void navigate({ to: key === 'research' ? '/exports/research' : '/exports' })}
    />
  );
}
