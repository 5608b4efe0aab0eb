import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoverySheet as SheetOfKey } from '#contract/session';
import { useFormat } from '../text/use-format.ts';

/** A recovery key and what its paper says of it. */
export interface PrintedKey extends SheetOfKey {
  readonly clinicName: string;
  readonly by: string;
  readonly zone: string | undefined;
}

export interface RecoverySheetProps {
  readonly printed: PrintedKey;
  /** Hides the groups, for the eye and for readers alike. */
  readonly masked: boolean;
}

/** The sheet as it prints: the only thing on the paper. */
export function RecoverySheet({ printed, masked }: RecoverySheetProps): ReactElement {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { recoveryKey, clinicCode, createdAt, clinicName, by, zone } = printed;
  return (
    <figure className="paper print-only-this" aria-label={t('firstStart.sheet.label')}>
      <div className="paper-head">
        <b>Relais</b>
        <span>{t('firstStart.sheet.title')}</span>
      </div>
      <dl>
        <div>
          <dt>{t('firstStart.sheet.clinic')}</dt>
          <dd>{clinicName}</dd>
        </div>
        <div>
          <dt>{t('firstStart.sheet.created')}</dt>
          <dd>{format.instant(createdAt, 'long', zone)}</dd>
        </div>
        <div>
          <dt>{t('firstStart.sheet.by')}</dt>
          <dd>{t('firstStart.sheet.byValue', { name: by })}</dd>
        </div>
        <div>
          <dt>{t('firstStart.sheet.base')}</dt>
          <dd>{clinicCode}</dd>
        </div>
      </dl>
      <h2>{t('firstStart.sheet.key')}</h2>
      <ol className="paper-key">
        {recoveryKey.map((group, index) => (
          <li key={index}>
            <span>{index + 1}</span>
            {masked ? <b className="masked">•••••</b> : <b>{group}</b>}
          </li>
        ))}
      </ol>
      <h2>{t('firstStart.sheet.use')}</h2>
      <ol className="paper-use">
        <li>{t('firstStart.sheet.use1')}</li>
        <li>{t('firstStart.sheet.use2')}</li>
        <li>{t('firstStart.sheet.use3')}</li>
      </ol>
      <div className="paper-sign">
        <span>{t('firstStart.sheet.kept')}</span>
        <i />
        <span>{t('firstStart.sheet.signature')}</span>
        <i />
      </div>
      <div className="paper-foot">{t('firstStart.sheet.foot')}</div>
    </figure>
  );
}
