import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextArea } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

export interface OpinionNotesProps {
  readonly referral: ReferralDetail;
  readonly onChanged: () => void;
}

/** The opinions of colleagues: those given, and the one awaited, with where to write it for whoever was asked. */
export function OpinionNotes({ referral, onChanged }: OpinionNotesProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { opinion, history } = referral;
  return (
    <>
      {history
        .filter(({ what }) => what === 'opinion-given')
        .map((given) => (
          <div key={given.at} className="note">
            <Icon name="person" />
            <span>
              <b>{t('opinion.given', { by: given.by, when: f.instant(given.at, 'short') })}</b> {given.reason}
            </span>
          </div>
        ))}
      {opinion && (
        <div className="note">
          <Icon name="clock" />
          <div className="grow stack">
            <span>
              <b>{t(opinion.ofMe ? 'opinion.askedOfYou' : 'opinion.asked', { by: opinion.askedBy, of: opinion.of, when: f.instant(opinion.askedAt, 'short') })}</b> {opinion.question}
            </span>
            <Answer referral={referral} onChanged={onChanged} />
          </div>
        </div>
      )}
    </>
  );
}

function Answer({ referral, onChanged }: OpinionNotesProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { allowedActions } = referral;
  const [words, setWords] = useState('');
  const give = useMutation(api.referrals.giveOpinion.mutationOptions({ onSuccess: onChanged }));
  const withdraw = useMutation(api.referrals.withdrawOpinion.mutationOptions({ onSuccess: onChanged }));
  const seen = { referralId: referral.id, expectedVersion: referral.version };
  const send = (): void => {
    if (words.trim() !== '' && !give.isPending) give.mutate({ ...seen, words });
  };
  return (
    <>
      {(give.isError || withdraw.isError) && <ErrorNotice what={t('opinion.notKept')} error={give.error ?? withdraw.error} kept />}
      {allowedActions.includes('give-opinion') && (
        <form
          className="stack"
          aria-label={t('opinion.give')}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            // Of this form, not of the foot.
            event.preventDefault();
            event.stopPropagation();
            send();
          }}
        >
          <TextArea label={t('opinion.yours')} rows={2} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} />
          <div className="row">
            <Button small type="submit" disabled={words.trim() === '' || give.isPending}>
              {t('opinion.give')}
            </Button>
          </div>
        </form>
      )}
      {allowedActions.includes('withdraw-opinion') && (
        <div className="row">
          <Button small tone="quiet" disabled={withdraw.isPending} onClick={() => withdraw.mutate(seen)}>
            {t('opinion.withdraw')}
          </Button>
        </div>
      )}
    </>
  );
}
