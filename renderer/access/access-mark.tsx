import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientAccess } from '#contract/values.ts';
import { Icon } from '../ui/icon.tsx';

/** The lock beside the name of somebody whose record is restricted; on a closed one the word stands beside it. Most are open: nothing is looked up for them. */
export function AccessMark({ access }: { readonly access: PatientAccess }): ReactElement | null {
  return access === 'open' ? null : <Lock access={access} />;
}

function Lock({ access }: { readonly access: Exclude<PatientAccess, 'open'> }): ReactElement {
  const { t } = useTranslation('access');
  const word = t(`mark.${access}`);
  return (
    <span className="access-mark meta no-wrap" title={word}>
      <Icon name="lock" size="small" />
      <span className={access === 'closed' ? undefined : 'visually-hidden'}>{word}</span>
    </span>
  );
}
