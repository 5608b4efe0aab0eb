import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitModality } from '#contract/values';
import type { IconName } from './icon-shapes.tsx';
import { Icon } from './icon.tsx';

export const modalityIcons = { IN_PERSON: 'person', VIDEO: 'video', PHONE: 'phone', HOME: 'home' } as const satisfies Record<VisitModality, IconName>;

/** How a visit takes place: bar, icon and word. */
export function ModalityMark({ modality }: { readonly modality: VisitModality }): ReactElement {
  const { t } = useTranslation('common');
  return (
    <span className={`modality modality-${modality}`}>
      <Icon name={modalityIcons[modality]} />
      {t(`modality.${modality}`)}
    </span>
  );
}
