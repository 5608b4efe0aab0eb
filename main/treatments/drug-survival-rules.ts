/** How long drugs are kept: the product-limit estimate of Kaplan and Meier (1958), pointwise limits by Greenwood. Pure. */

/** One course of a drug: days (or any unit) observed; whether it ended then, or was still going on when last seen. */
export interface Course {
  readonly time: number;
  readonly ended: boolean;
}

/** The estimate right after a time at which somebody stopped. */
export interface SurvivalStep {
  readonly time: number;
  /** Still on the drug just before, and seen until then. */
  readonly atRisk: number;
  readonly ended: number;
  /** Seen until between this time (included) and the next step, still on the drug. */
  readonly censored: number;
  /** Share still on the drug. */
  readonly survival: number;
  /** Greenwood's standard error of it. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** Of 95 % limits. */
const z = 1.959963984540054;

/**
 * Steps of the curve, by time. Who is last seen at a time others stop is at risk then. Limits are S ± 1.96 SE, held within 0
 * and 1. Courses whose time is negative or no number are left out.
 */
export function drugSurvival(courses: readonly Course[]): readonly SurvivalStep[] {
  const usable = courses.filter(({ time }) => Number.isFinite(time) && time >= 0).sort((one, other) => one.time - other.time);
  const times = [...new Set(usable.filter(({ ended }) => ended).map(({ time }) => time))];
  let survival = 1;
  let variance = 0;
  return times.map((time, index) => {
    const until = times[index + 1] ?? Infinity;
    const atRisk = usable.filter((one) => one.time >= time).length;
    const ended = usable.filter((one) => one.ended && one.time === time).length;
    const censored = usable.filter((one) => !one.ended && one.time >= time && one.time < until).length;
    survival *= 1 - ended / atRisk;
    variance += atRisk === ended ? 0 : ended / (atRisk * (atRisk - ended));
    const standardError = survival * Math.sqrt(variance);
    return { time, atRisk, ended, censored, survival, standardError, low: Math.max(0, survival - z * standardError), high: Math.min(1, survival + z * standardError) };
  });
}

/** How many are still on the drug and seen just before each of these times: the line under a chart. */
export function numbersAtRisk(courses: readonly Course[], times: readonly number[]): readonly number[] {
  return times.map((time) => courses.filter((one) => Number.isFinite(one.time) && one.time >= time).length);
}

/** The time by which half have stopped; null when it was not reached. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  return steps.find(({ survival }) => survival <= 0.5)?.time ?? null;
}
