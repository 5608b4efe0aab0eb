import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/tabs.tsx';

/** The two pages of when calendars are open: the ordinary week; leave, closures and holidays. */
export function HoursTabs({ current }: { readonly current: 'week' | 'absences' }): ReactElement {
  const { t } = useTranslation('absences');
  const navigate = useNavigate();
  return (
    <Tabs
      label={t('tabs.label')}
      current={current}
      items={[
        { key: 'week', label: t('tabs.week') },
        { key: 'absences', label: t('tabs.absences') },
      ]}
      onChange={(key) => void navigate({ to: key === 'week' ? '/schedule/hours' : '/schedule/absences' })}
    />
  );
}
