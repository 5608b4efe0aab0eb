import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Modality } from '#contract/triage';
import type { IconName } from '../ui/icon-shapes.tsx';
import { Icon } from '../ui/icon.tsx';

const icons = { ED: 'stop', IN_PERSON: 'person', HOME: 'home', VIDEO: 'video', PHONE: 'phone', ECONSULT: 'document' } as const satisfies Record<Modality, IconName>;

/** How the rules want the person seen: icon and word, a lock where the rule allows nothing else. */
export function ModalityWord({ modality, locked = false }: { readonly modality: Modality; readonly locked?: boolean }): ReactElement {
  const { t } = useTranslation('referrals');
  return (
    <span className="row triage-modality">
      <Icon name={icons[modality]} />
      {t(`modality.${modality}`)}
      {locked && (
        <span title={t('proposal.locked')}>
          <Icon name="lock" size="small" />
          <span className="visually-hidden">{t('proposal.locked')}</span>
        </span>
      )}
    </span>
  );
}
