import { type Course, drugSurvival, medianSurvival, numbersAtRisk } from '../treatments/drug-survival-rules.ts';

/** Curves of time, as a chart shows them: in months, with numbers at risk under regular marks. Pure. */

const daysPerMonth = 365.25 / 12;
/** Marks of the axis: every so many months, and the last one shown. */
const everyMonths = 6;
export const lastMonth = 60;
export const markMonths: readonly number[] = Array.from({ length: lastMonth / everyMonths + 1 }, (_, index) => index * everyMonths);

export interface TimeCurve {
  readonly count: number;
  readonly ended: number;
  readonly medianMonths: number | null;
  readonly steps: readonly { readonly month: number; readonly share: number; readonly low: number; readonly high: number }[];
  /** At each mark: still followed just before, and the estimate with its limits. */
  readonly marks: readonly { readonly month: number; readonly atRisk: number; readonly share: number; readonly low: number; readonly high: number }[];
}

/** The curve of courses in days; up to the last mark. The limits of a share that has not moved are its own. */
export function timeCurve(courses: readonly Course[]): TimeCurve {
  const steps = drugSurvival(courses);
  const shown = steps.map(({ time, survival, low, high }) => ({ month: time / daysPerMonth, share: survival, low, high })).filter(({ month }) => month <= lastMonth);
  const median = medianSurvival(steps);
  const atRisk = numbersAtRisk(courses, markMonths.map((month) => month * daysPerMonth));
  return {
    count: courses.reduce((total, { count = 1 }) => total + count, 0), ended: courses.reduce((total, { ended, count = 1 }) => total + (ended ? count : 0), 0), medianMonths: median === null ? null : median / daysPerMonth, steps: shown,
    marks: markMonths.map((month, index) => {
      const last = shown.findLast((step) => step.month <= month);
      return { month, atRisk: atRisk[index] ?? 0, share: last?.share ?? 1, low: last?.low ?? 1, high: last?.high ?? 1 };
    }),
  };
}

/** The quarters up to a day, oldest first: `2026-4`. */
export function quartersUntil(today: string, count: number): readonly string[] {
  const last = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, index) => last - count + 1 + index).map((quarter) => `${Math.floor(quarter / 4)}-${(quarter % 4) + 1}`);
}

/** First day of a quarter. */
export function quarterStart(quarter: string): string {
  const [year = '', place = '1'] = quarter.split('-');
  return `${year}-${String((Number(place) - 1) * 3 + 1).padStart(2, '0')}-01`;
}

/** Categories that are not the target of treatment; the others of an instrument are. */
const above: ReadonlySet<string> = new Set(['moderate', 'high', 'very-high', 'active']);

export function targetCategories(categories: readonly { readonly code: string }[]): readonly string[] {
  return categories.map(({ code }) => code).filter((code) => !above.has(code));
}
