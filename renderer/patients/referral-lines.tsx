import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { referralState } from '#contract/referrals.ts';
import { urgencies } from '#contract/triage.ts';
import { api } from '../link/client.ts';
import { wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

/** The requests made for a patient, each a way to its page. */
export function ReferralLines({ referrals }: { readonly referrals: PatientRecord['referrals'] }): ReactElement {
  const { t } = useTranslation('patients');
  const f = useFormat();
  // The names of the reasons are content of the clinic, asked once.
  const { data } = useQuery(api.referrals.vocabulary.queryOptions({ staleTime: Infinity, enabled: referrals.length > 0 }));
  return (
    <>
      {referrals.map((referral) => {
        const urgency = urgencies.find((known) => known === referral.cls);
        const state = referralState.options.find((known) => known === referral.state);
        const reason = data?.reasons.reasons.find((known) => known.code === referral.reasonCode)?.label[f.language] ?? referral.reasonCode ?? t('record.reasonUnknown');
        return (
          <li key={referral.id} className="patients-line">
            {urgency && <UrgencyBadge urgency={urgency} size="inline" />}
            <span className="grow">
              <Link to="/referrals/$referralId" params={{ referralId: referral.id }} className="ellipsis patients-line-link">
                {reason}
              </Link>
              <span className="meta ellipsis patients-line-note">
                {[state && t(`state.${state}`), t('record.received', { date: f.date(wallDate(referral.receivedAt, f.zone), 'short') }), referral.dueOn && t('record.due', { date: f.date(referral.dueOn, 'short') })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        );
      })}
    </>
  );
}
