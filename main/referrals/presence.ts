import type { Outputs } from '#contract/index.ts';
import { addMilliseconds } from '../platform/clock.ts';
import type { Clock } from '../ports.ts';
import type { Caller } from '../users/caller.ts';

/** The page says every ten seconds that it has a referral open; after this long without a word it has not. */
const forgottenAfterMilliseconds = 25_000;

/** Who has which referral open, in the memory of this host only. */
export function createPresence(clock: Clock) {
  const open = new Map<string, Map<string, { readonly name: string; readonly since: string; readonly seenAt: string }>>();

  return {
    /** Says that the caller has it open, and answers who else has, longest first. */
    attend: (caller: Caller, referralId: string): Outputs['referrals']['attend'] => {
      const now = clock.now();
      const forgotten = addMilliseconds(now, -forgottenAfterMilliseconds);
      for (const [id, people] of open) {
        for (const [userId, { seenAt }] of people) if (seenAt <= forgotten || (userId === caller.userId && id !== referralId)) people.delete(userId);
        if (people.size === 0) open.delete(id);
      }
      const here = open.get(referralId) ?? new Map<string, { name: string; since: string; seenAt: string }>();
      here.set(caller.userId, { name: caller.displayName, since: here.get(caller.userId)?.since ?? now, seenAt: now });
      open.set(referralId, here);
      const others = [...here].filter(([userId]) => userId !== caller.userId).map(([, { name, since }]) => ({ name, since }));
      return { others: others.sort((one, other) => one.since.localeCompare(other.since)).slice(0, 20) };
    },
  };
}
