import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Over a table of figures: what is measured, its value, its interval, of how many. */
export function FigureHead(): ReactElement {
  const { t } = useTranslation('triage-quality');
  return (
    <thead>
      <tr>
        <th>{t('agreement.figure')}</th>
        <th className="numeric">{t('value')}</th>
        <th className="numeric">{t('interval')}</th>
        <th className="numeric">{t('of')}</th>
      </tr>
    </thead>
  );
}
