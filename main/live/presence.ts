import { z } from 'zod';
import { addMilliseconds } from '../platform/clock.ts';
import type { Clock } from '../ports.ts';

/** The page says every ten seconds that it has a referral open; after this long without a word it has not. */
const forgottenAfterMilliseconds = 25_000;

/** What processes on the same database tell each other: somebody has a referral open, or has left. Ids alone. */
const presenceSignal = z.strictObject({ presence: z.union([z.strictObject({ userId: z.string().max(60), referralId: z.uuid() }), z.strictObject({ userId: z.string().max(60), gone: z.literal(true) })]) });
type PresenceSignal = z.infer<typeof presenceSignal>;

/** Somebody who has a referral open, and since when. */
export interface Attendant {
  readonly userId: string;
  readonly since: string;
}

/** Who has which referral open: in memory, here and in the other processes on the same database; nowhere written. */
export function createPresence(clock: Clock, { tell, changed }: { readonly tell: (signal: PresenceSignal) => void; readonly changed: () => void }) {
  const open = new Map<string, Map<string, { readonly since: string; readonly seenAt: string }>>();

  const forget = (isForgotten: (userId: string, referralId: string, seenAt: string) => boolean): boolean => {
    let found = false;
    for (const [referralId, people] of open) {
      for (const [userId, { seenAt }] of people) if (isForgotten(userId, referralId, seenAt)) found = people.delete(userId) || found;
      if (people.size === 0) open.delete(referralId);
    }
    return found;
  };
  /** Whether somebody came or went by it. */
  const seat = (userId: string, referralId: string): boolean => {
    const now = clock.now();
    const forgotten = addMilliseconds(now, -forgottenAfterMilliseconds);
    const left = forget((one, id, seenAt) => seenAt <= forgotten || (one === userId && id !== referralId));
    const here = open.get(referralId) ?? new Map<string, { since: string; seenAt: string }>();
    const before = here.get(userId);
    here.set(userId, { since: before?.since ?? now, seenAt: now });
    open.set(referralId, here);
    return left || !before;
  };
  const unseat = (userId: string): boolean => forget((one) => one === userId);

  return {
    /** Says that somebody has it open, and answers who else has, longest first. */
    attend: (userId: string, referralId: string): readonly Attendant[] => {
      if (seat(userId, referralId)) changed();
      tell({ presence: { userId, referralId } });
      const others = [...(open.get(referralId) ?? [])].filter(([one]) => one !== userId).map(([one, { since }]) => ({ userId: one, since }));
      return others.sort((one, other) => one.since.localeCompare(other.since)).slice(0, 20);
    },
    /** Somebody's last page has gone, or is locked. */
    leave: (userId: string): void => {
      if (unseat(userId)) changed();
      tell({ presence: { userId, gone: true } });
    },
    /** What another process says; dropped where it is not one of ours. */
    heard: (signal: unknown): void => {
      const read = presenceSignal.safeParse(signal);
      if (!read.success) return;
      const { presence } = read.data;
      if ('gone' in presence ? unseat(presence.userId) : seat(presence.userId, presence.referralId)) changed();
    },
  };
}
