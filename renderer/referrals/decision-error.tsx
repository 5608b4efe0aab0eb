import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';

/** Why a decision was not recorded. Where somebody else came first: who and when, and that the screen shows it now. */
export function DecisionError({ what, error }: { readonly what: string; readonly error: unknown }): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  if (!hasCode(error, 'STALE')) return <ErrorNotice what={what} error={error} kept />;
  const { changedBy, changedAt } = toFailure(error).data as { readonly changedBy: string | null; readonly changedAt: string };
  return (
    <div className="note note-warn" role="alert">
      <Icon name="alert" />
      <span>
        <b>{what}</b> {changedBy ? t('error.changedBy', { name: changedBy, when: f.instant(changedAt, 'short') }) : t('error.proposalChanged')}
      </span>
    </div>
  );
}
