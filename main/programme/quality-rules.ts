import { completenessParts, type CompletenessPart, type PathwayReport } from '#contract/programme.ts';
import { guardedCount, guardedMedian, guardedShare } from './guarded-figures.ts';

/** Quality of life at its milestones, and how much of what was to be noted is. Pure; nothing is filled in. */

/** Months since inclusion at which quality of life is asked. */
const milestones: readonly number[] = [0, 3, 6, 12, 18, 24];
const monthDays = 365.25 / 12;
/** How far from a milestone an answer still belongs to it, in days. */
const nearDays = 45;

/** A score, so many days after inclusion; a person's nearest to a milestone counts for it. */
export interface DatedScore {
  readonly enrolmentId: string;
  readonly days: number;
  readonly score: number;
}

const distanceOf = (month: number) => ({ days }: DatedScore): number => Math.abs(days - month * monthDays);

export function qualityFigures(scores: readonly DatedScore[]): PathwayReport['quality'] {
  return milestones.flatMap((month) => {
    const distance = distanceOf(month);
    const own = [...Map.groupBy(scores.filter((one) => distance(one) <= nearDays), ({ enrolmentId }) => enrolmentId).values()].flatMap((list) => list.toSorted((one, other) => distance(one) - distance(other)).slice(0, 1));
    if (own.length === 0) return [];
    return [{ month, of: guardedCount(own.length), median: guardedMedian(own.map(({ score }) => score)) }];
  });
}

/** How long somebody was on the pathway, in days. */
export interface FollowedDays {
  readonly enrolmentId: string;
  readonly days: number;
}

/** Something that was to be noted by now, and how much of it was. */
export interface Noted {
  readonly noted: number;
  readonly due: number;
}

/** Milestones whose time has passed for somebody while they were on the pathway, and those that were answered. */
export function qualityNoted(followed: readonly FollowedDays[], scores: readonly DatedScore[]): Noted {
  const own = Map.groupBy(scores, ({ enrolmentId }) => enrolmentId);
  const due = followed.flatMap(({ enrolmentId, days }) => milestones.filter((month) => month * monthDays + nearDays <= days).map((month) => ({ enrolmentId, month })));
  return { due: due.length, noted: due.filter(({ enrolmentId, month }) => own.get(enrolmentId)?.some((one) => distanceOf(month)(one) <= nearDays)).length };
}

export function completenessFigures(parts: Readonly<Record<CompletenessPart, Noted>>): PathwayReport['completeness'] {
  return completenessParts.map((what) => ({ what, share: guardedShare(parts[what].noted, parts[what].due) }));
}
