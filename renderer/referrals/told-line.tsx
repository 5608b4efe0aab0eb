import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { CopyButton } from '../appointments/copy-button.tsx';
import { useFormat } from '../text/use-format.ts';

/** What a referrer who asks may be told, in one line, to read out or to copy. */
export function ToldLine({ told }: Pick<ReferralDetail, 'told'>): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const line = told[f.language];
  return (
    <p className="row triage-told">
      <span className="grow">
        <span className="meta">{t('told.label')}</span> {line}
      </span>
      <CopyButton text={line} label={t('told.copy')} />
    </p>
  );
}
