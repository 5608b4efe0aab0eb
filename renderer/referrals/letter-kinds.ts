import type { LetterKind } from '#contract/letters';
import type { ReferralDetail } from '#contract/referrals';

/** The letters a referral allows now, the one it calls for first; one that has only arrived may always be acknowledged. */
export function letterKindsOf({ state, asking, appointment }: Pick<ReferralDetail, 'state' | 'asking' | 'appointment'>): readonly LetterKind[] {
  const calledFor: LetterKind[] = [];
  if (state === 'redirected') calledFor.push('redirect');
  if (state === 'advised') calledFor.push('advice');
  if (state === 'declined') calledFor.push('refusal');
  if (asking) calledFor.push('information');
  if (state === 'booked' && appointment) calledFor.push('appointment');
  return state === 'cancelled' ? calledFor : [...calledFor, 'acknowledgement'];
}
