import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proposal, ReferralDetail } from '#contract/referrals';
import type { ProfessionalCode } from '#contract/triage';
import { api } from '../link/client.ts';
import { Icon } from '../ui/icon.tsx';
import { DecisionFoot, type DecisionFootProps } from './decision-foot.tsx';
import { DecisionSheet } from './decision-sheet.tsx';
import type { Evidence } from './evidence.ts';
import { ProposalView } from './proposal-view.tsx';
import { foreseen } from './forecast.ts';
import { ForecastNote } from './forecast-note.tsx';
import { startingRoute } from './route-draft.ts';
import { RoutePlan } from './route-plan.tsx';
import { useForecast } from './use-forecast.ts';
import { type Candidate, useFirstPlaces } from './use-first-places.ts';
import type { TriageWords } from './use-triage-words.ts';
import { WhoList } from './who-list.tsx';

export interface ProposalPaneProps extends Omit<DecisionFootProps, 'chosen' | 'route'> {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  readonly evidence: Evidence;
}

/** The proposal at the right, the decision above it once taken, and at the foot what may be done now. */
export function ProposalPane({ evidence, ...foot }: ProposalPaneProps): ReactElement {
  const { t } = useTranslation('referrals');
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const { referral, words } = foot;
  const { proposal } = referral;
  const mayDecide = referral.allowedActions.includes('accept') || referral.allowedActions.includes('override');
  const routing = useQuery(api.referrals.routing.queryOptions({ input: { referralId: referral.id }, enabled: mayDecide && proposal !== null, staleTime: 30_000 })).data;
  const [ordered, setOrdered] = useState<readonly ProfessionalCode[] | null>(null);
  const route = ordered ?? (proposal?.disposition === 'book' ? startingRoute(routing, proposal.decision) : []);
  const breach = useForecast().get(referral.id);
  // Sent back to triage, the earlier decision holds no longer: it is told in the note of the return.
  const decision = referral.state === 'received' ? undefined : referral.decisions[0];
  return (
    <section className="triage-proposal" aria-label={t('proposal.title')}>
      <div className="triage-scroll" role="group" aria-label={t('proposal.why')} tabIndex={0}>
        {decision && <DecisionSheet decision={decision} patientId={referral.patient.id} isBegun={referral.state === 'booked' || referral.state === 'closed'} calls={referral.emergencyCalls} words={words} dueOn={referral.state === 'accepted' ? referral.delay?.dueOn : undefined} />}
        {breach && <ForecastNote breach={breach} />}
        <div className="triage-proposal-header row">
          <h2>{decision ? t('proposal.titleThen') : t('proposal.title')}</h2>
          <span className="grow" />
          {proposal && <RulesetNote proposal={proposal} />}
        </div>
        {proposal ? (
          <ProposalView
            proposal={proposal}
            words={words}
            evidence={evidence}
            requestedClass={referral.requestedClass}
            withVerdict={decision?.overridden ?? true}
            askKey={referral.allowedActions.includes('ask')}
          />
        ) : (
          <div className="note note-warn">
            <Icon name="alert" />
            <span>{t('proposal.ageRequired')}</span>
          </div>
        )}
        {!decision && proposal && mayDecide && (
          <WhoChoice referral={referral} chosen={chosen} onChoose={(one) => setChosen((before) => (before?.professional === one.professional ? null : one))} />
        )}
        {!decision && proposal && routing && routing.steps.length > 0 && <RoutePlan routing={routing} route={route} onRoute={setOrdered} words={words} dueOn={proposal.dueOn} />}
      </div>
      <DecisionFoot {...foot} chosen={chosen} route={route} />
    </section>
  );
}

interface WhoChoiceProps {
  readonly referral: ReferralDetail;
  readonly chosen: Candidate | null;
  readonly onChoose: (candidate: Candidate) => void;
}

const nothingForeseen = new Map<string, never>();

function WhoChoice({ referral, chosen, onChoose }: WhoChoiceProps): ReactElement {
  const candidates = useFirstPlaces(referral);
  const breach = foreseen(referral, nothingForeseen, candidates);
  return (
    <>
      {breach && <ForecastNote breach={breach} />}
      <WhoList candidates={candidates} chosenId={chosen?.professional.practitionerId ?? null} dueOn={referral.proposal?.dueOn ?? ''} onChoose={onChoose} />
    </>
  );
}

/** Which rules spoke, and whether somebody has signed them. */
export function RulesetNote({ proposal }: { readonly proposal: Proposal }): ReactElement {
  const { t } = useTranslation('referrals');
  const { version, signedOffBy } = proposal.explanation.ruleset;
  return <span className="micro no-wrap">{signedOffBy ? t('proposal.rulesSigned', { version, name: signedOffBy }) : t('proposal.rulesUnreviewed', { version })}</span>;
}
