import type { ReferralSituation, ReferralState } from '#contract/referrals.ts';

/** What is looked at, beside the state, to say where a request stands. */
export interface Situated {
  readonly state: ReferralState;
  /** The rules propose something: the age is known. */
  readonly isProposed: boolean;
  /** Nothing that the reason requires is missing. */
  readonly isComplete: boolean;
  /** Its referrer was asked and has not answered. */
  readonly isAsked: boolean;
  /** A profession sent it back, and nobody has decided since. */
  readonly isReturned: boolean;
  readonly queueRole: string | null;
  readonly isClaimed: boolean;
  readonly isSeen: boolean;
  readonly isAdvicePending: boolean;
}

/** Where a request stands, in one word of those who work on it. Pure; the state alone says what may become of it. */
export function situationOf({ state, isProposed, isComplete, isAsked, isReturned, queueRole, isClaimed, isSeen, isAdvicePending }: Situated): ReferralSituation {
  switch (state) {
    case 'received':
      if (isAsked) return 'incomplete';
      if (isReturned) return 'returned';
      if (!isProposed) return 'received';
      return isComplete ? 'ready' : 'proposed';
    case 'accepted':
      if (isAsked) return 'incomplete';
      return isClaimed || (queueRole !== null && queueRole !== 'rheumatologist') ? 'routed' : 'accepted';
    case 'booked':
      return isSeen ? 'seen' : 'booked';
    case 'advised':
      return isAdvicePending ? 'advice-due' : 'advised';
    default:
      return state;
  }
}
