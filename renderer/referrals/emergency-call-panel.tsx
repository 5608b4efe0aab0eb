import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { now, wallTime } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { callInstant, readTime } from './call-time.ts';
import { DecisionError } from './decision-error.tsx';

export interface EmergencyCallPanelProps {
  readonly referral: ReferralDetail;
  readonly focusOnMount: boolean;
  readonly onDone: () => void;
  readonly onStale: () => void;
}

/** Who was called about an emergency, at what time: until it is recorded the request stays on top of the queue. */
export function EmergencyCallPanel({ referral, focusOnMount, onDone, onStale }: EmergencyCallPanelProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const [whom, setWhom] = useState('');
  const [typed, setTyped] = useState(() => f.time(wallTime(now().toString(), f.zone)));
  const time = readTime(typed);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const record = useMutation(
    api.referrals.recordEmergencyCall.mutationOptions({
      onSuccess: onDone,
      onError: (error) => {
        tellVersion(error);
        if (hasCode(error, 'STALE') || hasCode(error, 'ILLEGAL_STATE')) onStale();
      },
    }),
  );
  const whomError = tried && whom.trim() === '' ? t('field.whomRequired') : undefined;
  const timeError = tried && time === null ? t('field.timeRequired') : undefined;
  const submit = (): void => {
    setTried(true);
    if (whom.trim() === '' || time === null || record.isPending) return;
    const calledAt = callInstant(time, now(), f.zone);
    record.mutate({ referralId: referral.id, expectedVersion: seenVersion, calledWhom: whom, calledAt, note: note === '' ? null : note });
  };
  return (
    <form
      className="stack triage-panel"
      aria-label={t('call.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t('call.title')}</h3>
      {record.isError && <DecisionError what={t('error.callNotRecorded')} error={record.error} />}
      <div className="triage-call-fields">
        <TextField label={t('call.whom')} value={whom} maxLength={200} autoFocus={focusOnMount} onChange={(event) => setWhom(event.target.value)} error={whomError} />
        <TextField label={t('call.at')} value={typed} maxLength={12} onChange={(event) => setTyped(event.target.value)} error={timeError} />
      </div>
      <TextField label={t('call.note')} optional value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      <div className="triage-primary">
        <Button type="submit" tone="primary" icon="phone" disabled={record.isPending}>
          {t('call.record')}
        </Button>
      </div>
    </form>
  );
}
