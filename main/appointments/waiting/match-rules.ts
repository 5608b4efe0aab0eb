import type { SlotReason } from '#contract/slots.ts';
import { type PersonFacts, type PlaceFacts, reasonsOf } from '../ranking/slot-ranking-rules.ts';
import type { SlotWeights } from '../ranking/slot-weights.ts';
import type { MatchWeights } from './match-weights.ts';

/** Somebody who waits, as a freed place is offered to them. */
export interface WaitingFacts extends PersonFacts {
  /** Days since they began to wait. */
  readonly waitedDays: number;
  /** Days by which the place is before the visit they have; null: they have none. */
  readonly earlierByDays: number | null;
}

const ofTheDelay: ReadonlySet<SlotReason['code']> = new Set(['in-time', 'late', 'too-early', 'wait']);

const isClass = (cls: string | null): cls is 'URG' | 'A' | 'B' | 'C' | 'D' | 'E' => cls !== null && ['URG', 'A', 'B', 'C', 'D', 'E'].includes(cls);

/** Why somebody should have a place, the strongest reason first: how urgent and how late they are, then how it suits them. */
export function matchReasons(place: PlaceFacts, waiting: WaitingFacts, weights: MatchWeights, slotWeights: SlotWeights): SlotReason[] {
  const { cls, dueInDays, waitedDays, earlierByDays } = waiting;
  const own: SlotReason[] = [
    { code: 'class', points: weights.cls[isClass(cls) ? cls : 'none'], facts: cls === null ? {} : { name: cls } },
    { code: 'waited', points: Math.min(weights.waited.atMost, weights.waited.perDay * waitedDays), facts: { days: waitedDays } },
  ];
  if (dueInDays !== null && dueInDays < 0) own.push({ code: 'overdue', points: weights.breach.overdue, facts: { days: -dueInDays } });
  else if (dueInDays !== null && dueInDays <= weights.breach.soonDays) own.push({ code: 'breach', points: weights.breach.soon * (1 - dueInDays / (weights.breach.soonDays + 1)), facts: { days: dueInDays } });
  if (earlierByDays !== null && earlierByDays > 0) own.push({ code: 'earlier', points: Math.min(weights.earlier.atMost, weights.earlier.perDay * earlierByDays), facts: { days: earlierByDays } });
  // How near the end of their delay is, is said above: who is late already is not put behind for it.
  const suits = reasonsOf(place, waiting, slotWeights).filter(({ code }) => !ofTheDelay.has(code));
  return [...own.map((reason) => ({ ...reason, points: Math.round(reason.points * 10) / 10 })), ...suits].filter(({ points }) => points !== 0).sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
}
