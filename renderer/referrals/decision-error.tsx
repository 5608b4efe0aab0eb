import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { hasCode, toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { ModalityWord } from './modality-word.tsx';
import type { OverrideDraft } from './override-draft.ts';
import type { TriageWords } from './use-triage-words.ts';

type Decided = ReferralDetail['decisions'][number];

export interface DecisionErrorProps {
  readonly what: string;
  readonly error: unknown;
  /** The decision that stands now, once the screen is up to date. */
  readonly theirs?: Decided | undefined;
  /** What one was about to decide. */
  readonly mine?: (OverrideDraft & { readonly reason: string }) | undefined;
  readonly words?: TriageWords;
}

/** Why a decision was not recorded. Where somebody else came first: who and when, and both decisions side by side. */
export function DecisionError({ what, error, theirs, mine, words }: DecisionErrorProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  if (!hasCode(error, 'STALE')) return <ErrorNotice what={what} error={error} kept />;
  const { changedBy, changedAt } = toFailure(error).data as { readonly changedBy: string | null; readonly changedAt: string };
  const isAgainstDecision = theirs && mine && words;
  return (
    <div className="note note-warn" role="alert">
      <Icon name="alert" />
      <div className="grow stack">
        <span>
          <b>{what}</b> {changedBy ? t('error.changedBy', { name: changedBy, when: f.instant(changedAt, 'short') }) : t('error.proposalChanged')}
        </span>
        {isAgainstDecision && (
          <>
            <div className="triage-both">
              <Side title={t('error.theirs', { name: theirs.decidedBy, when: f.instant(theirs.decidedAt, 'short') })} decided={{ ...theirs, reason: theirs.overrideReason ?? '' }} words={words} />
              <Side title={t('error.mine')} decided={mine} words={words} />
            </div>
            <span className="meta">{t('error.bothKept')}</span>
          </>
        )}
      </div>
    </div>
  );
}

function Side({ title, decided, words }: { readonly title: string; readonly decided: OverrideDraft & { readonly reason: string }; readonly words: TriageWords }): ReactElement {
  const { t } = useTranslation('referrals');
  return (
    <div className="triage-side">
      <b className="meta-strong">{title}</b>
      <div className="row">
        <UrgencyBadge urgency={decided.cls} size="inline" />
        <span>{t(`decision.outcome.${decided.disposition}`)}</span>
      </div>
      <span>{words.professional(decided.primary)}</span>
      <ModalityWord modality={decided.modality} />
      {decided.reason !== '' && <span className="meta">{t('decision.reason', { reason: decided.reason })}</span>}
    </div>
  );
}
