import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail, ReferralEnd } from '#contract/referrals';
import { client } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { DecisionError } from './decision-error.tsx';

/** The ways a request may end now for this person; nothing where it may not. */
export function endsOf({ allowedActions }: Pick<ReferralDetail, 'allowedActions'>): readonly ReferralEnd[] {
  const ends = [['decline', 'declined'], ['cancel', 'cancelled'], ['close', 'closed']] as const;
  return ends.flatMap(([action, end]) => (allowedActions.includes(action) ? [end] : []));
}

export interface EndPanelProps {
  readonly referral: ReferralDetail;
  readonly onCancel: () => void;
  readonly onDone: (outcome: ReferralEnd | 'reopened') => void;
}

/** Ends a request (declined, cancelled, closed) or opens one again, with a reason that is kept. */
export function EndPanel({ referral, onCancel, onDone }: EndPanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  // As it may end when one began, whatever others do meanwhile: main judges again.
  const [ends] = useState(() => endsOf(referral));
  const [outcome, setOutcome] = useState<ReferralEnd | null>(ends.length === 1 ? (ends[0] ?? null) : null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const isReopening = ends.length === 0;
  const seen = { referralId: referral.id, expectedVersion: seenVersion };
  const write = useMutation({
    mutationFn: () => (outcome === null ? client.referrals.reopen({ ...seen, reason }) : client.referrals.end({ ...seen, outcome, reason })),
    onSuccess: () => onDone(outcome ?? 'reopened'),
    onError: tellVersion,
  });
  const title = t(isReopening ? 'referrals:end.reopenTitle' : 'referrals:end.title');
  const submit = (): void => {
    setTried(true);
    if (reason.trim() !== '' && (isReopening || outcome !== null) && !write.isPending) write.mutate();
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: title });
  useShortcut('Escape', onCancel, { inFields: true });
  return (
    <form
      className="stack triage-panel"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{title}</h3>
      {write.isError && <DecisionError what={t('referrals:end.failed')} error={write.error} />}
      {ends.length > 0 && (
        <>
          <SegmentedField label={t('referrals:end.how')} options={ends.map((end) => ({ value: end, label: t(`referrals:end.act.${end}`) }))} value={outcome} onChange={setOutcome} />
          <p className={tried && outcome === null ? 'danger' : 'meta'}>{t(`referrals:end.means.${outcome ?? 'none'}`)}</p>
        </>
      )}
      <TextArea
        label={t('referrals:end.reason')}
        rows={2}
        maxLength={1000}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={tried && reason.trim() === '' ? t('referrals:override.reasonRequired') : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={write.isPending}>
          {t(isReopening ? 'referrals:end.reopen' : 'referrals:end.save')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
