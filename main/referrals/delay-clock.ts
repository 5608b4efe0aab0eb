import type { Urgency } from '#contract/triage.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { dueWithPauses, isPausedOn, type Pause } from '../triage/delay-clock-rules.ts';
import { dueInClinic } from '../triage/delay-settings-rules.ts';
import { daysBetween } from '../triage/due-date.ts';
import { clinicDelays, undecidedDues, undecidedPaused, writeUndecidedDue } from './delay-settings-repository.ts';
import { type KeptPause, pausesOf, writeDue } from './pause-repository.ts';
import { type Referral, referralById } from './referral-repository.ts';
import type { DueOf } from './triage-proposal.ts';

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

type Delayed = Pick<Referral, 'id' | 'state' | 'completedOn' | 'proposedCls' | 'decidedCls' | 'dueOn' | 'originalDueOn'>;

/** When a request complete on a day is due, no pause counted, by the delays of the clinic as they are now. */
export async function dueNow(db: ReadExecutor, firstDate: string, today: string): Promise<DueOf> {
  const { settings, isClosed } = await clinicDelays(db, firstDate, today);
  return (completedOn, cls) => dueInClinic({ completedOn, cls, pauses: [], asOf: today }, settings, isClosed);
}

/**
 * The delay of a request, or null while nothing can be proposed. Once decided it has the delay it was decided with, whatever the
 * clinic or its calendar became since: only pauses still move its due date, day for day.
 */
export async function delayOf(db: ReadExecutor, referral: Delayed, day: DelayDay): Promise<StandingDelay | null> {
  const cls = referral.decidedCls ?? referral.proposedCls;
  if (cls === null) return null;
  const first = referral.state === 'received' ? null : (referral.originalDueOn ?? referral.dueOn);
  if (first === null) return delayToDecide(db, referral, day, cls);
  const delay = { days: daysBetween(referral.completedOn, first), counting: 'calendar' } as const;
  return standing(await pausesOf(db, { id: referral.id, cls, zone: day.zone }), day, (pauses) => dueWithPauses(referral.completedOn, delay, pauses, day.today));
}

/** The delay a request has, or gets by a decision of today: that of its class by what the clinic holds now. */
export async function delayToDecide(db: ReadExecutor, referral: Pick<Referral, 'id' | 'completedOn'>, day: DelayDay, cls: Urgency): Promise<StandingDelay> {
  const { id, completedOn } = referral;
  const { settings, isClosed } = await clinicDelays(db, completedOn, day.today);
  return standing(await pausesOf(db, { id, cls, zone: day.zone }), day, (pauses) => dueInClinic({ completedOn, cls, pauses, asOf: day.today }, settings, isClosed));
}

/** Brings the due date of the row in step with its pauses: after a change of class, a pause, a question or its answer. */
export async function settleDue(db: WriteExecutor, referralId: string, day: DelayDay): Promise<void> {
  const referral = await referralById(db, referralId);
  const delay = referral && (await delayOf(db, referral, day));
  if (delay) await writeDelay(db, referralId, delay, day);
}

/** Writes the delay of a request on its row. */
export async function writeDelay(db: WriteExecutor, referralId: string, delay: StandingDelay, day: DelayDay): Promise<void> {
  const isOpen = delay.pauses.some(({ until }) => until === null);
  await writeDue(db, referralId, { dueOn: delay.dueOn, originalDueOn: delay.pauses.length === 0 ? null : delay.originalDueOn, pausedAsOf: isOpen ? day.today : null });
}

/** Brings every undecided request in step with the delays and working days of the clinic; those decided on keep theirs. */
export async function settleUndecided(db: WriteExecutor, day: DelayDay): Promise<void> {
  const waiting = await undecidedDues(db);
  const first = waiting.reduce((earliest, { completedOn }) => (completedOn < earliest ? completedOn : earliest), day.today);
  const due = await dueNow(db, first, day.today);
  for (const { cls, completedOn, dueOn: before } of waiting) {
    const dueOn = due(completedOn, cls);
    if (dueOn !== before) await writeUndecidedDue(db, { cls, completedOn, dueOn });
  }
  for (const id of await undecidedPaused(db)) await settleDue(db, id, day);
}

function standing(pauses: readonly KeptPause[], { today }: DelayDay, due: (pauses: readonly Pause[]) => string): StandingDelay {
  return { dueOn: due(pauses), originalDueOn: due([]), pauses, isPaused: isPausedOn(pauses, today) };
}
