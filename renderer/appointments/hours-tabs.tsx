import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/tabs.tsx';

const pages: Readonly<Record<string, '/schedule/hours' | '/schedule/absences' | '/schedule/calendars'>> = { week: '/schedule/hours', absences: '/schedule/absences', calendars: '/schedule/calendars' };

/** The pages of when calendars are open: the ordinary week; leave, closures and holidays; calendars outside Relais. */
export function HoursTabs({ current }: { readonly current: 'week' | 'absences' | 'calendars' }): ReactElement {
  const { t } = useTranslation('absences');
  const navigate = useNavigate();
  return (
    <Tabs
      label={t('tabs.label')}
      current={current}
      items={[
        { key: 'week', label: t('tabs.week') },
        { key: 'absences', label: t('tabs.absences') },
        { key: 'calendars', label: t('tabs.calendars') },
      ]}
      onChange={(key) => void navigate({ to: pages[key] ?? '/schedule/hours' })}
    />
  );
}
