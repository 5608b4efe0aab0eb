import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { useFormat } from '../text/use-format.ts';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { DecidedRoute } from './decided-route.tsx';
import { ModalityWord } from './modality-word.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface DecisionSheetProps {
  readonly decision: ReferralDetail['decisions'][number];
  readonly calls: ReferralDetail['emergencyCalls'];
  readonly words: TriageWords;
  readonly patientId: string;
  /** The first visit is booked. */
  readonly isBegun: boolean;
  /** When the delay runs out as it stands now, where that is not yet settled. */
  readonly dueOn?: string | undefined;
}

/** What was decided, by whom and when, with the reason of an override and the calls made for an emergency. */
export function DecisionSheet({ decision, calls, words, patientId, isBegun, dueOn = decision.dueOn }: DecisionSheetProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  return (
    <section aria-labelledby="triage-decision">
      <div className="triage-proposal-header row">
        <h2 id="triage-decision">{t('decision.title')}</h2>
        <span className="grow" />
        <span className="micro no-wrap">{decision.overridden ? t('decision.overridden') : t('decision.accepted')}</span>
      </div>
      <div className="triage-verdict-sheet">
        <div className="triage-verdict">
          <UrgencyBadge urgency={decision.cls} size="large" />
          <div className="grow">
            <div className="triage-verdict-title">{t(`decision.outcome.${decision.disposition}`)}</div>
            <div className="meta">{t('decision.by', { name: decision.decidedBy, when: f.instant(decision.decidedAt, 'short') })}</div>
          </div>
        </div>
        <dl className="triage-way">
          <div>
            <dt className="micro">{t('proposal.with')}</dt>
            <dd>{words.professional(decision.primary)}</dd>
          </div>
          <div>
            <dt className="micro">{t('proposal.how')}</dt>
            <dd>
              <ModalityWord modality={decision.modality} />
            </dd>
          </div>
          <div>
            <dt className="micro">{t('decision.before')}</dt>
            <dd className="no-wrap">{f.date(dueOn, 'weekday')}</dd>
          </div>
        </dl>
        {(decision.overrideReason ?? decision.redirectTo ?? decision.note) && (
          <div className="triage-decision-words">
            {decision.overrideReason && <p>{t('decision.reason', { reason: decision.overrideReason })}</p>}
            {decision.redirectTo && <p>{t('decision.redirectedTo', { name: decision.redirectTo })}</p>}
            {decision.note && <p>{t('decision.note', { note: decision.note })}</p>}
          </div>
        )}
        <DecidedRoute route={decision.route} patientId={patientId} isBegun={isBegun} words={words} />
        {calls.map((call) => (
          <p key={call.calledAt} className="triage-decision-words">
            {t('decision.called', { whom: call.calledWhom, by: call.calledBy, when: f.instant(call.calledAt, 'short') })}
            {call.note && ` ${call.note}`}
          </p>
        ))}
      </div>
    </section>
  );
}
