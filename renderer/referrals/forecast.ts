import type { Outputs } from '#contract/index';
import type { ReferralDetail } from '#contract/referrals';
import type { Candidate } from './use-first-places.ts';

/** A request that will pass its delay; `placeOn`: the day of the place it would get, null where there is none. */
export type Breach = Outputs['referrals']['forecast']['breaches'][number];

/** What is foreseen of the request shown: of one to decide, from the first places of the professionals proposed. */
export function foreseen(referral: ReferralDetail, forecast: ReadonlyMap<string, Breach>, candidates: readonly Candidate[]): Pick<Breach, 'cls' | 'dueOn' | 'placeOn'> | null {
  const { proposal, delay, state } = referral;
  if (state === 'accepted') return forecast.get(referral.id) ?? null;
  if (state !== 'received' || !proposal || !delay || proposal.disposition !== 'book') return null;
  const first = candidates.filter(({ isFirst }) => isFirst);
  // Nobody of the profession, or not all asked yet: nothing can be said.
  if (first.length === 0 || first.some(({ place }) => place === undefined)) return null;
  const days = first.flatMap(({ place }) => (place ? [place.localStart.slice(0, 10)] : [])).sort();
  const placeOn = days[0] ?? null;
  return placeOn !== null && placeOn <= delay.dueOn ? null : { cls: proposal.decision.cls, dueOn: delay.dueOn, placeOn };
}
