import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Above every screen of the demonstration clinic. */
export function DemonstrationRibbon(): ReactElement {
  const { t } = useTranslation('common');
  return (
    <div className="frame-ribbon" role="region" aria-label={t('ribbon.demonstration')}>
      {t('ribbon.demonstration')}
    </div>
  );
}
