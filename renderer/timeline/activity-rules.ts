import type { Instrument } from '#contract/instruments.ts';
import type { TimelineAssessment, TimelineTreatment } from '#contract/timeline.ts';
import { dayOf, lastDayOf } from './time-window.ts';

/** The curve of disease activity: its points, its target, and where a drug makes it read too low. Pure. */

export interface ScoredPoint {
  readonly on: string;
  readonly day: number;
  readonly score: number;
  readonly category: string | null;
  /** A drug that lowers the acute phase was taken, and the instrument counts it. */
  readonly isLowered: boolean;
}

/** The instruments with a score in this course, those of activity or function, in the order of the last assessment that shows them. */
export function scoredInstruments(assessments: readonly TimelineAssessment[], instruments: readonly Instrument[], family: 'activity' | 'function'): readonly Instrument[] {
  const ids = new Set(assessments.toReversed().flatMap(({ scores }) => scores.map(({ instrument }) => instrument)));
  return [...ids].flatMap((id) => instruments.find((one) => one.id === id && one.family === family) ?? []);
}

/** The scores of one instrument, oldest first. */
export function pointsOf(instrument: Instrument, assessments: readonly TimelineAssessment[], treatments: readonly TimelineTreatment[] = []): readonly ScoredPoint[] {
  const counts = countsAcutePhase(instrument);
  return assessments.flatMap(({ on, scores }) => {
    const found = scores.find((one) => one.instrument === instrument.id);
    const day = dayOf(on);
    return found ? [{ on, day, score: found.score, category: found.category, isLowered: counts && treatments.some((one) => isLoweredOn(one, day)) }] : [];
  });
}

/** Whether CRP or sedimentation rate is among what an instrument asks. */
export function countsAcutePhase({ inputs }: Pick<Instrument, 'inputs'>): boolean {
  return inputs.some(({ name }) => name.startsWith('crp_') || name.startsWith('esr_'));
}

function isLoweredOn({ lowersAcutePhase, startedOn, endedOn, isCurrent }: TimelineTreatment, day: number): boolean {
  return lowersAcutePhase && startedOn !== null && dayOf(startedOn) <= day && (endedOn === null ? isCurrent : lastDayOf(endedOn) >= day);
}

/** The top of low activity, which treatment aims at; of an instrument with two or fewer bands, that of the lower one. */
export function targetOf({ categories }: Pick<Instrument, 'categories'>): number | null {
  const tops = categories.flatMap(({ interval }) => interval?.max ?? []);
  return (tops.length >= 2 ? tops[1] : tops[0]) ?? null;
}
