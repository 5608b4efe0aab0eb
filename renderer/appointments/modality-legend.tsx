import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { visitModality } from '#contract/values';
import { Icon } from '../ui/icon.tsx';
import { modalityIcons } from '../ui/modality-mark.tsx';

/** What the colours, bars and signs of visits mean, at the foot of a calendar. */
export function ModalityLegend(): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  return (
    <div className="schedule-hand no-print" role="note" aria-label={t('bar.legend')}>
      {visitModality.options.map((modality) => (
        <span key={modality} className={`schedule-legend-${modality}`}>
          <Icon name={modalityIcons[modality]} size="small" /> {t(`common:modality.${modality}`)}
        </span>
      ))}
    </div>
  );
}
