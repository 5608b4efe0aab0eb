import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { DecisionError } from './decision-error.tsx';

export interface ReturnPanelProps {
  readonly referral: ReferralDetail;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Sends a referral of one's queue back to triage; the reason is what whoever triages reads first. */
export function ReturnPanel({ referral, onCancel, onDone }: ReturnPanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const sendBack = useMutation(api.referrals.return.mutationOptions({ onSuccess: onDone, onError: tellVersion }));
  const submit = (): void => {
    setTried(true);
    if (reason.trim() !== '' && !sendBack.isPending) sendBack.mutate({ referralId: referral.id, expectedVersion: seenVersion, reason });
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('referrals:return.save') });
  useShortcut('Escape', onCancel, { inFields: true });
  return (
    <form
      className="stack triage-panel"
      aria-label={t('referrals:return.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t('referrals:return.title')}</h3>
      {sendBack.isError && <DecisionError what={t('referrals:return.failed')} error={sendBack.error} />}
      <TextArea
        label={t('referrals:return.reason')}
        rows={2}
        maxLength={1000}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={tried && reason.trim() === '' ? t('referrals:override.reasonRequired') : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={sendBack.isPending}>
          {t('referrals:return.save')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
