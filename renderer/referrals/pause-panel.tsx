import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { parseTypedDate } from '../patients/typed-date.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { DecisionError } from './decision-error.tsx';

export interface PausePanelProps {
  readonly referral: ReferralDetail;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Stops the delay: for whom one waits, why, from when, and until when where that is known. */
export function PausePanel({ referral, onCancel, onDone }: PausePanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const [pauseId] = useState(() => v7());
  const [cause, setCause] = useState<'patient' | 'referrer'>('patient');
  const [reason, setReason] = useState('');
  const [fromText, setFromText] = useState(() => f.date(f.today));
  const [untilText, setUntilText] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const from = parseTypedDate(fromText);
  const until = untilText.trim() === '' ? null : parseTypedDate(untilText);
  const fromProblem = from === null ? t('referrals:form.notADate') : from > f.today ? t('referrals:form.inTheFuture') : undefined;
  const untilProblem = untilText.trim() !== '' && until === null ? t('referrals:form.notADate') : until !== null && from !== null && until <= from ? t('referrals:delay.endBeforeStart') : undefined;
  const pause = useMutation(api.referrals.pause.mutationOptions({ onSuccess: onDone, onError: tellVersion }));
  const submit = (): void => {
    setTried(true);
    if (from === null || fromProblem || untilProblem || reason.trim() === '' || pause.isPending) return;
    pause.mutate({ referralId: referral.id, expectedVersion: seenVersion, pauseId, cause, reason, from, until });
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('referrals:delay.save') });
  useShortcut('Escape', onCancel, { inFields: true });
  return (
    <form
      className="stack triage-panel"
      aria-label={t('referrals:delay.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t('referrals:delay.title')}</h3>
      {pause.isError && <DecisionError what={t('referrals:delay.notPaused')} error={pause.error} />}
      <SegmentedField
        label={t('referrals:delay.waitsFor')}
        options={[
          { value: 'patient', label: t('referrals:delay.cause.patient') },
          { value: 'referrer', label: t('referrals:delay.cause.referrer') },
        ]}
        value={cause}
        onChange={setCause}
      />
      <TextField label={t('referrals:delay.reason')} autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} error={tried && reason.trim() === '' ? t('referrals:delay.reasonRequired') : undefined} />
      <div className="triage-both">
        <TextField label={t('referrals:delay.from')} value={fromText} onChange={(event) => setFromText(event.target.value)} error={tried ? fromProblem : undefined} />
        <TextField label={t('referrals:delay.until')} optional value={untilText} onChange={(event) => setUntilText(event.target.value)} error={tried || untilText.length >= 8 ? untilProblem : undefined} />
      </div>
      <p className="meta">{t('referrals:delay.help')}</p>
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={pause.isPending}>
          {t('referrals:delay.save')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
