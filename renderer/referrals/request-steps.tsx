import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { useFormat } from '../text/use-format.ts';
import { waitedBetween, waitedSince } from './elapsed.ts';

interface Step {
  readonly key: 'received' | 'entered' | 'triage' | 'call' | 'visit' | 'advice';
  readonly state: 'done' | 'current' | 'ahead';
  readonly when: string;
}

/** The steps of a request and when each was done; the one awaited says since when. */
export function RequestSteps({ referral }: { readonly referral: ReferralDetail }): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { state, appointment } = referral;
  const decision = referral.decisions[0];
  const call = referral.emergencyCalls[0];
  const since = (instant: string): string => t('steps.since', { time: waitedSince(instant, t) });
  const steps: Step[] = [
    { key: 'received', state: 'done', when: f.instantDate(referral.receivedAt, 'short') },
    { key: 'entered', state: 'done', when: f.instant(referral.enteredAt, 'short') },
    decision
      ? { key: 'triage', state: 'done', when: t('steps.after', { time: waitedBetween(referral.enteredAt, decision.decidedAt, t) }) }
      : { key: 'triage', state: 'current', when: since(referral.enteredAt) },
  ];
  if (state === 'emergency' && decision) {
    steps.push(call ? { key: 'call', state: 'done', when: f.instant(call.calledAt, 'short') } : { key: 'call', state: 'current', when: since(decision.decidedAt) });
  } else if (state === 'advised' && decision) {
    const advised = referral.history.findLast(({ what }) => what === 'advised')?.at ?? decision.decidedAt;
    steps.push(referral.advicePending ? { key: 'advice', state: 'current', when: since(decision.decidedAt) } : { key: 'advice', state: 'done', when: f.instant(advised, 'short') });
  } else if (appointment) {
    steps.push({ key: 'visit', state: 'done', when: f.instant(appointment.startsAt, 'short', appointment.zone) });
  } else if (state === 'accepted' && decision) {
    steps.push({ key: 'visit', state: 'current', when: since(decision.decidedAt) });
  } else if (state === 'received') {
    steps.push({ key: 'visit', state: 'ahead', when: '–' });
  }
  return (
    <ol className="triage-steps" aria-label={t('steps.label')}>
      {steps.map((step) => (
        <li key={step.key} data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          {t(`steps.${step.key}`)}
          <span>{step.when}</span>
        </li>
      ))}
    </ol>
  );
}
