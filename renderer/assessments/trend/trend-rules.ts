import type { AssessmentLine } from '#contract/assessments.ts';
import type { Instrument } from '#contract/instruments.ts';

/** What the curves of a person's scores are drawn from. Pure: dates are civil, places are shares of the plot. */

export interface TrendPoint {
  readonly on: string;
  readonly score: number;
}

/** The values of one instrument, oldest first. Instruments are never joined: a DAS28 by ESR and one by CRP are two curves. */
export interface Trend {
  readonly instrument: Instrument;
  readonly points: readonly TrendPoint[];
}

/** A band of a category in the plot: from and to as shares of its height, 0 at the foot. */
export interface TrendBand {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** The cut-off at its top; null for the highest. */
  readonly upTo: number | null;
}

/** A curve needs two values. */
const fewestPoints = 2;
/** Above the highest cut-off, a plot shows at least this share of it. */
const headroom = 1.2;

/** The curves of signed assessments, in the order the last assessment shows its instruments; those of activity and function. */
export function trendsOf(lines: readonly AssessmentLine[], instruments: readonly Instrument[]): readonly Trend[] {
  const signed = lines.filter(({ state }) => state !== 'draft').sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const ids = new Set([...signed].reverse().flatMap(({ scores }) => scores.map(({ instrument }) => instrument)));
  return [...ids].flatMap((id) => {
    const instrument = instruments.find((one) => one.id === id && (one.family === 'activity' || one.family === 'function'));
    const points = signed.flatMap(({ on, scores }) => scores.flatMap(({ instrument: of, score }) => (of === id && score !== null ? [{ on, score }] : [])));
    return instrument && points.length >= fewestPoints ? [{ instrument, points }] : [];
  });
}

/** The highest value a plot shows: what is there, and the bands a little beyond their last cut-off. */
export function topOf({ instrument, points }: Trend): number {
  const cutoffs = instrument.categories.flatMap(({ interval }) => interval?.max ?? []);
  return Math.min(instrument.score.max, Math.max(...points.map(({ score }) => score), ...cutoffs.map((cutoff) => cutoff * headroom)));
}

/** The categories of an instrument as bands, lowest first; nothing where its categories follow from more than the score. */
export function bandsOf(trend: Trend): readonly TrendBand[] {
  const top = topOf(trend);
  const share = (value: number): number => Math.min(1, Math.max(0, value / top));
  return trend.instrument.categories.flatMap(({ code, interval }) =>
    interval === null || share(interval.min ?? 0) >= 1 ? [] : [{ code, from: share(interval.min ?? 0), to: interval.max === null ? 1 : share(interval.max), upTo: interval.max !== null && interval.max < top ? interval.max : null }],
  );
}

const dayMilliseconds = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMilliseconds;

export interface TimeAxis {
  /** Where a date lies, 0 at the first and 1 at the last. */
  readonly at: (date: string) => number;
  /** The first of January of each year in between, with their places. */
  readonly years: readonly { readonly year: number; readonly at: number }[];
}

/** One axis for all the curves: from the first value to today. */
export function timeAxis(trends: readonly Trend[], today: string): TimeAxis {
  const dates = trends.flatMap(({ points }) => points.map(({ on }) => on));
  const first = dates.reduce((one, other) => (other < one ? other : one), today);
  const last = dates.reduce((one, other) => (other > one ? other : one), today);
  const days = Math.max(1, dayOf(last) - dayOf(first));
  const at = (date: string): number => (dayOf(date) - dayOf(first)) / days;
  const years = Array.from({ length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) }, (_, index) => Number(first.slice(0, 4)) + 1 + index);
  return { at, years: years.map((year) => ({ year, at: at(`${year}-01-01`) })) };
}
