/** How long drugs are kept: the product-limit estimate of Kaplan and Meier (1958), pointwise limits by Greenwood. Pure. */

/** One course of a drug, or `count` alike: days (or any unit) observed; whether it ended then, or was still going on when last seen. */
export interface Course {
  readonly time: number;
  readonly ended: boolean;
  readonly count?: number;
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

const isUsable = ({ time }: Course): boolean => Number.isFinite(time) && time >= 0;
const sum = (courses: readonly Course[]): number => courses.reduce((total, { count = 1 }) => total + count, 0);

/**
 * Steps of the curve, by time. Who is last seen at a time others stop is at risk then. Limits are S ± 1.96 SE, held within 0
 * and 1. Courses whose time is negative or no number are left out.
 */
export function drugSurvival(courses: readonly Course[]): readonly SurvivalStep[] {
  const usable = courses.filter(isUsable);
  const byTime = [...Map.groupBy(usable, ({ time }) => time)].sort(([one], [other]) => one - other);
  const steps: { -readonly [K in keyof SurvivalStep]: SurvivalStep[K] }[] = [];
  let atRisk = sum(usable);
  let survival = 1;
  let variance = 0;
  for (const [time, leaving] of byTime) {
    const ended = sum(leaving.filter((one) => one.ended));
    if (ended > 0) {
      survival *= 1 - ended / atRisk;
      variance += atRisk === ended ? 0 : ended / (atRisk * (atRisk - ended));
      const standardError = survival * Math.sqrt(variance);
      steps.push({ time, atRisk, ended, censored: 0, survival, standardError, low: Math.max(0, survival - z * standardError), high: Math.min(1, survival + z * standardError) });
    }
    const last = steps.at(-1);
    if (last) last.censored += sum(leaving) - ended;
    atRisk -= sum(leaving);
  }
  return steps;
}

/** How many are still on the drug and seen just before each of these times: the line under a chart. */
export function numbersAtRisk(courses: readonly Course[], times: readonly number[]): readonly number[] {
  return times.map((time) => sum(courses.filter((one) => Number.isFinite(one.time) && one.time >= time)));
}

/** The time by which half have stopped; null when it was not reached. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  return steps.find(({ survival }) => survival <= 0.5)?.time ?? null;
}
