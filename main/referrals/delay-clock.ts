import type { Urgency } from '#contract/triage.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { dueWithPauses, isPausedOn } from '../triage/delay-clock-rules.ts';
import { dueInDaysOf } from '../triage/triage-rules.ts';
import { type KeptPause, pausesOf, writeDue } from './pause-repository.ts';
import { type Referral, referralById } from './referral-repository.ts';

/** The delay of a request as it stands on a day. */
export interface StandingDelay {
  readonly dueOn: string;
  readonly originalDueOn: string;
  readonly pauses: readonly KeptPause[];
  readonly isPaused: boolean;
}

/** Where and when a delay is looked at: the clinic's zone and civil date. */
export interface DelayDay {
  readonly zone: string;
  readonly today: string;
}

type Delayed = Pick<Referral, 'id' | 'completedOn' | 'proposedCls' | 'decidedCls'>;

/** The delay of a request, or null while nothing can be proposed. `cls`: the class it is of, else the decided or proposed one. */
export async function delayOf(db: ReadExecutor, referral: Delayed, { zone, today }: DelayDay, cls: Urgency | null = referral.decidedCls ?? referral.proposedCls): Promise<StandingDelay | null> {
  if (cls === null) return null;
  const pauses = await pausesOf(db, { id: referral.id, cls, zone });
  const delay = { days: dueInDaysOf[cls], counting: 'calendar' } as const;
  return {
    dueOn: dueWithPauses(referral.completedOn, delay, pauses, today),
    originalDueOn: dueWithPauses(referral.completedOn, delay, [], today),
    pauses,
    isPaused: isPausedOn(pauses, today),
  };
}

/** Brings the due date of the row in step with its pauses: after a change of class, a pause, a question or its answer. */
export async function settleDue(db: WriteExecutor, referralId: string, day: DelayDay): Promise<void> {
  const referral = await referralById(db, referralId);
  const delay = referral && (await delayOf(db, referral, day));
  if (!delay) return;
  const isOpen = delay.pauses.some(({ until }) => until === null);
  await writeDue(db, referralId, { dueOn: delay.dueOn, originalDueOn: delay.pauses.length === 0 ? null : delay.originalDueOn, pausedAsOf: isOpen ? day.today : null });
}
