import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proposal, ReferralDetail } from '#contract/referrals';
import { Icon } from '../ui/icon.tsx';
import { DecisionFoot, type DecisionFootProps } from './decision-foot.tsx';
import { DecisionSheet } from './decision-sheet.tsx';
import type { Evidence } from './evidence.ts';
import { ProposalView } from './proposal-view.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface ProposalPaneProps extends DecisionFootProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  readonly evidence: Evidence;
}

/** The proposal at the right, the decision above it once taken, and at the foot what may be done now. */
export function ProposalPane({ evidence, ...foot }: ProposalPaneProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { referral, words } = foot;
  const { proposal } = referral;
  const decision = referral.decisions[0];
  return (
    <section className="triage-proposal" aria-label={t('proposal.title')}>
      <div className="triage-scroll" role="group" aria-label={t('proposal.why')} tabIndex={0}>
        {decision && <DecisionSheet decision={decision} calls={referral.emergencyCalls} words={words} />}
        <div className="triage-proposal-header row">
          <h2>{decision ? t('proposal.titleThen') : t('proposal.title')}</h2>
          <span className="grow" />
          {proposal && <RulesetNote proposal={proposal} />}
        </div>
        {proposal ? (
          <ProposalView proposal={proposal} words={words} evidence={evidence} requestedClass={referral.requestedClass} withVerdict={decision?.overridden ?? true} />
        ) : (
          <div className="note note-warn">
            <Icon name="alert" />
            <span>{t('proposal.ageRequired')}</span>
          </div>
        )}
      </div>
      <DecisionFoot {...foot} />
    </section>
  );
}

/** Which rules spoke, and whether somebody has signed them. */
export function RulesetNote({ proposal }: { readonly proposal: Proposal }): ReactElement {
  const { t } = useTranslation('referrals');
  const { version, signedOffBy } = proposal.explanation.ruleset;
  return <span className="micro no-wrap">{signedOffBy ? t('proposal.rulesSigned', { version, name: signedOffBy }) : t('proposal.rulesUnreviewed', { version })}</span>;
}
