import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { ReferralDetail } from '#contract/referrals';
import type { ProfessionalCode } from '#contract/triage';
import { visitModality } from '#contract/values';
import { client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import type { OverrideDraft } from './override-draft.ts';
import type { Candidate } from './use-first-places.ts';

/** What was accepted: the referral's version and state, and the visit booked with it. */
export interface Accepted {
  readonly version: number;
  readonly state: ReferralDetail['state'];
  readonly visit: { readonly id: string; readonly version: number } | null;
  /** Why the visit was not booked though the decision was recorded. */
  readonly notBooked: unknown;
}

export interface AcceptWords {
  readonly redirectTo: string;
  readonly note: string;
}

export interface AcceptOptions {
  readonly referral: ReferralDetail;
  readonly chosen: Candidate | null;
  /** Who sees the person one after the other. */
  readonly route: readonly ProfessionalCode[];
  readonly onAccepted: (text: string, accepted: Accepted) => void;
  readonly onStale: () => void;
}

/** Accepts the proposal; where a professional with a place was chosen, books that place in the same breath. */
export function useAccept({ referral, chosen, route, onAccepted, onStale }: AcceptOptions) {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { proposal } = referral;
  const [sent, setSent] = useState<(OverrideDraft & { readonly reason: string }) | null>(null);
  const name = formatName(referral.patient);
  const place = chosen?.place ?? null;
  const when = place && `${f.date(place.localStart.slice(0, 10), 'short')} ${f.time(place.localStart.slice(11))}`;

  const accept = useMutation({
    mutationFn: async ({ redirectTo, note }: AcceptWords): Promise<Accepted> => {
      if (!proposal) throw new Error('nothing is proposed');
      const { decision, disposition } = proposal;
      setSent({ cls: decision.cls, primary: decision.primary, modality: decision.modality, disposition, reason: '' });
      const answer = await client.referrals.accept({
        referralId: referral.id,
        expectedVersion: referral.version,
        seenCls: decision.cls,
        redirectTo: disposition === 'redirect' ? redirectTo : null,
        route: disposition === 'book' ? [...route] : [],
        note: note !== '' && (disposition === 'advice' || disposition === 'redirect') ? note : null,
      });
      if (!place || answer.state !== 'accepted') return { ...answer, visit: null, notBooked: null };
      const modality = visitModality.options.find((one) => one === decision.modality) ?? 'IN_PERSON';
      try {
        const visit = await client.appointments.book({
          appointmentId: v7(), patientId: referral.patient.id, referralId: referral.id, practitionerId: place.practitionerId, startsAt: place.startsAt, minutes: place.minutes, modality,
          patientZone: null, reason: null, consent: null,
        });
        return { ...answer, visit: { id: visit.id, version: visit.version }, notBooked: null };
      } catch (error) {
        return { ...answer, visit: null, notBooked: error };
      }
    },
    onSuccess: (accepted) => {
      const cls = proposal?.decision.cls ?? '';
      onAccepted(accepted.visit ? t('toast.acceptedAt', { name, cls, who: chosen?.professional.displayName ?? '', when: when ?? '' }) : t('toast.accepted', { name, cls }), accepted);
    },
    onError: (error) => {
      if (hasCode(error, 'STALE') || hasCode(error, 'ILLEGAL_STATE')) onStale();
    },
  });
  return { accept, sent, when };
}
