import { type DelayClass, type DelaySettings, delayClasses } from '#contract/delays.ts';
import type { Urgency } from '#contract/triage.ts';
import { dueWithPauses, type Pause } from './delay-clock-rules.ts';
import { dueInDaysOf } from './triage-rules.ts';

/** What a clinic holds that has chosen nothing, and what none may be laxer than: the calendar days of the classes. */
export const givenDelays: DelaySettings = { counting: 'calendar', days: { A: dueInDaysOf.A, B: dueInDaysOf.B, C: dueInDaysOf.C, D: dueInDaysOf.D, E: dueInDaysOf.E } };

/** What is wrong with the delays somebody chose: laxer than given, or a less urgent class due before a more urgent one. */
export function delayProblems({ days }: DelaySettings): { readonly path: string; readonly code: string }[] {
  return delayClasses.flatMap((cls, index) => {
    const before = delayClasses[index - 1];
    if (days[cls] < 1 || days[cls] > dueInDaysOf[cls]) return [{ path: `days.${cls}`, code: 'OUT_OF_RANGE' }];
    return before !== undefined && days[cls] < days[before] ? [{ path: `days.${cls}`, code: 'BEFORE_MORE_URGENT' }] : [];
  });
}

/**
 * The civil date by which a person of a class is to be seen in this clinic. Working days never make it later than the calendar
 * days given for the class: a clinic may be stricter, not laxer. An emergency is due the day it comes.
 *
 * @param completedOn date of the complete request in the clinic's zone, `YYYY-MM-DD`
 * @param isClosed whether a date is no working day
 */
export function dueInClinic(
  { completedOn, cls, pauses, asOf }: { readonly completedOn: string; readonly cls: Urgency; readonly pauses: readonly Pause[]; readonly asOf: string },
  { counting, days }: DelaySettings,
  isClosed: (date: string) => boolean,
): string {
  const latest = dueWithPauses(completedOn, { days: dueInDaysOf[cls], counting: 'calendar' }, pauses, asOf);
  if (!isDelayed(cls)) return latest;
  const chosen = dueWithPauses(completedOn, { days: days[cls], counting }, pauses, asOf, isClosed);
  return chosen < latest ? chosen : latest;
}

const isDelayed = (cls: Urgency): cls is DelayClass => delayClasses.some((one) => one === cls);
