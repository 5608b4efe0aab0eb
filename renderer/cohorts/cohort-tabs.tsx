import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/tabs.tsx';

/** The two pages of this area. */
export function CohortTabs({ current, onChange }: { readonly current: 'people' | 'quality'; readonly onChange: () => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  return <Tabs label={t('tabs.label')} current={current} items={(['people', 'quality'] as const).map((key) => ({ key, label: t(`tabs.${key}`) }))} onChange={(key) => key !== current && onChange()} />;
}
