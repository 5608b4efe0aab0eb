import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';

export interface DelayNoteProps {
  readonly referral: ReferralDetail;
  readonly delay: NonNullable<ReferralDetail['delay']>;
  readonly onChanged: () => void;
}

/** What stops or stopped the delay: who is waited for, why, from when until when; the first due date beside the one that holds. */
export function DelayNote({ referral, delay, onChanged }: DelayNoteProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const resume = useMutation(api.referrals.resume.mutationOptions({ onSuccess: onChanged, onError: onChanged }));
  const mayResume = referral.allowedActions.includes('pause');
  return (
    <div className={delay.isPaused ? 'note note-warn' : 'note'}>
      <Icon name="clock" />
      <div className="grow stack">
        <b>{delay.isPaused ? t('delay.paused') : t('delay.wasPaused')}</b>
        {delay.pauses.map((pause) => {
          const isOpen = pause.until === null || pause.until > f.today;
          return (
            <div key={pause.id ?? pause.from} className="row wrap">
              <span>
                {t(`delay.cause.${pause.cause}`)}, {pause.until === null ? t('delay.since', { from: f.date(pause.from, 'short') }) : t('delay.fromUntil', { from: f.date(pause.from, 'short'), until: f.date(pause.until, 'short') })}
                {pause.reason !== null && ` · ${pause.reason}`} <span className="meta">({pause.by})</span>
              </span>
              {isOpen && pause.id !== null && mayResume && (
                <Button
                  small
                  disabled={resume.isPending}
                  onClick={() => resume.mutate({ referralId: referral.id, expectedVersion: referral.version, pauseId: pause.id ?? '', on: f.today })}
                >
                  {t('delay.resume')}
                </Button>
              )}
            </div>
          );
        })}
        <span className="meta">
          {delay.dueOn === delay.originalDueOn ? t('delay.same', { date: f.date(delay.dueOn, 'weekday') }) : t('delay.moved', { original: f.date(delay.originalDueOn, 'weekday'), date: f.date(delay.dueOn, 'weekday') })}
        </span>
        {resume.isError && <ErrorNotice what={t('delay.notResumed')} error={resume.error} />}
      </div>
    </div>
  );
}
