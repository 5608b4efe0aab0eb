import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { DelayNote } from './delay-note.tsx';
import { OpinionNotes } from './opinion-notes.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface RequestNotesProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  readonly onChanged: () => void;
}

/** What the next person must know before deciding: sent back by whom and why, taken by whom, an answer awaited since when. */
export function RequestNotes({ referral, words, onChanged }: RequestNotesProps): ReactElement | null {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const { returned, claimed, asking, allowedActions } = referral;
  const end = useMutation(api.referrals.endAsking.mutationOptions({ onSuccess: onChanged }));
  const settle = (outcome: 'answered' | 'withdrawn'): void => end.mutate({ referralId: referral.id, expectedVersion: referral.version, outcome });
  const { delay, ended } = referral;
  const hasOpinion = referral.opinion !== null || referral.history.some(({ what }) => what === 'opinion-given');
  if (!ended && !returned && !claimed && !asking && !hasOpinion && (!delay || delay.pauses.length === 0)) return null;
  return (
    <div className="stack triage-notes">
      {returned && (
        <div className="note note-warn">
          <Icon name="undo" />
          <span>
            <b>{t('referrals:note.returned', { role: roleIn(t, returned.from), by: returned.by, when: f.instant(returned.at, 'short') })}</b> {returned.reason}
          </span>
        </div>
      )}
      {ended && (
        <div className="note note-warn">
          <Icon name="close" />
          <span>
            <b>{t(ended.elsewhere ? 'referrals:end.noteElsewhere' : 'referrals:end.note', { what: t(`referrals:state.${referral.state}`), by: ended.by, when: f.instant(ended.at, 'short') })}</b> {ended.reason}
          </span>
        </div>
      )}
      {claimed && (
        <div className="note">
          <Icon name="person" />
          <span>{claimed.byMe ? t('referrals:note.claimedByMe') : t('referrals:note.claimed', { by: claimed.by })}</span>
        </div>
      )}
      <OpinionNotes referral={referral} onChanged={onChanged} />
      {delay && delay.pauses.length > 0 && <DelayNote referral={referral} delay={delay} onChanged={onChanged} />}
      {asking && (
        <div className="note">
          <Icon name="clock" />
          <div className="grow stack">
            <span>
              <b>{t('referrals:note.asked', { by: asking.askedBy, when: f.instant(asking.askedAt, 'short') })}</b> {asking.items.map((code) => words.prerequisite(code)).join(', ')}
            </span>
            <span className="meta">{asking.message}</span>
            {end.isError && <ErrorNotice what={t('referrals:ask.failed')} error={end.error} />}
            {allowedActions.includes('end-asking') && (
              <div className="row">
                <Button small onClick={() => settle('answered')}>
                  {t('referrals:ask.answered')}
                </Button>
                <Button small tone="quiet" onClick={() => settle('withdrawn')}>
                  {t('referrals:ask.withdraw')}
                </Button>
              </div>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

/** The role of a queue in the words of the page. */
export function roleIn(t: (key: 'common:role.ips') => string, role: string): string {
  return t(`common:role.${role as 'ips'}`).toLowerCase();
}
