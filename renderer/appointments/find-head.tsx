import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { AccessMark } from '../access/access-mark.tsx';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { IconButton } from '../ui/button.tsx';
import { UrgencyBadge, type UrgencyClass } from '../ui/urgency-badge.tsx';
import { useVisitWords } from './visit-words.ts';

/** For whom a place is looked for: who, how urgent, asked of whom, until when. */
export function FindHead({ prepared, dueOn, onClose }: { readonly prepared: Outputs['appointments']['prepare']; readonly dueOn: string | null; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const f = useFormat();
  const words = useVisitWords();
  const { patient, referral } = prepared;
  return (
    <>
      <div className="row">
        <h2 className="grow">{t('find.title')}</h2>
        <IconButton icon="close" label={t('find.close')} keys="Escape" onClick={onClose} />
      </div>
      <div className="row">
        {referral?.cls && <UrgencyBadge urgency={referral.cls as UrgencyClass} />}
        <b className="grow ellipsis">{formatName(patient)}</b>
        <AccessMark access={patient.access} />
        <span className="meta">
          {f.age(patient.birthDate)}, {t(`common:sex.${patient.administrativeSex}`)}
        </span>
      </div>
      <p className="meta">
        {referral?.queueRole ? words.role(referral.queueRole) : t('find.withoutReferral')}
        {dueOn && (
          <>
            , <b className="find-due">{t('find.dueOn', { date: f.date(dueOn, 'weekday') })}</b>
          </>
        )}
      </p>
      <p className="meta">{[patient.city, patient.phone].filter(Boolean).join(' · ')}</p>
    </>
  );
}
