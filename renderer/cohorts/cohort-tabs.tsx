import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/tabs.tsx';

const addresses = { people: '/cohorts', comparison: '/cohorts/comparison', quality: '/cohorts/quality' } as const;
type Tab = keyof typeof addresses;

/** The pages of this area. */
export function CohortTabs({ current }: { readonly current: Tab }): ReactElement {
  const { t } = useTranslation('cohorts');
  const navigate = useNavigate();
  return <Tabs label={t('tabs.label')} current={current} items={(['people', 'comparison', 'quality'] as const).map((key) => ({ key, label: t(`tabs.${key}`) }))} onChange={(key) => key !== current && void navigate({ to: addresses[key] })} />;
}
