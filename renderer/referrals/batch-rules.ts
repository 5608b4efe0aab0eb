import type { ReferralRow } from '#contract/referrals';

/** Of the lines ticked, those whose proposal may be accepted with others: an emergency, or a request without a class, is decided alone. Pure. */
export function acceptable(rows: readonly ReferralRow[]): readonly ReferralRow[] {
  return rows.filter(({ state, proposed, cls }) => state === 'received' && proposed && cls !== null && cls !== 'URG');
}

/** The one queue all the lines stand in, or null: only to somebody of it may they be given. */
export function queueOf(rows: readonly ReferralRow[]): string | null {
  const [first] = rows;
  return first && rows.every(({ state, queueRole }) => state === 'accepted' && queueRole === first.queueRole) ? first.queueRole : null;
}
